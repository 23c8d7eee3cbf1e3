/** Methods of elements that need a layout, a screen or a speaker. */
import { document, names } from "./page.mjs";
import { anything, HEIGHT, nothing, rect, WIDTH } from "./standins.mjs";

const element = globalThis.Element.prototype;
const methods = {
  getBoundingClientRect: rect,
  getClientRects: () => [rect()],
  scrollIntoView: nothing,
  scrollTo: nothing,
  scrollBy: nothing,
  setPointerCapture: nothing,
  releasePointerCapture: nothing,
  hasPointerCapture: () => false,
  getContext: anything,
  toDataURL: () => "data:,",
  getTotalLength: () => 100,
  getPointAtLength: () => ({ x: 0, y: 0 }),
  getBBox: rect,
  getComputedTextLength: () => 50,
  play: async () => {},
  pause: nothing,
  load: nothing,
  focus: nothing,
  blur: nothing,
  select: nothing,
  setSelectionRange: nothing,
  showModal: nothing,
  show: nothing,
  close: nothing,
  checkValidity: () => true,
  reportValidity: () => true,
  setCustomValidity: nothing,
  getAnimations: () => [],
  requestFullscreen: async () => {},
  animate: () => ({
    finished: Promise.resolve(),
    cancel: nothing,
    play: nothing,
    pause: nothing,
    finish: nothing,
    onfinish: null,
  }),
};
const prototypes = [...new Set(names.map((name) => globalThis[name]?.prototype))].filter(
  (own) => own instanceof globalThis.Node,
);
for (const [name, value] of Object.entries(methods))
  for (const own of [element, ...prototypes.filter((prototype) => Object.hasOwn(prototype, name))])
    Object.defineProperty(own, name, { value, writable: true, configurable: true });
for (const [names, size] of [
  ["offsetWidth clientWidth scrollWidth", WIDTH],
  ["offsetHeight clientHeight scrollHeight", HEIGHT],
])
  for (const name of names.split(" "))
    Object.defineProperty(element, name, { get: () => size, configurable: true });
for (const name of ["offsetTop", "offsetLeft"])
  Object.defineProperty(element, name, { get: () => 0, configurable: true });
Object.defineProperty(document, "activeElement", { get: () => document.body, configurable: true });
Object.defineProperty(document, "hasFocus", { value: () => true, configurable: true });
Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
Object.defineProperty(document, "execCommand", { value: () => false, configurable: true });
