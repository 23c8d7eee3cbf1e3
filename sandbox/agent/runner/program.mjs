/**
 * One artifact in the runner: loaded, rendered, mounted, and what became of it. Every step makes sure of those before
 * it. Time passes only while `settle` runs.
 */
import { readFileSync } from "node:fs";
import vm from "node:vm";
import * as clock from "../guest/clock.mjs";
import { componentOf, define, describe, forget, has, load, provide, requirePackage, visible } from "../guest/program.mjs";
import { complaints, page, uncaught } from "./page.mjs";

const QUIET_MS = 300; // virtual time that a mounted component gets
const PATIENCE_MS = 3000; // and if there is still nothing to see, for a loading state that shows nothing
// Not faults: what only a browser can render.
const BROWSER_ONLY = /suspended while|Portals are not currently supported|useSyncExternalStore|getServerSnapshot/;

/** The event loop's own, which the program has not. */
let breathe = async () => {};

/** @param {() => Promise<void>} turn one round of the real event loop */
export const setUp = (turn) => {
  breathe = turn;
};

const script = (code, filename) =>
  new vm.Script(`(function (require, module, exports) {${code}\n})`, { filename }).runInThisContext();

/** @param {[string, string][]} packages id and file of each that the program imports, behind those that it needs */
export function loadPackages(packages) {
  for (const [id, file] of packages) if (!has(id)) provide(id, script(readFileSync(file, "utf8"), id));
}

let entry = "";
let root = null;
/** @type {string | null} */
let failure = null;

/** The first fault, in words. */
export const fault = () => failure;

export function fail(error) {
  if (failure !== null) return;
  try {
    failure = describe(error);
  } catch {
    failure = "Thrown: something that cannot be read";
  }
}

/** @param {{ path: string, code: string, links: Record<string, string | object> }[]} modules @param {string} path */
export function begin(modules, path) {
  entry = path;
  for (const { path: file, code, links } of modules) define(file, links, script(code, file));
}

/** As if nothing had been loaded yet: for the program that warms up the runner. */
export async function clearAway() {
  unmount();
  await settle(clock.now + QUIET_MS); // React's scheduler, which stays, would wait for a message for ever
  failure = null;
  complaints.length = 0;
  forget();
  page.document.head.innerHTML = "";
}

/** Runs what is due until `until` ms of virtual time. */
export async function settle(until) {
  await breathe();
  while (failure === null) {
    try {
      if (!clock.runTimer(until)) return;
    } catch (error) {
      fail(error);
    }
    await breathe();
  }
}

const createElement = (type, props) => requirePackage("react").createElement(type, props);

/** To text, as a server does. */
export function render() {
  try {
    requirePackage("react-dom/server.browser").renderToString(createElement(componentOf(load(entry))));
  } catch (error) {
    if (!BROWSER_ONLY.test(String(error?.message))) fail(error);
  }
  forget();
}

/** Into the page; `wrap` gives another element than the entry's component. */
export async function mount(wrap = () => createElement(componentOf(load(entry)))) {
  if (root !== null || failure !== null) return;
  const place = page.document.createElement("div");
  place.id = "root";
  page.document.body.append(place);
  uncaught.tell = fail;
  root = requirePackage("react-dom/client").createRoot(place, { onUncaughtError: fail });
  try {
    requirePackage("react-dom").flushSync(() => root.render(wrap()));
  } catch (error) {
    fail(error);
  }
  await settle(clock.now + QUIET_MS);
  if (failure === null && !visible()) await settle(clock.now + PATIENCE_MS);
  if (failure === null && !visible()) failure = "The component rendered nothing that can be seen";
}

export function unmount() {
  root?.unmount();
  root = null;
  page.document.body.innerHTML = "";
}

/** Forgets the fault of what was mounted before. */
export function forgive() {
  failure = null;
}

/** Lets time pass until `work` is done, or until `until` ms of virtual time. @template T @param {Promise<T> | T} work */
export async function pump(work, until) {
  let over = false;
  const done = Promise.resolve(work).finally(() => {
    over = true;
  });
  done.catch(() => {});
  for (let idle = 0; !over && idle < 50; ) {
    await breathe();
    if (over) break;
    try {
      idle = clock.runTimer(until) ? 0 : idle + 1;
    } catch (error) {
      fail(error);
    }
  }
  if (!over) throw new Error("It waits for something that does not happen");
  return done;
}
