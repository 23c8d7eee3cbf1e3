/**
 * Inside the VM: defines modules, mounts the entry's component, tells what became of it. The host calls
 * `define`, then `mount`, then `turn` until it says that time is over, then `report`; between these it runs
 * the promise jobs. Everything said here may be forged by the code it runs: only that code is harmed.
 */

import { packages } from "vendor:packages";
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { assetFor, exportsFor } from "../../../web/preview/packages/exports.ts";
import { runTimer } from "./clock.mjs";

const { stringify, parse } = JSON; // as they are before the program may change them
const MAX_ERROR_CHARS = 2000;
const QUIET_MS = 300; // virtual time that a mounted component gets
const PATIENCE_MS = 3000; // and if there is still nothing to see, for a loading state that shows nothing
const SHOWS_ITSELF =
  "img,svg,canvas,video,audio,input,button,select,textarea,iframe,hr,progress,meter,[class],[style]";

/** @type {Map<string, { run: Function, links: Record<string, string | object>, module?: { exports: any } }>} */
const modules = new Map();
/** @type {Set<string>} Names that were asked of a package and are not in it. */
const missing = new Set();
/** @type {string | null} */
let failure = null;

/** What a module gives, and a note of the component that it has not. */
function watched(name, exports) {
  return new Proxy(exports, {
    get(target, key) {
      if (key === "__esModule") return true;
      if (key in target || typeof key !== "string") return target[key];
      if (target.$missing) return target.$missing(key);
      if (/^[A-Z]/.test(key)) missing.add(`${name} has no export ${key}`);
      return undefined;
    },
  });
}

/** By id: what is in the snapshot, and what `provide` has added. @type {Map<string, object>} */
const provided = new Map(Object.entries(packages));
provided.set("react-dom/client", { createRoot: () => ({ render() {}, unmount() {} }) });

function requirePackage(id) {
  const exports = provided.get(id);
  if (exports === undefined) throw new Error(`There is no package ${id}`);
  // esbuild's own helpers tell a module from CommonJS by this.
  return "__esModule" in exports ? exports : { __esModule: true, ...exports };
}

function required(name, link) {
  if (typeof link === "string") return load(link);
  if (link !== undefined) return watched(name, exportsFor(link, provided.get(link.module)));
  if (provided.has(name)) return requirePackage(name); // the compiler wrote this import
  return assetFor(name) ?? load(name);
}

function load(path) {
  const known = modules.get(path);
  if (known === undefined) throw new Error(`There is no file ${path}`);
  if (known.module === undefined) {
    known.module = { exports: {} };
    known.run.call(
      undefined,
      (name) => required(name, known.links[name]),
      known.module,
      known.module.exports,
    );
  }
  return known.module.exports;
}

const isComponent = (value) =>
  typeof value === "function" ||
  (typeof value === "object" && value !== null && "$$typeof" in value && !("props" in value));

function componentOf(exports) {
  if (isComponent(exports.default)) return exports.default;
  const named = Object.keys(exports).filter((name) => /^[A-Z]/.test(name) && isComponent(exports[name]));
  if (named.length > 0) return exports[named[named.length - 1]];
  throw new Error("The entry exports no component: write `export default function App() { … }`");
}

function fail(error) {
  failure ??= describe(error);
}

function describe(error) {
  if (!(error instanceof Error)) return `Thrown: ${String(error)}`.slice(0, MAX_ERROR_CHARS);
  const frames = String(error.stack ?? "").matchAll(/([\w@./-]+\.(?:tsx?|jsx?)):\d+/g);
  const where = [...frames].find(([, path]) => modules.has(path));
  const hint = missing.size > 0 && /undefined/.test(error.message) ? ` (${[...missing].join("; ")})` : "";
  return `${error.name}: ${error.message}${hint}${where ? ` at ${where[0]}` : ""}`.slice(0, MAX_ERROR_CHARS);
}

const visible = () =>
  document.body.textContent.trim().length > 0 || document.body.querySelector(SHOWS_ITSELF) !== null;

globalThis.__atelier = {
  provide(id, run) {
    const module = { exports: {} };
    run.call(undefined, requirePackage, module, module.exports);
    provided.set(id, module.exports);
  },
  exportsOf: (id) => stringify(Object.keys(exportsFor({ module: id, member: null }, provided.get(id)))),
  define: (path, links, run) => void modules.set(path, { run, links: parse(links) }),
  mount(path) {
    try {
      const root = createRoot(document.getElementById("root"), { onUncaughtError: fail });
      const component = componentOf(load(path));
      flushSync(() => root.render(createElement(component)));
    } catch (error) {
      fail(error);
    }
  },
  /** One timer. True while there may be more to do. */
  turn() {
    if (failure !== null) return false;
    try {
      return runTimer(QUIET_MS) || (!visible() && runTimer(PATIENCE_MS));
    } catch (error) {
      fail(error);
      return false;
    }
  },
  report() {
    const text = document.body.textContent.trim().length;
    if (failure === null && !visible()) failure = "The component rendered nothing that can be seen";
    const elements = document.querySelectorAll("#root *").length;
    return stringify({ ok: failure === null, error: failure ?? "", text_length: text, elements });
  },
};
