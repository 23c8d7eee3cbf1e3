/**
 * The browser that generated code finds in the runner: happy-dom's document and window as this process' globals, time
 * that only the clock moves, and nothing of Node. Evaluated first, because React and others look at the globals.
 */
import vm from "node:vm";
import { Window } from "happy-dom";
import { giveLayout } from "../guest/layout.mjs";
import { HEIGHT, WIDTH } from "../guest/standins.mjs";
import { provideGlobals, surroundings } from "../guest/surroundings.mjs";

const NODE = ["process", "Buffer", "global", "require", "setImmediate", "clearImmediate", "WebAssembly"];
const language = new Set(vm.runInNewContext("Object.getOwnPropertyNames(globalThis)"));
const { crypto, URL: NodeURL, URLSearchParams: NodeURLSearchParams, structuredClone, TextEncoder, TextDecoder } = globalThis;

export const page = new Window({
  url: "https://preview.invalid/",
  width: WIDTH,
  height: HEIGHT,
  settings: {
    disableErrorCapturing: true,
    disableIframePageLoading: true,
    handleDisabledFileLoadingAsSuccess: true,
    navigation: { disableMainFrameNavigation: true, disableChildFrameNavigation: true, disableChildPageNavigation: true, disableFallbackToSetURL: true },
    device: { prefersReducedMotion: "reduce" },
  },
});

const notOurs = new Set([...NODE, ...language]);
notOurs.delete("console");
for (const [name, described] of Object.entries(Object.getOwnPropertyDescriptors(page))) {
  if (notOurs.has(name)) continue;
  const { get, set, ...rest } = described;
  const bound = get || set ? { get: get?.bind(page), set: set?.bind(page), enumerable: described.enumerable } : rest;
  Object.defineProperty(globalThis, name, { ...bound, configurable: true });
}

provideGlobals({
  ...surroundings,
  top: globalThis,
  parent: globalThis,
  document: page.document,
  crypto: { randomUUID: () => crypto.randomUUID(), getRandomValues: (array) => crypto.getRandomValues(array), subtle: undefined },
  URL: NodeURL,
  URLSearchParams: NodeURLSearchParams,
  TextEncoder,
  TextDecoder,
  structuredClone,
});
// Last: what Node loads only when it is replaced (from Node 24 on) needs them.
for (const name of NODE) delete globalThis[name];

const classes = new Set(Object.getOwnPropertyNames(page).map((name) => page[name]?.prototype));
giveLayout(page.Element.prototype, [...classes].filter((own) => own instanceof page.Node));
Object.defineProperty(page.navigator, "clipboard", { value: { writeText: async () => {}, readText: async () => "" }, configurable: true });
Object.defineProperty(page.document, "execCommand", { value: () => false, configurable: true });
