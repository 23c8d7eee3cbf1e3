// @vitest-environment jsdom
// What would be fetched from elsewhere is made here.

import { createRoot as createScene, events, extend, type RootState } from "@react-three/fiber";
import { createElement as h, type ReactNode, useLayoutEffect } from "react";
import { createRoot } from "react-dom/client";
import { renderToStaticMarkup } from "react-dom/server";
import { Group } from "three";
import { expect, test, vi } from "vitest";
import { Environment, Float, Html, Text, useGLTF } from "./react-three-drei";

vi.setConfig({ testTimeout: 60_000 });
const SIZE = { width: 300, height: 200, top: 0, left: 0 };

test("the package itself is there", () => {
  expect(Float).toBeDefined();
});

test("a photographed room is lamps, and a colour behind them where it is shown", () => {
  const lamps = renderToStaticMarkup(h(Environment, { preset: "city" }));
  expect(lamps).toMatch(/^<hemisphereLight.*<directionalLight/);
  expect(lamps).not.toContain("attach");
  const shown = renderToStaticMarkup(h(Environment, { files: "/a.hdr", background: true }));
  expect(shown).toContain('attach="background"');
});

test("letters are drawn on a plane, wrapped and placed as asked", () => {
  const sizeOf = (props: object) => {
    const [, width = "", height = ""] =
      /args="([\d.]+),([\d.]+)"/.exec(renderToStaticMarkup(h(Text, props))) ?? [];
    return [Number(width), Number(height)];
  };
  const [width = 0, height = 0] = sizeOf({ children: ["Hello ", 3], fontSize: 2 });
  expect(height).toBeCloseTo(2.4, 1);
  expect(sizeOf({ children: "Hello 3", fontSize: 4 })[0]).toBeCloseTo(2 * width, 1);
  const [narrow = 0, tall = 0] = sizeOf({ children: "Hello 3", fontSize: 2, maxWidth: width * 0.8 });
  expect(narrow).toBeLessThan(width);
  expect(tall).toBeCloseTo(2 * height, 1);
  const placed = renderToStaticMarkup(h(Text, { text: "a", anchorX: "left", position: [1, 2, 3] }));
  expect(placed).toMatch(/^<group position="1,2,3"><mesh position="0?\.\d+,0,0">/);
});

test("a model that would be fetched is a box of lines, with whatever nodes are asked for; the request for it is made", () => {
  const asked = vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("no network"));
  const model = useGLTF("/duck.glb") as Record<
    string,
    Record<string, { geometry?: object; isObject3D?: boolean }>
  >;
  expect(model.scene).toMatchObject({ isObject3D: true });
  expect(model.nodes?.Body?.geometry).toMatchObject({ isBufferGeometry: true });
  expect(model.nodes?.Body).toBe(model.nodes?.Body);
  expect(model.materials?.Skin).toMatchObject({ isMaterial: true });
  expect(useGLTF("/duck.glb")).toBe(model);
  expect(asked.mock.calls).toEqual([["/duck.glb"]]);
  asked.mockRestore();
});

/** As a canvas does: `mount` runs while React DOM commits. */
function Mounting({ mount }: { mount(): void }): null {
  useLayoutEffect(mount);
  return null;
}

test("what stands in a scene's Html shows, on a canvas that mounts its scene while the page is committed", async () => {
  const page = document.body.appendChild(document.createElement("div"));
  const canvas = document.createElement("canvas");
  page.appendChild(document.createElement("div")).append(canvas);
  extend({ Group });
  const nothing = () => {};
  const gl = {
    domElement: canvas,
    render: nothing,
    setSize: nothing,
    setPixelRatio: nothing,
    shadowMap: {},
    xr: { addEventListener: nothing, removeEventListener: nothing },
  };
  const listens = (state: RootState) => state.events.connect?.(page);
  const mount = (children: ReactNode) => {
    const scene = createScene(canvas);
    void scene.configure({ gl: gl as never, events, frameloop: "never", size: SIZE, onCreated: listens });
    scene.render(children);
  };
  createRoot(page.appendChild(document.createElement("div"))).render(
    h(Mounting, { mount: () => mount(h(Html, null, h("b", null, "a label"))) }),
  );
  await vi.waitFor(() => expect(page.querySelector("b")?.textContent).toBe("a label"), 20_000);
  expect(page.querySelectorAll("b")).toHaveLength(1);
});
