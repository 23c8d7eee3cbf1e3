// @vitest-environment jsdom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Preview } from "./preview";
import { NOTHING, type Renderable } from "./renderable";

/** jsdom lays nothing out. */
class NeverResizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

const CODE = "export default function App() {\n  return missing.map(String);\n}\n";
const half: Renderable = { files: { "App.tsx": CODE }, entry: "App.tsx", streaming: true, final: false };
const whole: Renderable = { ...half, streaming: false, final: true };
const fault = {
  message: "missing is not defined",
  places: [{ name: "App", path: "App.tsx", line: 2, column: 10 }],
  components: ["App"],
};

let root: Root;
let page: HTMLElement;
const fix = vi.fn();
const show = vi.fn();
const failed = vi.fn();

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("ResizeObserver", NeverResizes);
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  page = document.body.appendChild(document.createElement("div"));
  root = createRoot(page);
});

afterEach(() => {
  act(() => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

function see(renderable: Renderable, running: boolean): void {
  act(() => {
    root.render(
      <Preview
        {...{ renderable, running, fix, show, failed }}
        origin="http://preview.localhost"
        waiting={false}
        href="/s/x/preview"
      />,
    );
  });
}

/** The frame says it. Renders are answered in order from 1, as the bridge numbers what it sends. */
function hear(data: object): void {
  const source = page.querySelector("iframe")?.contentWindow;
  act(() => {
    window.dispatchEvent(new MessageEvent("message", { data, origin: "null", source: source as Window }));
  });
}

const rendered = (id: number, ok = true) =>
  hear({ type: "rendered", id, ok, error: ok ? null : fault, stubs: 0, painted: true });
const state = () => page.querySelector("[data-preview-state]")?.getAttribute("data-preview-state");
const button = (name: string) =>
  [...page.querySelectorAll("button")].find((b) => (b.getAttribute("aria-label") ?? b.textContent) === name);
const press = (name: string) => act(() => button(name)?.click());

describe("the preview", () => {
  it("is empty, then an outline, then what the frame painted", () => {
    see(NOTHING, false);
    expect([state(), page.textContent]).toEqual(["empty", expect.stringContaining("Nothing to show yet")]);
    see(NOTHING, true);
    expect([state(), page.textContent]).toEqual([
      "empty",
      expect.stringContaining("Waiting for the first lines"),
    ]);
    see(half, true);
    hear({ type: "ready" });
    rendered(1);
    expect([state(), page.textContent]).toEqual(["streaming", expect.not.stringContaining("Waiting")]);
    see(whole, false);
    rendered(2);
    expect(state()).toBe("ready");
  });

  it("shows no error while the component is being written", () => {
    see(half, true);
    hear({ type: "ready" });
    hear({ type: "error", fault });
    rendered(1, false);
    expect(button("Fix it")).toBeUndefined();
    expect(failed).not.toHaveBeenCalled();
  });

  it("shows the error of the finished one: where, its code, and the ways on", () => {
    see(whole, false);
    hear({ type: "ready" });
    rendered(1);
    hear({ type: "error", fault });
    expect(state()).toBe("error");
    const alert = page.querySelector('[role="alert"]')?.textContent;
    expect(alert).toContain("missing is not defined");
    expect(alert).toContain("<App> · App.tsx:2");
    expect(alert).toContain("return missing.map(String);");
    expect(failed).toHaveBeenCalledWith(fault.message, "at App (App.tsx:2:10)\nin <App>");
    expect(button("Console: 1 error")).toBeDefined();
    press("Show in code");
    expect(show).toHaveBeenCalledWith(expect.objectContaining({ path: "App.tsx", line: 2 }));
    press("Fix it");
    expect(fix).toHaveBeenCalledWith(expect.stringContaining("> 2 |   return missing.map(String);"));
    press("Dismiss");
    expect([state(), button("Fix it")]).toEqual(["error", undefined]);
    hear({ type: "error", fault });
    expect(button("Fix it")).toBeDefined();
    see(whole, true);
    expect([state(), button("Fix it")]).toEqual(["streaming", undefined]);
  });

  it("counts what the console says, and forgets it with the component", () => {
    see(whole, false);
    hear({ type: "ready" });
    const said = (level: string, text: string) => ({ level, text, place: null, count: 2 });
    hear({ type: "console", lines: [said("error", "boom"), said("error", "boom"), said("log", "hello")] });
    expect(button("Console: 4 errors")).toBeDefined();
    press("Console: 4 errors");
    expect(page.querySelector('[role="log"]')?.textContent).toBe("4boom2hello");
    see({ ...whole, files: { ...whole.files } }, true);
    expect(button("Console: 4 errors")).toBeDefined();
    see({ ...whole, files: { "App.tsx": "export default () => null;" } }, false);
    expect(button("Console")).toBeDefined();
    expect(page.querySelector('[role="log"]')?.textContent).toContain("appears here");
  });

  it("does not compare the files while they are being written", () => {
    const compared = vi.spyOn(JSON, "stringify");
    see(half, true);
    expect(compared).not.toHaveBeenCalledWith(half.files);
    see(whole, false);
    expect(compared).toHaveBeenCalledWith(whole.files);
    compared.mockRestore();
  });

  it("says quietly what the component cannot have", () => {
    see(whole, false);
    hear({ type: "ready" });
    hear({ type: "neutralised", what: "network", count: 3, example: "/api/users" });
    expect(page.textContent).toContain("uses the network (3 calls, last /api/users)");
    press("Dismiss notice");
    expect(page.textContent).not.toContain("uses the network");
  });

  it("reloads the component into a fresh frame", () => {
    see(whole, false);
    hear({ type: "ready" });
    rendered(1);
    const before = page.querySelector("iframe");
    press("Reload");
    expect(page.querySelector("iframe")).not.toBe(before);
    expect(state()).toBe("empty");
    hear({ type: "ready" });
    rendered(2);
    expect(state()).toBe("ready");
  });
});
