/** What linkedom has not: classes and functions that take what a browser's take, and do as good as nothing. */
import { now } from "./clock.mjs";

export const WIDTH = 1024;
export const HEIGHT = 768;

export const rect = () => ({
  x: 0,
  y: 0,
  top: 0,
  left: 0,
  right: WIDTH,
  bottom: HEIGHT,
  width: WIDTH,
  height: HEIGHT,
  toJSON: () => ({}),
});
export const nothing = () => {};
/** Who is told of what nobody caught. */
export const uncaught = { tell: nothing };
export const denied = (what) => () =>
  Promise.reject(new TypeError(`Failed to ${what}: there is no network here`));

export class SizeObserver {
  constructor(callback) {
    this.callback = callback;
  }
  observe(target) {
    const size = { inlineSize: WIDTH, blockSize: HEIGHT };
    const entry = {
      target,
      contentRect: rect(),
      boundingClientRect: rect(),
      intersectionRect: rect(),
      isIntersecting: true,
      intersectionRatio: 1,
      borderBoxSize: [size],
      contentBoxSize: [size],
      time: now,
    };
    setTimeout(() => this.callback([entry], this), 0);
  }
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

export class MemoryStorage {
  #items = new Map();
  get length() {
    return this.#items.size;
  }
  key(index) {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key) {
    return this.#items.get(String(key)) ?? null;
  }
  setItem(key, value) {
    this.#items.set(String(key), String(value));
  }
  removeItem(key) {
    this.#items.delete(String(key));
  }
  clear() {
    this.#items.clear();
  }
}

/** An object whose every property is a function that returns another such object: canvas, audio. */
export const anything = () =>
  new Proxy(class {}, {
    get: (target, key) => (key === Symbol.toPrimitive ? () => 0 : key in target ? target[key] : anything()),
    set: (target, key, value) => Reflect.set(target, key, value) || true,
    apply: () => anything(),
    construct: () => anything(),
  });

export class MessageChannel {
  port1 = {
    onmessage: null,
    postMessage: (data) => this.#send(this.port2, data),
    close: nothing,
    start: nothing,
  };
  port2 = {
    onmessage: null,
    postMessage: (data) => this.#send(this.port1, data),
    close: nothing,
    start: nothing,
  };
  #send(port, data) {
    setTimeout(() => port.onmessage?.({ data }), 0);
  }
}

export class AbortSignal extends EventTarget {
  aborted = false;
  reason = undefined;
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
}
export class AbortController {
  signal = new AbortSignal();
  abort(reason = new DOMException("The operation was aborted.", "AbortError")) {
    Object.assign(this.signal, { aborted: true, reason });
    this.signal.dispatchEvent(new Event("abort"));
  }
}

export class NoSocket {
  constructor() {
    throw new TypeError("There is no network here");
  }
}
export class Simple {
  constructor(...args) {
    this.args = args;
  }
}
