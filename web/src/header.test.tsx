// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Header } from "./header";

let host: HTMLElement;
let root: ReturnType<typeof createRoot>;
let answer: () => Promise<Response>;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("fetch", () => answer());
  host = document.body.appendChild(document.createElement("div"));
  root = createRoot(host);
  act(() => root.render(<Header title={null} session_id="s" pages={1} />));
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.unstubAllGlobals();
});

const some = (count: number) =>
  Response.json(
    Array.from({ length: count }, (_, n) => ({ session_id: `s${n}`, title: "A", updated_ms: 0 })),
  );
const press = (name: string) =>
  act(async () =>
    [...host.querySelectorAll("button")]
      .find((b) => (b.getAttribute("aria-label") ?? b.textContent) === name)
      ?.click(),
  );

it.each([
  [99, false],
  [100, true],
])("of %i sessions, says whether there are older ones", async (count, said) => {
  answer = async () => some(count);
  await press("Sessions");
  expect(host.querySelectorAll("nav a")).toHaveLength(count);
  expect(host.textContent?.includes("Older sessions are not listed")).toBe(said);
});

it("can be asked again for a list that failed", async () => {
  answer = () => Promise.reject(new TypeError("no network"));
  await press("Sessions");
  expect(host.querySelector("[role=alert]")?.textContent).toContain("could not be loaded");
  answer = async () => some(1);
  await press("Try again");
  expect(host.querySelectorAll("nav a")).toHaveLength(1);
});
