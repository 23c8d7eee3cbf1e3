// Owns the page of the module tests: a tree in a document, and what a person does with it. jsdom has no layout: the parts of a
// browser that only layout needs are filled in with one fixed answer each.

import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";

/** Every element is 800 by 400 pixels and stays so. */
class OneSize {
  constructor(private readonly tell: ResizeObserverCallback) {}
  observe(target: Element) {
    const box = { inlineSize: 800, blockSize: 400 };
    const contentRect = { width: 800, height: 400, top: 0, left: 0 } as DOMRectReadOnly;
    const entry = { target, contentRect, borderBoxSize: [box], contentBoxSize: [box] };
    queueMicrotask(() => this.tell([entry as unknown as ResizeObserverEntry], this as never));
  }
  unobserve() {}
  disconnect() {}
}

/** Nothing comes into view or leaves it. */
class NeverScrolls {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords = () => [];
}

let narrow = false;
let root: Root | null = null;

Object.assign(globalThis, {
  IS_REACT_ACT_ENVIRONMENT: true,
  ResizeObserver: OneSize,
  IntersectionObserver: NeverScrolls,
});
window.matchMedia = (media: string) =>
  Object.assign(new EventTarget(), {
    media,
    matches: media.includes("max-width") && narrow,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });
Object.assign(Element.prototype, {
  hasPointerCapture: () => false,
  setPointerCapture: () => undefined,
  releasePointerCapture: () => undefined,
  scrollIntoView: () => undefined,
});

/** The width of the frame from here on. */
export const setNarrow = (now: boolean): void => {
  narrow = now;
};

/** Shows a tree in a fresh document; what it throws, the test throws. */
export async function show(tree: ReactNode): Promise<HTMLElement> {
  await close();
  const thrown: unknown[] = [];
  const page = document.body.appendChild(document.createElement("div"));
  root = createRoot(page, { onUncaughtError: (error) => thrown.push(error) });
  await act(async () => root?.render(tree));
  if (thrown.length > 0) throw thrown[0];
  return page;
}

export async function change(tree: ReactNode): Promise<void> {
  await act(async () => root?.render(tree));
}

export async function close(): Promise<void> {
  await act(async () => root?.unmount());
  root = null;
  document.body.innerHTML = "";
}

export const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];

/** The only element of `selector`, with `text` in it when given. */
export function one(selector: string, text?: string): HTMLElement {
  const found = all(selector).filter((element) => text === undefined || element.textContent?.includes(text));
  if (found.length !== 1)
    throw new Error(`${found.length} of ${selector} ${text ?? ""} in ${document.body.innerHTML}`);
  return found[0] as HTMLElement;
}

export const slot = (name: string, text?: string): HTMLElement => one(`[data-slot="${name}"]`, text);
export const slots = (name: string): HTMLElement[] => all(`[data-slot="${name}"]`);

async function fire(element: Element, ...events: Event[]): Promise<void> {
  for (const event of events) await act(async () => void element.dispatchEvent(event));
}

const options = (more: object) => ({ bubbles: true, cancelable: true, ...more });

/** A click with a mouse, from coming near to letting go. */
export const press = (element: Element, button = 0): Promise<void> => {
  const mouse = options({ button, pointerType: "mouse" });
  return fire(
    element,
    new PointerEvent("pointerover", mouse),
    new PointerEvent("pointermove", mouse),
    new PointerEvent("pointerdown", mouse),
    new MouseEvent("mousedown", mouse),
    new PointerEvent("pointerup", mouse),
    new MouseEvent("mouseup", mouse),
    button === 2 ? new MouseEvent("contextmenu", mouse) : new MouseEvent("click", mouse),
  );
};

export const hover = (element: Element): Promise<void> =>
  fire(
    element,
    new PointerEvent("pointerover", options({ pointerType: "mouse" })),
    new PointerEvent("pointermove", options({ pointerType: "mouse" })),
  );

export const key = (element: Element, name: string, more: object = {}): Promise<void> =>
  fire(element, new KeyboardEvent("keydown", options({ key: name, code: name, ...more })));

/** Puts a text into a field as typing does. */
export async function type(element: Element, text: string): Promise<void> {
  const owner = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(owner.prototype, "value")?.set?.call(element, text);
  await fire(element, new Event("input", options({})));
}

/** Lets timers of `ms` milliseconds run out. */
export const wait = (ms: number): Promise<void> =>
  act(() => new Promise<void>((resolve) => setTimeout(resolve, ms)));
