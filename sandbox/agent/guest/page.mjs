/** linkedom's document, and its classes as globals. Imported before what extends or patches them. */
import "./intl.mjs";
import "./url.mjs";
import { parseHTML } from "linkedom/worker";

const { window: page } = parseHTML("<!doctype html><html><head></head><body></body></html>");
export const { document } = page;
export const names = Object.getOwnPropertyNames(page).concat(
  "Element Node Text Comment Document DocumentFragment DOMParser Event CustomEvent EventTarget InputEvent".split(
    " ",
  ),
  "HTMLElement HTMLIFrameElement HTMLInputElement HTMLTextAreaElement HTMLSelectElement SVGElement".split(
    " ",
  ),
  "HTMLButtonElement HTMLDivElement HTMLFormElement HTMLCanvasElement HTMLImageElement".split(" "),
  "HTMLAnchorElement HTMLVideoElement HTMLAudioElement HTMLDialogElement ShadowRoot".split(" "),
  "MutationObserver NodeList NodeFilter Range Image".split(" "),
);
for (const name of names) {
  if (!(name in globalThis) && page[name] !== undefined) globalThis[name] = page[name];
}
const { createElement } = document;
// A document of HTML is known by this.
document.createElement = (name, ...more) => createElement.call(document, String(name).toLowerCase(), ...more);
// linkedom keeps some of its classes to itself, and who asks about one knows what it holds.
globalThis.NamedNodeMap ??= { [Symbol.hasInstance]: () => true };
