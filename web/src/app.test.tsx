// @vitest-environment jsdom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "./app";
import type { Event } from "./protocol";
import { Store } from "./store";

/** jsdom lays nothing out. */
class NeverResizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

const began: Event = {
  type: "turn_started",
  seq: 1,
  turn: 1,
  prompt: "a clock",
  model: { vendor: "openai", name: "x", built_in: false },
  continues: null,
  at_ms: 0,
  why: "",
  attachments: [],
  purpose: "",
  picked: null,
};

let root: Root;
let page: HTMLElement;
let store: Store;
const send = vi.fn(() => true);

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("ResizeObserver", NeverResizes);
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  sessionStorage.clear();
  send.mockClear();
  open("s");
});

afterEach(() => {
  close();
  vi.unstubAllGlobals();
});

function open(session_id: string): void {
  page = document.body.appendChild(document.createElement("div"));
  root = createRoot(page);
  store = new Store((publish) => publish());
  store.connectionChanged({ state: "open" });
  act(() => root.render(<App {...{ store, session_id, send }} origin={null} />));
}

function close(): void {
  act(() => root.unmount());
  page.remove();
}

const box = () => page.querySelector("textarea") as HTMLTextAreaElement;
const type = (value: string) =>
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(box(), value);
    box().dispatchEvent(new window.Event("input", { bubbles: true }));
  });
const press = (on: Element, key: string, more: KeyboardEventInit = {}) =>
  act(() => {
    on.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  });

describe("Escape", () => {
  beforeEach(() => act(() => store.receive(began)));

  it("stops the turn that runs", () => {
    press(box(), "Escape");
    expect(send).toHaveBeenCalledExactlyOnceWith({ type: "cancel" });
  });

  it("of an input method stops nothing", () => {
    press(box(), "Escape", { isComposing: true });
    press(box(), "Escape", { keyCode: 229 });
    expect(send).not.toHaveBeenCalled();
  });

  it("in a search field, or while a dialog is open, stops nothing", () => {
    const inside = page.appendChild(document.createElement("div"));
    inside.innerHTML = "<input type='search'>";
    press(inside.firstElementChild as Element, "Escape");
    inside.innerHTML = "<dialog open><button>Cancel</button></dialog>";
    press(inside.querySelector("button") as Element, "Escape");
    press(document.body, "Escape");
    expect(send).not.toHaveBeenCalled();
    inside.remove();
    press(document.body, "Escape");
    expect(send).toHaveBeenCalledOnce();
  });
});

describe("the prompt box", () => {
  it("sends on Enter, but not on that of an input method", () => {
    type("a clock");
    press(box(), "Enter", { isComposing: true });
    press(box(), "Enter", { keyCode: 229 });
    expect(send).not.toHaveBeenCalled();
    press(box(), "Enter");
    expect(send).toHaveBeenCalledOnce();
  });

  it("has what was typed again when the tab comes back to the session, until it is sent", () => {
    type("a clock with");
    close();
    open("another");
    expect(box().value).toBe("");
    close();
    open("s");
    expect(box().value).toBe("a clock with");
    press(box(), "Enter");
    close();
    open("s");
    expect(box().value).toBe("");
  });
});
