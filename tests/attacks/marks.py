"""The control of the tries: what each does in a page without any protection, as far as one sees from there.

A mark is a console line `mark <what>`: a program made of text, something stored, a window or a message, an
element that loads, an address gone to, a shared object that changed. Reading alone leaves a mark only where
it is of a cookie or of a store.
"""

MARKS = """
const mark = (what) => console.info(`mark ${what}`);
const watched = (value, what) => new Proxy(value, {
  apply: (f, self, given) => { mark(what); return Reflect.apply(f, self, given); },
  construct: (f, given, made) => { mark(what); return Reflect.construct(f, given, made); },
});
for (const f of [function () {}, async function () {}, function* () {}, async function* () {}]) {
  const proto = Object.getPrototypeOf(f);
  const own = { ...Object.getOwnPropertyDescriptor(proto, "constructor"), writable: true };
  Object.defineProperty(proto, "constructor", { ...own, value: watched(proto.constructor, "program") });
}
window.Function = Function.prototype.constructor;
for (const name of ["eval", "fetch", "open", "Worker", "SharedWorker", "WebSocket", "EventSource",
  "RTCPeerConnection", "BroadcastChannel", "XMLHttpRequest", "postMessage", "Image", "alert"])
  window[name] = watched(window[name], name);
for (const name of ["setTimeout", "setInterval"]) {
  const real = window[name];
  window[name] = function (what, ...rest) {
    if (typeof what !== "function") mark("program");
    return real.call(window, what, ...rest);
  };
}
const methods = [
  [Navigator.prototype, "sendBeacon"], [WebAssembly, "instantiate"], [Document.prototype, "write"],
  [Element.prototype, "insertAdjacentHTML"], [Range.prototype, "createContextualFragment"],
  [Document, "parseHTMLUnsafe"], [DOMParser.prototype, "parseFromString"], [IDBFactory.prototype, "open"],
  [Storage.prototype, "setItem"], [Storage.prototype, "getItem"],
  [CSSStyleSheet.prototype, "insertRule"], [CSSStyleSheet.prototype, "replaceSync"],
];
for (const [owner, name] of methods) if (owner[name]) owner[name] = watched(owner[name], name);
for (const [store, name] of [[window.caches, "open"], [window.cookieStore, "get"], 
  [window.cookieStore, "getAll"], [navigator.storage, "getDirectory"], [navigator.serviceWorker, "register"]])
  if (store) store[name] = watched(store[name].bind(store), name);
const setters = [[Document.prototype, "cookie"], [Element.prototype, "innerHTML"],
  [HTMLIFrameElement.prototype, "srcdoc"]];
for (const [owner, name] of setters) {
  const real = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, {
    configurable: true,
    get() { if (name === "cookie") mark("cookie"); return real.get.call(this); },
    set(value) { mark(name); real.set.call(this, value); },
  });
}
const KINDS = /^(iframe|frame|object|embed|script|base|link|meta)$/i;
for (const name of ["createElement", "createElementNS"]) {
  const real = Document.prototype[name];
  Document.prototype[name] = function (...given) {
    if (KINDS.test(given[name === "createElement" ? 0 : 1])) mark("element");
    return real.apply(this, given);
  };
}
const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
  if (/^on/i.test(name) || /^(javascript|vbscript|data:text)/i.test(value)) mark("attribute");
  return setAttribute.call(this, name, value);
};
addEventListener("message", () => mark("message"));
addEventListener("error", (event) => console.info(`threw ${event.message}`));
addEventListener("unhandledrejection", (event) => console.info(`threw ${event.reason}`));
navigation.addEventListener("navigate", (event) => {
  mark("address");
  if (event.cancelable) event.preventDefault();
});
const SHARED = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Error];
const picture = () => SHARED.map((each) => {
  const own = Object.getOwnPropertyDescriptors(each);
  const values = Reflect.ownKeys(own).flatMap((key) => [key, own[key].value, own[key].get]);
  return [Object.getPrototypeOf(each), ...values];
});
const before = picture();
const differ = (some, others) => some.length !== others.length || some.some((each, n) => each !== others[n]);
window.changed = () => picture().some((now, n) => differ(now, before[n]));
"""

SHOW = """
try {
  const module = await import("/whole.js");
  console.info("loaded");
  const shown = module.default ?? module.Shown;
  if (shown) createRoot(document.getElementById("root")).render(createElement(shown));
} catch (error) { console.info(`threw ${error}`); }
await new Promise((done) => setTimeout(done, 60));
CLICK
await new Promise((done) => setTimeout(done, 120));
if (changed()) mark("shared");
console.info("over");
"""

CLICK = """
for (const each of [...document.querySelectorAll("button, a, b, p, input, img, [onclick]")].slice(0, 8))
  try { each.click(); } catch {}
"""
"""What a person would: every part that may wait for it."""


def page(imports: str) -> str:
    """`imports`: an import map's object, as JSON."""
    return f"""<!doctype html><meta charset=utf-8><title>control</title><link rel=stylesheet href=/whole.css>
<div id=root></div>
<script>{{ {MARKS} window.mark = mark; }}</script>
<script type=importmap>{{"imports": {imports}}}</script>
<script type=module>
import {{ createElement }} from "react";
import {{ createRoot }} from "react-dom/client";
{SHOW.replace("CLICK", CLICK)}
</script>"""
