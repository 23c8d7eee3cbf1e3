/**
 * The browser that generated code finds inside the VM: linkedom's document and, where linkedom has none, a
 * stand-in that does nothing. Evaluated first, because React and others look at the globals when they load.
 * Nothing here can reach out; the VM has no way to.
 */
import { document } from "./page.mjs";
import { AbortController, AbortSignal, HEIGHT, MemoryStorage, nothing, Simple, WIDTH } from "./standins.mjs";
import { provideGlobals, surroundings } from "./surroundings.mjs";
import "./events.mjs";
import "./forms.mjs";
import "./elements.mjs";
import { getSelection } from "./selection.mjs";

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
  ...surroundings,
  DocumentFragment,
  document,
  AbortController,
  AbortSignal,
  queueMicrotask: globalThis.queueMicrotask ?? ((run) => void Promise.resolve().then(run)),
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
  getSelection,
  FileReader: Simple,
  DOMRect: Simple,
  DataTransfer: Simple,
  CSS: { supports: () => true, escape: (text) => String(text) },
};
for (const name of ["Blob", "File", "Headers", "Request", "Response"]) provided[name] ??= Simple;
provideGlobals(provided);
