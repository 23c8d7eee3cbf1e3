// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepFocus } from "./keep-focus";

let field: HTMLTextAreaElement;
let frame: HTMLIFrameElement;
let stop: () => void;
let now = 0;
const told = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  told.mockClear();
  field = document.body.appendChild(document.createElement("textarea"));
  frame = document.body.appendChild(document.createElement("iframe"));
  frame.tabIndex = 0;
  frame.getBoundingClientRect = () => new DOMRect(100, 0, 100, 100);
  stop = keepFocus(
    () => frame,
    told,
    () => now,
  );
});

afterEach(() => {
  stop();
  document.body.replaceChildren();
  vi.useRealTimers();
});

const key = (name: string) => field.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
const pointer = (type: string, x: number) =>
  document.body.dispatchEvent(new MouseEvent(type, { clientX: x, clientY: 50, bubbles: true }));
const taken = () => {
  frame.focus();
  window.dispatchEvent(new FocusEvent("blur"));
  vi.advanceTimersByTime(1);
};

it("takes back a focus that nobody gave, and tells", () => {
  field.focus();
  pointer("pointerdown", 20);
  key("a");
  taken();
  expect(document.activeElement).toBe(field);
  expect(told).toHaveBeenCalledOnce();
});

it("takes it back also when it takes a while to arrive in the frame", () => {
  field.focus();
  key("a");
  const has = vi.spyOn(document, "hasFocus").mockReturnValue(false);
  taken();
  expect(document.activeElement).toBe(frame);
  has.mockRestore();
  vi.advanceTimersByTime(20);
  expect(document.activeElement).toBe(field);
  expect(told).toHaveBeenCalledOnce();
});

it("takes it back to a field that had it before anybody watched", () => {
  stop();
  field.focus();
  stop = keepFocus(
    () => frame,
    told,
    () => now,
  );
  key("a");
  taken();
  expect(document.activeElement).toBe(field);
});

it("leaves it to another window that has it", () => {
  field.focus();
  key("a");
  const has = vi.spyOn(document, "hasFocus").mockReturnValue(false);
  taken();
  vi.advanceTimersByTime(10_000);
  has.mockRestore();
  vi.advanceTimersByTime(10_000);
  expect(told).not.toHaveBeenCalled();
});

it.each([
  ["by a click", () => pointer("pointerover", 150)],
  ["by the Tab key", () => key("Tab")],
  ["after a long pause", () => (now += 100_000)],
])("lets a person go to the frame %s", (_how, act) => {
  field.focus();
  pointer("pointerdown", 20);
  act();
  taken();
  expect(document.activeElement).toBe(frame);
  expect(told).not.toHaveBeenCalled();
});
