/** What linkedom's elements and documents lack, and do otherwise than a browser's. */
import { giveLayout } from "./layout.mjs";
import { document, names } from "./page.mjs";

const element = globalThis.Element.prototype;
const classes = new Set(names.map((name) => globalThis[name]?.prototype));
giveLayout(element, [...classes].filter((own) => own instanceof globalThis.Node));
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
