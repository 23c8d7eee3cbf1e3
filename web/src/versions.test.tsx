// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Version } from "./protocol";
import { Versions } from "./versions";

let host: HTMLElement;
let root: ReturnType<typeof createRoot>;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  host = document.body.appendChild(document.createElement("div"));
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.unstubAllGlobals();
});

const version = (number: number) =>
  ({
    version: number,
    label: `v${number}`,
    at_ms: 0,
    status: "final",
    origin: "prompt",
    error: null,
    checks: [] as Version["checks"],
  }) as Version;

it("says that a comparison is loading from the first moment on", async () => {
  const none = () => {};
  const still = { looked: null, canRestore: true, look: none, restore: none, fork: null, refine: () => null };
  act(() => root.render(<Versions {...still} session_id="s" versions={[version(1), version(2)]} />));
  const compare = host.querySelector<HTMLButtonElement>("[aria-label='Compare version 2']");
  act(() => compare?.click());
  expect(host.textContent).toContain("Loading…");
  await act(() => import("./diff"));
  expect(host.querySelector("[aria-label=Base]")).not.toBeNull();
  expect(host.textContent).toContain("Loading…");
});
