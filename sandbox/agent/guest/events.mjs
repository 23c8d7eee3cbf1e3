/**
 * Events as a browser sends them: captured, at their target, bubbling up to the window, with what a click sets off.
 * linkedom's own only bubble, know nothing of what a key or a pointer did, and let no box be ticked.
 */
import { document } from "./page.mjs";
import { uncaught } from "./standins.mjs";

/** By target. @type {WeakMap<object, { type: string, listener: any, capture: boolean, once: boolean }[]>} */
const listened = new WeakMap();
const NONE = [];

function addEventListener(type, listener, options) {
  if (listener === null || listener === undefined) return;
  const target = this ?? globalThis;
  const capture = options === true || options?.capture === true;
  const known = listened.get(target) ?? NONE;
  if (options?.signal?.aborted || known.some((each) => same(each, type, listener, capture))) return;
  // A new list each time: one that is added while others are told is not told yet.
  listened.set(target, [...known, { type, listener, capture, once: options?.once === true }]);
  options?.signal?.addEventListener("abort", () => removeEventListener.call(target, type, listener, capture));
}

function removeEventListener(type, listener, options) {
  const target = this ?? globalThis;
  const capture = options === true || options?.capture === true;
  const known = listened.get(target);
  if (known !== undefined) listened.set(target, known.filter((each) => !same(each, type, listener, capture)));
}

const same = (each, type, listener, capture) => each.type === type && each.listener === listener && each.capture === capture;

/** What a click does beside telling its listeners, by the element it hits: `undo` if they forbid it, else `then`. */
const acts = [];

/** @param {(element: any, target: any) => { undo?: () => void, then?: () => void } | null} act asked of each element on the way of a click to its target, before its listeners */
export const onClick = (act) => void acts.push(act);

function dispatchEvent(event) {
  const target = this ?? globalThis;
  const path = [target];
  for (let node = target.parentNode; node; node = node.parentNode) path.push(node);
  if (path[path.length - 1] === document) path.push(globalThis);
  event.target = event.srcElement = target;
  event._path = path.map((currentTarget) => ({ currentTarget }));
  const act = event.type === "click" ? actOf(path) : null;
  for (let at = path.length - 1; at > 0; at -= 1) tell(path[at], event, 1, true);
  tell(target, event, 2, true);
  tell(target, event, 2, false);
  if (event.bubbles) for (let at = 1; at < path.length; at += 1) tell(path[at], event, 3, false);
  event.eventPhase = 0;
  event.currentTarget = null;
  event._path = [];
  // Whoever stopped it stopped this round; the same event may be sent again.
  event.cancelBubble = event._stopImmediatePropagationFlag = false;
  if (act !== null) (event.defaultPrevented ? act.undo : act.then)?.();
  return !event.defaultPrevented;
}

function tell(target, event, phase, capture) {
  const known = listened.get(target);
  if (known === undefined || event.cancelBubble) return;
  event.eventPhase = phase;
  event.currentTarget = target;
  for (const each of known) {
    if (each.type !== event.type || each.capture !== capture) continue;
    if (!listened.get(target).includes(each)) continue; // removed by one that was told before it
    if (each.once) removeEventListener.call(target, each.type, each.listener, capture);
    try {
      if (typeof each.listener === "function") each.listener.call(target, event);
      else each.listener.handleEvent(event);
    } catch (error) {
      uncaught.tell(error);
    }
    if (event._stopImmediatePropagationFlag) return;
  }
}

/** Of the innermost element on the path that does something when it is clicked. */
function actOf(path) {
  for (const element of path)
    for (const act of acts) {
      const found = element.nodeType === 1 ? act(element, path[0]) : null;
      if (found !== null) return found;
    }
  return null;
}

const { Event } = globalThis;
const own = { addEventListener, removeEventListener, dispatchEvent };
for (const target of [globalThis.EventTarget.prototype, globalThis.Node.prototype, Object.getPrototypeOf(document), document, globalThis])
  for (const [name, value] of Object.entries(own))
    if (target === globalThis.EventTarget.prototype || target === globalThis || Object.hasOwn(target, name))
      Object.defineProperty(target, name, { value, writable: true, configurable: true });
document.oninput = null; // by which React tells a browser of this century
Event.prototype.preventDefault = function () {
  if (this.cancelable) this.defaultPrevented = true;
};

/** A class of events that carries what `plain` names, as its maker says or else as here. */
const carrying = (base, plain) =>
  class extends base {
    constructor(type, init = {}) {
      super(type, init);
      for (const name of Object.keys(plain)) this[name] = init?.[name] ?? plain[name];
    }
    getModifierState(key) {
      return this[`${String(key).toLowerCase().replace("control", "ctrl")}Key`] === true;
    }
  };
const KEYS = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };
const PLACES = Object.fromEntries("clientX clientY pageX pageY screenX screenY offsetX offsetY x y movementX movementY".split(" ").map((name) => [name, 0]));
const UIEvent = carrying(Event, { view: null, detail: 0 });
const MouseEvent = carrying(UIEvent, { ...KEYS, ...PLACES, button: 0, buttons: 0, relatedTarget: null });
const kinds = {
  UIEvent,
  MouseEvent,
  PointerEvent: carrying(MouseEvent, { pointerId: 1, pointerType: "mouse", isPrimary: true, pressure: 0, width: 1, height: 1 }),
  KeyboardEvent: carrying(UIEvent, { ...KEYS, key: "", code: "", location: 0, repeat: false, isComposing: false, keyCode: 0 }),
  FocusEvent: carrying(UIEvent, { relatedTarget: null }),
  InputEvent: carrying(UIEvent, { data: null, inputType: "", isComposing: false }),
  WheelEvent: carrying(MouseEvent, { deltaX: 0, deltaY: 0, deltaZ: 0, deltaMode: 0 }),
  DragEvent: carrying(MouseEvent, { dataTransfer: null }),
  TouchEvent: carrying(UIEvent, { ...KEYS, touches: [], changedTouches: [], targetTouches: [] }),
  SubmitEvent: carrying(Event, { submitter: null }),
};
for (const [name, value] of Object.entries(kinds)) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
