/**
 * The browser that generated code finds inside the VM: linkedom's document and, where linkedom has none, a
 * stand-in that does nothing. Evaluated first, because React and others look at the globals when they load.
 * Nothing here can reach out; the VM has no way to.
 */
import { atLeast, clear, later, now } from "./clock.mjs";
import { document } from "./page.mjs";
import {
  AbortController,
  AbortSignal,
  anything,
  denied,
  HEIGHT,
  MemoryStorage,
  MessageChannel,
  NoSocket,
  nothing,
  Simple,
  SizeObserver,
  uncaught,
  WIDTH,
} from "./standins.mjs";
import "./events.mjs";
import "./forms.mjs";
import "./elements.mjs";

const hex = () => Math.floor(Math.random() * 16).toString(16);
const history = {
  length: 1,
  state: null,
  pushState: nothing,
  replaceState: nothing,
  back: nothing,
  go: nothing,
};
const media = (query) => ({
  matches: /reduced-motion: *reduce|min-width: *\d{1,3}px/.test(query),
  media: query,
  onchange: null,
  addEventListener: nothing,
  removeEventListener: nothing,
  addListener: nothing,
  removeListener: nothing,
});
/** linkedom's own cannot be constructed. */
function DocumentFragment() {
  return document.createDocumentFragment();
}
DocumentFragment.prototype = globalThis.DocumentFragment.prototype;
/** As far as it stands in the element itself. */
function getComputedStyle(element) {
  const hidden = element.hasAttribute?.("hidden");
  const value = (name) => (name === "display" && hidden ? "none" : element.style?.[name]) || USUAL[name] || "";
  return new Proxy(element.style ?? {}, {
    get: (_style, name) => (name === "getPropertyValue" ? value : value(name)),
  });
}
const USUAL = { display: "block", visibility: "visible" };
const provided = {
  window: globalThis,
  DocumentFragment,
  self: globalThis,
  document,
  MessageChannel,
  AbortController,
  AbortSignal,
  setTimeout: (run, ms, ...args) => later(run, atLeast(ms, 0), null, args),
  setInterval: (run, ms, ...args) => later(run, atLeast(ms, 4), atLeast(ms, 4), args),
  requestAnimationFrame: (run) => later(() => run(now), 16, null, []),
  requestIdleCallback: (run) => later(() => run({ didTimeout: false, timeRemaining: () => 10 }), 1, null, []),
  clearTimeout: clear,
  clearInterval: clear,
  cancelAnimationFrame: clear,
  cancelIdleCallback: clear,
  performance: { now: () => now, timeOrigin: 0, mark: nothing, measure: nothing, getEntriesByName: () => [] },
  console: Object.fromEntries(
    "log info warn error debug trace table group groupCollapsed groupEnd time timeEnd count dir assert"
      .split(" ")
      .map((name) => [name, nothing]),
  ),
  queueMicrotask: globalThis.queueMicrotask ?? ((run) => void Promise.resolve().then(run)),
  ResizeObserver: SizeObserver,
  IntersectionObserver: SizeObserver,
  PerformanceObserver: SizeObserver,
  localStorage: new MemoryStorage(),
  sessionStorage: new MemoryStorage(),
  history,
  navigator: {
    userAgent: "Atelier",
    language: "en-US",
    languages: ["en-US"],
    platform: "",
    onLine: true,
    maxTouchPoints: 0,
    clipboard: { writeText: async () => {}, readText: async () => "" },
    vibrate: () => false,
  },
  location: {
    href: "https://preview.invalid/",
    origin: "https://preview.invalid",
    protocol: "https:",
    host: "preview.invalid",
    hostname: "preview.invalid",
    pathname: "/",
    search: "",
    hash: "",
    reload: nothing,
    assign: nothing,
    replace: nothing,
  },
  screen: { width: WIDTH, height: HEIGHT, orientation: { type: "landscape-primary", angle: 0 } },
  innerWidth: WIDTH,
  innerHeight: HEIGHT,
  outerWidth: WIDTH,
  outerHeight: HEIGHT,
  devicePixelRatio: 1,
  scrollX: 0,
  scrollY: 0,
  pageXOffset: 0,
  pageYOffset: 0,
  crypto: {
    randomUUID: () => "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, hex),
    getRandomValues: (array) => array.map(() => Math.floor(Math.random() * 4294967296)),
  },
  TextEncoder: class {
    encode(text) {
      return Uint8Array.from(unescape(encodeURIComponent(text)), (c) => c.charCodeAt(0));
    }
  },
  TextDecoder: class {
    decode(bytes) {
      return decodeURIComponent(escape(String.fromCharCode(...bytes)));
    }
  },
  structuredClone: (value) => (value === undefined ? value : JSON.parse(JSON.stringify(value))),
  getComputedStyle,
  matchMedia: media,
  scrollTo: nothing,
  scrollBy: nothing,
  scroll: nothing,
  open: () => null,
  print: nothing,
  alert: nothing,
  confirm: () => false,
  prompt: () => null,
  getSelection: () => ({
    anchorNode: null,
    anchorOffset: 0,
    focusNode: null,
    focusOffset: 0,
    isCollapsed: true,
    rangeCount: 0,
    type: "None",
    removeAllRanges: nothing,
    addRange: nothing,
    collapse: nothing,
    toString: () => "",
  }),
  postMessage: nothing,
  close: nothing,
  reportError: (error) => uncaught.tell(error),
  fetch: denied("fetch"),
  XMLHttpRequest: NoSocket,
  WebSocket: NoSocket,
  EventSource: NoSocket,
  Worker: NoSocket,
  AudioContext: anything(),
  webkitAudioContext: anything(),
  Audio: anything(),
  Path2D: anything(),
  SpeechSynthesisUtterance: Simple,
  Notification: Simple,
  FileReader: Simple,
  DOMRect: Simple,
  DataTransfer: Simple,
  speechSynthesis: { speak: nothing, cancel: nothing, getVoices: () => [] },
  BroadcastChannel: class {
    postMessage() {}
    close() {}
  },
  CSS: { supports: () => true, escape: (text) => String(text) },
};
for (const name of ["Blob", "File", "Headers", "Request", "Response"]) provided[name] ??= Simple;
for (const [name, value] of Object.entries(provided))
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
