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
  select: nothing,
  setSelectionRange: nothing,
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
Object.defineProperty(document, "hasFocus", { value: () => true, configurable: true });
Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
Object.defineProperty(document, "execCommand", { value: () => false, configurable: true });
Object.defineProperty(document, "defaultView", { get: () => globalThis, configurable: true });

/** Which nodes a walk shows; linkedom's own walks past every filter. */
const FILTER = { FILTER_ACCEPT: 1, FILTER_REJECT: 2, FILTER_SKIP: 3, SHOW_ALL: -1, SHOW_ELEMENT: 1, SHOW_TEXT: 4, SHOW_COMMENT: 128 };
Object.defineProperty(globalThis, "NodeFilter", { value: FILTER, writable: true, configurable: true });

function walker(root, shown = -1, filter = null) {
  const judge = typeof filter === "function" ? filter : (node) => filter?.acceptNode(node) ?? FILTER.FILTER_ACCEPT;
  const walk = { root, currentNode: root, whatToShow: shown, nextNode };
  let rejected = false;
  /** Behind its descendants, or behind the node itself. */
  function following(node, skip) {
    if (!skip && node.firstChild) return node.firstChild;
    for (let at = node; at && at !== root; at = at.parentNode) if (at.nextSibling) return at.nextSibling;
    return null;
  }
  function nextNode() {
    for (let node = following(walk.currentNode, rejected); node; node = following(node, rejected)) {
      const said = (shown >>> (node.nodeType - 1)) & 1 ? judge(node) : FILTER.FILTER_SKIP;
      rejected = said === FILTER.FILTER_REJECT;
      if (said !== FILTER.FILTER_ACCEPT) continue;
      walk.currentNode = node;
      return node;
    }
    rejected = false;
    return null;
  }
  return walk;
}
for (const name of ["createTreeWalker", "createNodeIterator"]) Object.defineProperty(document, name, { value: walker, configurable: true });
