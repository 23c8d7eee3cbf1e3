/**
 * What is selected, and ranges between two places of the document: as far as editors and tests ask for them. linkedom has
 * no selection, and ranges that know nodes and no offsets.
 */
import { document } from "./page.mjs";

const Range = document.createRange().constructor;
const BEFORE = 4; // Node.DOCUMENT_POSITION_FOLLOWING: the other comes behind

/** -1, 0 or 1: where a place is, seen from another. */
function compare(node, offset, other, otherOffset) {
  if (node === other) return Math.sign(offset - otherOffset);
  if (node.contains(other)) return childAt(node, other) < offset ? 1 : -1;
  if (other.contains(node)) return childAt(other, node) < otherOffset ? -1 : 1;
  return node.compareDocumentPosition(other) & BEFORE ? -1 : 1;
}

/** Index of the child of `above` that holds `node`. */
function childAt(above, node) {
  let child = node;
  while (child.parentNode !== above) child = child.parentNode;
  return [...above.childNodes].indexOf(child);
}

const ends = new WeakMap();
const endsOf = (range) => ends.get(range) ?? ends.set(range, { start: [document, 0], end: [document, 0] }).get(range);
const { selectNodeContents, selectNode } = Range.prototype;

const places = {
  get startContainer() {
    return endsOf(this).start[0];
  },
  get startOffset() {
    return endsOf(this).start[1];
  },
  get endContainer() {
    return endsOf(this).end[0];
  },
  get endOffset() {
    return endsOf(this).end[1];
  },
  get collapsed() {
    return this.startContainer === this.endContainer && this.startOffset === this.endOffset;
  },
  setStart(node, offset) {
    const own = endsOf(this);
    own.start = [node, offset];
    if (compare(node, offset, ...own.end) > 0) own.end = own.start;
  },
  setEnd(node, offset) {
    const own = endsOf(this);
    own.end = [node, offset];
    if (compare(...own.start, node, offset) > 0) own.start = own.end;
  },
  collapse(toStart = false) {
    const own = endsOf(this);
    if (toStart) own.end = own.start;
    else own.start = own.end;
  },
  selectNode(node) {
    selectNode.call(this, node);
    const at = childAt(node.parentNode, node);
    ends.set(this, { start: [node.parentNode, at], end: [node.parentNode, at + 1] });
  },
  selectNodeContents(node) {
    selectNodeContents.call(this, node);
    ends.set(this, { start: [node, 0], end: [node, lengthOf(node)] });
  },
  comparePoint(node, offset) {
    if (compare(node, offset, this.startContainer, this.startOffset) < 0) return -1;
    return compare(node, offset, this.endContainer, this.endOffset) > 0 ? 1 : 0;
  },
  cloneRange() {
    const range = new Range();
    ends.set(range, { ...endsOf(this) });
    return range;
  },
  toString() {
    const { startContainer: node, startOffset, endContainer, endOffset } = this;
    if (node === endContainer && node.nodeType === 3) return node.data.slice(startOffset, endOffset);
    let text = "";
    const walk = (each) => {
      if (each.nodeType === 3) {
        const from = each === node ? startOffset : 0;
        const to = each === endContainer ? endOffset : each.data.length;
        if (this.comparePoint(each, from) === 0) text += each.data.slice(from, to);
      } else for (const child of each.childNodes) walk(child);
    };
    walk(document.body);
    return text;
  },
};
for (const [name, described] of Object.entries(Object.getOwnPropertyDescriptors(places)))
  Object.defineProperty(Range.prototype, name, { ...described, enumerable: false });

const lengthOf = (node) => node.data?.length ?? node.childNodes.length;

/** The one selection of the document: a range, and whether its focus is at its start. */
class Selection {
  #range = null;
  #backwards = false;
  get rangeCount() {
    return this.#range === null ? 0 : 1;
  }
  get isCollapsed() {
    return this.#range === null || this.#range.collapsed;
  }
  get type() {
    return this.#range === null ? "None" : this.#range.collapsed ? "Caret" : "Range";
  }
  get anchorNode() {
    return this.#place(!this.#backwards)[0];
  }
  get anchorOffset() {
    return this.#place(!this.#backwards)[1];
  }
  get focusNode() {
    return this.#place(this.#backwards)[0];
  }
  get focusOffset() {
    return this.#place(this.#backwards)[1];
  }
  #place(first) {
    if (this.#range === null) return [null, 0];
    return first ? [this.#range.startContainer, this.#range.startOffset] : [this.#range.endContainer, this.#range.endOffset];
  }
  getRangeAt() {
    if (this.#range === null) throw new Error("IndexSizeError: nothing is selected");
    return this.#range;
  }
  addRange(range) {
    this.#range ??= range;
  }
  removeAllRanges() {
    this.#range = null;
    this.#backwards = false;
  }
  empty() {
    this.removeAllRanges();
  }
  setBaseAndExtent(anchor, anchorOffset, focus, focusOffset) {
    this.#backwards = compare(focus, focusOffset, anchor, anchorOffset) < 0;
    this.#range = new Range();
    const [here, there] = [[anchor, anchorOffset], [focus, focusOffset]];
    ends.set(this.#range, this.#backwards ? { start: there, end: here } : { start: here, end: there });
  }
  collapse(node, offset = 0) {
    if (node === null) this.removeAllRanges();
    else this.setBaseAndExtent(node, offset, node, offset);
  }
  collapseToEnd() {
    this.#range?.collapse(false);
  }
  collapseToStart() {
    this.#range?.collapse(true);
  }
  extend(node, offset = 0) {
    this.setBaseAndExtent(this.anchorNode, this.anchorOffset, node, offset);
  }
  selectAllChildren(node) {
    this.setBaseAndExtent(node, 0, node, lengthOf(node));
  }
  containsNode(node) {
    return this.#range !== null && this.#range.comparePoint(node, 0) === 0;
  }
  toString() {
    return this.#range === null ? "" : this.#range.toString();
  }
}

const selection = new Selection();
export const getSelection = () => selection;
globalThis.Range = Range;
Object.defineProperty(document, "getSelection", { value: getSelection, configurable: true });
Object.defineProperty(document, "createRange", { value: () => new Range(), configurable: true });
