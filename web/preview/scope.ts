// Owns what a name means to generated code when the module itself does not declare it: a browser global, nothing (the
// dangerous ones), or a stub while the program streams. Defence in depth only: the sandboxed origin is the boundary.
// The list of globals is taken at boot, before `<div id="features">` can add names to the window.

import { PARTS } from "./frames";
import { type Live, REST } from "./live";
import { placeOf } from "./neutral/place";
import { Started } from "./started";
import { stub } from "./stubs";

const BLOCKED = new Set([
  "eval",
  "Function",
  "parent",
  "top",
  "opener",
  "frames",
  "frameElement",
  "postMessage",
  "importScripts",
  "navigation",
  "SharedWorker",
  "ServiceWorker",
  "ServiceWorkerContainer",
  "WebSocketStream",
  "WebTransport",
  "RTCPeerConnection",
  "webkitRTCPeerConnection",
  "RTCDataChannel",
  "indexedDB",
  "caches",
  "cookieStore",
  "launchQueue",
  "external",
  "sharedStorage",
  "fetchLater",
  "showOpenFilePicker",
  "showSaveFilePicker",
  "showDirectoryPicker",
]);
/** Names of the window that programs like for things of their own, declared further down. */
const AMBIGUOUS = new Set([
  "name",
  "status",
  "history",
  "event",
  "length",
  "screen",
  "origin",
  "closed",
  "find",
  "stop",
  "open",
  "close",
  "focus",
  "blur",
  "scroll",
  "toolbar",
  "menubar",
  "statusbar",
  "personalbar",
  "external",
  "frames",
  "top",
  "parent",
]);
const SELF = new Set(["window", "self", "globalThis", "global"]);
/** Tells functions from other values, and makes none of a text. */
const FUNCTION = Object.assign(
  function made(): never {
    throw new EvalError("The preview makes no function of a text.");
  },
  { prototype: Function.prototype },
);
const ENVIRONMENT = { env: { NODE_ENV: "production" }, browser: true };

function namesOf(start: object): Set<string> {
  const names = new Set<string>();
  for (let each: object | null = start; each; each = Object.getPrototypeOf(each)) {
    for (const name of Object.getOwnPropertyNames(each)) if (!/^\d+$/.test(name)) names.add(name);
  }
  return names;
}

export class Globals {
  private readonly names: Set<string>;
  private readonly bound = new Map<unknown, unknown>();
  private readonly own: Map<string, unknown>;
  readonly window: unknown;
  readonly started: Started;

  constructor(private readonly host: Window & typeof globalThis) {
    this.started = new Started(host);
    this.names = namesOf(host);
    const { location, history } = placeOf(host);
    this.own = new Map<string, unknown>([
      ["location", location],
      ["history", history],
      ["Function", FUNCTION],
    ]);
    this.window = new Proxy(
      {},
      {
        get: (_target, key) => (typeof key === "string" ? this.get(key) : undefined),
        set: (_target, key, value) => {
          if (typeof key === "string") this.set(key, value);
          return true;
        },
        // What is not to be had is not there: a program that asks takes its other way.
        has: (_target, key) =>
          typeof key === "string" && this.has(key) && (this.own.has(key) || !BLOCKED.has(key)),
        deleteProperty: (_target, key) => this.own.delete(String(key)),
        defineProperty: (_target, key, described) => {
          this.own.set(String(key), described.value);
          return true;
        },
      },
    );
  }

  has(name: string): boolean {
    return (
      SELF.has(name) || name === "process" || this.own.has(name) || BLOCKED.has(name) || this.names.has(name)
    );
  }

  get(name: string): unknown {
    if (SELF.has(name)) return this.window;
    if (this.own.has(name)) return this.own.get(name);
    if (name === "process") return ENVIRONMENT;
    if (BLOCKED.has(name) || !this.names.has(name)) return undefined;
    const { globals } = this.started;
    if (globals.has(name)) return globals.get(name);
    const value: unknown = (this.host as unknown as Record<string, unknown>)[name];
    if (typeof value !== "function" || value.prototype) return value;
    if (!this.bound.has(value)) this.bound.set(value, value.bind(this.host));
    return this.bound.get(value);
  }

  set(name: string, value: unknown): void {
    if (name === "location") placeOf(this.host).go(value);
    else if (name === "history") return;
    else if (name.startsWith("on") && this.names.has(name)) Reflect.set(this.host, name, value);
    else this.own.set(name, value);
  }
}

/** The object of the `with` around one module. `latest` finds a name that a later version of the module declares, `parts` is the facade's. */
export function scopeOf(
  globals: Globals,
  live: Live,
  streaming: boolean,
  latest: (name: string) => { value: unknown } | null,
  parts: (...values: unknown[]) => unknown,
): object {
  const stubs = new Map<string, unknown>();
  const rest = Object.defineProperty(
    (name: string) => {
      if (name) live.lack(name);
      return stub(name || REST);
    },
    Symbol.iterator,
    { value: () => [][Symbol.iterator]() },
  );
  return new Proxy(Object.create(null), {
    has: (_target, key) => typeof key === "string",
    get(_target, key) {
      if (typeof key !== "string") return undefined;
      const later = streaming && AMBIGUOUS.has(key) ? latest(key) : null;
      if (later) return later.value;
      if (globals.has(key) && !(streaming && AMBIGUOUS.has(key))) return globals.get(key);
      const newer = latest(key);
      if (newer) return newer.value;
      if (!streaming) throw new ReferenceError(`${key} is not defined`);
      if (key === REST) {
        live.lack(REST);
        return rest;
      }
      if (key === PARTS) return parts;
      live.lack(key);
      if (!stubs.has(key)) stubs.set(key, stub(key));
      return stubs.get(key);
    },
    set(_target, key, value) {
      globals.set(String(key), value);
      return true;
    },
  });
}
