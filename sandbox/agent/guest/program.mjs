/**
 * The program under check, whatever evaluates it: its files and the packages that they import, loaded as they are
 * required. Used inside the VM and in the runner. Everything said here may be forged by the code it runs: only
 * that code is harmed.
 */
import { exportedComponents, isComponent, likeliestFirst } from "../../../web/preview/packages/choice.ts";
import { assetFor, exportsFor } from "../../../web/preview/packages/exports.ts";

const MAX_ERROR_CHARS = 2000;
const SHOWS_ITSELF =
  "img,svg,canvas,video,audio,input,button,select,textarea,iframe,hr,progress,meter,[class],[style]";

/** @typedef {{ run: Function, links: Record<string, string | object>, module?: { exports: any } }} Known */

/** @type {Map<string, Known>} */
const modules = new Map();
/** @type {Set<string>} Names that were asked of a package and are not in it. */
const missing = new Set();
/** By id. @type {Map<string, object>} */
const provided = new Map();
/** What an import of a package gives, by id and member, made once: a copy reads every export, and some packages have thousands. @type {Map<string, object>} */
const given = new Map();

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

/** A package as it is. @param {string} id @param {object} exports */
export function put(id, exports) {
  provided.set(id, exports);
  given.clear();
}

/** A package by the function that evaluates it. @param {string} id @param {Function} run */
export function provide(id, run) {
  const module = { exports: {} };
  run.call(undefined, requirePackage, module, module.exports);
  provided.set(id, module.exports);
}

function once(key, make) {
  if (!given.has(key)) given.set(key, make());
  return given.get(key);
}

export const has = (id) => provided.has(id);

export const exportsOf = (id) => Object.keys(exportsFor({ module: id, member: null }, provided.get(id)));

/** A file of the program. @param {string} path @param {Record<string, string | object>} links @param {Function} run */
export const define = (path, links, run) => void modules.set(path, { run, links });

/** The files as if none had run yet. */
export function forget() {
  for (const known of modules.values()) known.module = undefined;
}

export function requirePackage(id) {
  const exports = provided.get(id);
  if (exports === undefined) throw new Error(`There is no package ${id}`);
  // esbuild's own helpers tell a module from CommonJS by this.
  return "__esModule" in exports ? exports : once(id, () => ({ __esModule: true, ...exports }));
}

function required(name, link) {
  if (typeof link === "string") return load(link);
  if (link !== undefined) return watched(name, once(`${link.module} ${link.member}`, () => exportsFor(link, provided.get(link.module))));
  if (provided.has(name)) return requirePackage(name); // the compiler wrote this import
  return assetFor(name) ?? load(name);
}

export function load(path) {
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

export function componentOf(exports) {
  if (isComponent(exports.default)) return exports.default;
  const [first] = likeliestFirst(exportedComponents(exports));
  if (first) return first.type;
  throw new Error("The entry exports no component: write `export default function App() { … }`");
}

export function describe(error) {
  if (!(error instanceof Error)) return `Thrown: ${String(error)}`.slice(0, MAX_ERROR_CHARS);
  const frames = String(error.stack ?? "").matchAll(/([\w@./-]+\.(?:tsx?|jsx?)):\d+/g);
  const where = [...frames].find(([, path]) => modules.has(path));
  const cause = /call stack size/.test(error.message)
    ? "A function calls itself without end: maximum call stack size exceeded"
    : /allocation failed/.test(error.message)
      ? "The component ran out of memory"
      : `${error.name}: ${error.message}`;
  const hint = missing.size > 0 && /undefined/.test(error.message) ? ` (${[...missing].join("; ")})` : "";
  return `${cause}${hint}${where ? ` at ${where[0]}` : ""}`.slice(0, MAX_ERROR_CHARS);
}

export const visible = () =>
  document.body.textContent.trim().length > 0 || document.body.querySelector(SHOWS_ITSELF) !== null;
