/**
 * The browser that generated code finds in the runner: happy-dom's document and window as this process' globals, time
 * that only the clock moves, and nothing of Node. Evaluated first, because React and others look at the globals.
 */
import vm from "node:vm";
import { Window } from "happy-dom";
import { atLeast, clear, later, now } from "../guest/clock.mjs";
import { anything, denied, HEIGHT, MessageChannel, NoSocket, nothing, rect, Simple, SizeObserver, uncaught, WIDTH } from "../guest/standins.mjs";

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

const silent = Object.fromEntries(
  "log info warn error debug trace table group groupCollapsed groupEnd time timeEnd timeLog count countReset dir dirxml assert clear"
    .split(" ")
    .map((name) => [name, nothing]),
);
const provided = {
  window: globalThis,
  self: globalThis,
  top: globalThis,
  parent: globalThis,
  document: page.document,
  console: silent,
  setTimeout: (run, ms, ...args) => later(run, atLeast(ms, 0), null, args),
  setInterval: (run, ms, ...args) => later(run, atLeast(ms, 4), atLeast(ms, 4), args),
  requestAnimationFrame: (run) => later(() => run(now), 16, null, []),
  requestIdleCallback: (run) => later(() => run({ didTimeout: false, timeRemaining: () => 10 }), 1, null, []),
  clearTimeout: clear,
  clearInterval: clear,
  cancelAnimationFrame: clear,
  cancelIdleCallback: clear,
  performance: { now: () => now, timeOrigin: 0, mark: nothing, measure: nothing, getEntriesByName: () => [], getEntriesByType: () => [] },
  reportError: (error) => uncaught.tell(error),
  MessageChannel,
  crypto: { randomUUID: () => crypto.randomUUID(), getRandomValues: (array) => crypto.getRandomValues(array), subtle: undefined },
  URL: NodeURL,
  URLSearchParams: NodeURLSearchParams,
  TextEncoder,
  TextDecoder,
  structuredClone,
  ResizeObserver: SizeObserver,
  IntersectionObserver: SizeObserver,
  PerformanceObserver: SizeObserver,
  fetch: denied("fetch"),
  XMLHttpRequest: NoSocket,
  WebSocket: NoSocket,
  EventSource: NoSocket,
  Worker: NoSocket,
  SharedWorker: NoSocket,
  AudioContext: anything(),
  webkitAudioContext: anything(),
  Audio: anything(),
  Path2D: anything(),
  OffscreenCanvas: anything(),
  SpeechSynthesisUtterance: Simple,
  Notification: Simple,
  speechSynthesis: { speak: nothing, cancel: nothing, pause: nothing, resume: nothing, getVoices: () => [] },
  BroadcastChannel: class {
    postMessage() {}
    close() {}
    addEventListener() {}
    removeEventListener() {}
  },
  alert: nothing,
  confirm: () => false,
  prompt: () => null,
  print: nothing,
  open: () => null,
  close: nothing,
  stop: nothing,
  focus: nothing,
  blur: nothing,
  scroll: nothing,
  scrollTo: nothing,
  scrollBy: nothing,
  postMessage: nothing,
};
for (const [name, value] of Object.entries(provided))
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
// Last: what Node loads only when it is replaced (from Node 24 on) needs them.
for (const name of NODE) delete globalThis[name];

// Without a layout every element would have no size, and charts and menus would draw nothing.
const element = page.HTMLElement.prototype;
const methods = {
  getBoundingClientRect: rect,
  getClientRects: () => [rect()],
  scrollIntoView: nothing,
  scrollTo: nothing,
  scrollBy: nothing,
  setPointerCapture: nothing,
  releasePointerCapture: nothing,
  hasPointerCapture: () => false,
  getBBox: rect,
  getTotalLength: () => 100,
  getPointAtLength: () => ({ x: 0, y: 0 }),
  getComputedTextLength: () => 50,
  getAnimations: () => [],
  requestFullscreen: async () => {},
  animate: () => ({ finished: Promise.resolve(), cancel: nothing, play: nothing, pause: nothing, finish: nothing, onfinish: null }),
};
for (const [name, value] of Object.entries(methods))
  Object.defineProperty(page.Element.prototype, name, { value, writable: true, configurable: true });
for (const [names, size] of [["offsetWidth clientWidth scrollWidth", WIDTH], ["offsetHeight clientHeight scrollHeight", HEIGHT]])
  for (const name of names.split(" "))
    for (const own of [element, page.Element.prototype]) Object.defineProperty(own, name, { get: () => size, configurable: true });
for (const name of ["play", "pause", "load"])
  Object.defineProperty(page.HTMLMediaElement.prototype, name, { value: async () => {}, writable: true, configurable: true });
Object.defineProperty(page.HTMLCanvasElement.prototype, "getContext", { value: () => anything(), writable: true, configurable: true });
Object.defineProperty(page.HTMLCanvasElement.prototype, "toDataURL", { value: () => "data:,", writable: true, configurable: true });
Object.defineProperty(page.navigator, "clipboard", { value: { writeText: async () => {}, readText: async () => "" }, configurable: true });
Object.defineProperty(page.document, "execCommand", { value: () => false, configurable: true });
for (const name of ["SVGElement"]) for (const [method, value] of Object.entries(methods)) page[name].prototype[method] ??= value;
