// @vitest-environment jsdom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Alone } from "./alone";
import { EMPTY } from "./fold";
import type { SessionState, Turn, Welcome } from "./protocol";
import { Store } from "./store";

let root: Root;
let page: HTMLElement;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 404 }));
  page = document.body.appendChild(document.createElement("div"));
  root = createRoot(page);
});

afterEach(() => {
  act(() => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

async function see(query: string, state: Partial<SessionState> = {}): Promise<void> {
  const store = new Store((publish) => publish());
  store.connectionChanged({ state: "open" });
  store.receive({ type: "welcome" } as Welcome);
  store.receive({ type: "snapshot", state: { ...EMPTY, ...state } });
  const asked = new URLSearchParams(query);
  await act(async () => root.render(<Alone {...{ store, asked }} session_id="s" origin={null} />));
}

it("says that there is nothing to show when the only turn was blocked", async () => {
  await see("", { turns: [{ turn: 1, prompt: "no", outcome: "failed", code: "blocked" } as Turn] });
  expect(page.textContent).toContain("Nothing to show yet");
  expect(page.textContent).not.toContain("Loading");
});

it.each(["abc", "9", "-1", "0", "1.5", "1e3"])(
  "says that version %s cannot be shown, and leads on",
  async (version) => {
    await see(`version=${version}&colours=dark`);
    expect(page.querySelector("[role=alert]")?.textContent).toContain(`Version ${version} cannot be shown.`);
    expect(page.textContent).not.toContain("Loading");
    expect(page.querySelector("a")?.getAttribute("href")).toBe("?colours=dark");
  },
);
