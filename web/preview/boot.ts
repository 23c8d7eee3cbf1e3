// Owns what happens before anything else in the frame: network and peer APIs go, focus cannot be stolen from the page around,
// storage lives in memory, dialogs are silent, and the heartbeat answers. Runs first; imports nothing that runs by itself.

import { submitForms } from "./forms";

const GONE = [
  "RTCPeerConnection",
  "webkitRTCPeerConnection",
  "RTCDataChannel",
  "RTCSessionDescription",
  "RTCIceCandidate",
  "WebTransport",
  "WebSocketStream",
];

const define = (target: object, name: string, value: unknown) => {
  try {
    Object.defineProperty(target, name, { value, configurable: false, writable: false });
  } catch {
    // already fixed by the browser
  }
};

/** A Storage that forgets with the document: the real one throws in an opaque origin. */
export function memoryStorage(): Storage {
  const held = new Map<string, string>();
  const storage = {
    get length() {
      return held.size;
    },
    key: (at: number) => [...held.keys()][at] ?? null,
    getItem: (key: string) => held.get(String(key)) ?? null,
    setItem: (key: string, value: string) => void held.set(String(key), String(value)),
    removeItem: (key: string) => void held.delete(String(key)),
    clear: () => held.clear(),
  };
  return new Proxy(storage as unknown as Storage, {
    get: (target, key) => (key in target ? Reflect.get(target, key) : held.get(String(key))),
    set: (_target, key, value) => {
      held.set(String(key), String(value));
      return true;
    },
    deleteProperty: (_target, key) => {
      held.delete(String(key));
      return true;
    },
    ownKeys: () => [...held.keys()],
    getOwnPropertyDescriptor: (_target, key) =>
      held.has(String(key))
        ? { value: held.get(String(key)), enumerable: true, configurable: true, writable: true }
        : undefined,
  });
}

export function guard(window: Window & typeof globalThis): void {
  for (const name of GONE) define(window, name, undefined);
  for (const name of ["localStorage", "sessionStorage"]) define(window, name, memoryStorage());
  define(window, "fetch", async () => {
    throw new TypeError("There is no network in the preview.");
  });
  define(window, "alert", () => undefined);
  define(window, "confirm", () => false);
  define(window, "prompt", () => null);
  define(window, "print", () => undefined);
  define(window, "open", () => null);
  define(window, "focus", () => undefined);
  for (const owner of [window.HTMLElement, window.SVGElement]) {
    const { focus } = owner.prototype;
    define(owner.prototype, "focus", function (this: HTMLElement, options?: FocusOptions) {
      if (window.document.hasFocus() || window.navigator.userActivation?.isActive) focus.call(this, options);
    });
  }
  define(window.navigator, "clipboard", { writeText: async () => undefined, readText: async () => "" });
  // Links and forms stay on the page; only a jump within it is followed.
  window.addEventListener("click", (event) => {
    const target = event.target as Element | null;
    const link = target?.closest?.("a[href], area[href]");
    if (link && !link.getAttribute("href")?.startsWith("#")) event.preventDefault();
  });
  window.addEventListener("submit", (event) => event.preventDefault());
  submitForms(window);
  const { parent } = window;
  window.addEventListener("message", (event) => {
    if (event.source !== parent || event.data?.type !== "ping") return;
    parent.postMessage({ type: "pong", id: event.data.id }, "*");
  });
}

if (typeof window !== "undefined" && window.parent !== window) guard(window);
