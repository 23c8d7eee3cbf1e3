/**
 * One artifact on its stage: loaded, rendered, mounted, and what became of it. Every step makes sure of those before
 * it. Time passes only while `settle` runs. Used inside the VM and in the runner, behind the page of either.
 */
import * as clock from "./clock.mjs";
import { drain } from "./console.mjs";
import { componentOf, describe, forget, load, requirePackage, visible } from "./program.mjs";
import { uncaught } from "./standins.mjs";

const QUIET_MS = 300; // virtual time that a mounted component gets
const PATIENCE_MS = 3000; // and if there is still nothing to see, for a loading state that shows nothing
// Not faults: what only a browser can render.
const BROWSER_ONLY = /suspended while|Portals are not currently supported|useSyncExternalStore|getServerSnapshot/;

/** Lets what is due without a timer happen: promises, and what else the place has. */
let breathe = async () => {};
/** React's own `createRoot`: a program that calls the package's gets one that does nothing. */
let createRoot = (place, how) => requirePackage("react-dom/client").createRoot(place, how);

/** @param {() => Promise<void>} turn @param {typeof createRoot} [root] */
export const setUp = (turn, root = createRoot) => {
  breathe = turn;
  createRoot = root;
};

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

/** @param {string} path of the module whose component is mounted */
export const begin = (path) => {
  entry = path;
};

/** As if nothing had been loaded yet: for the program that warms up. */
export async function clearAway() {
  unmount();
  await settle(clock.now + QUIET_MS); // React's scheduler, which stays, would wait for a message for ever
  failure = null;
  drain();
  forget();
  document.head.innerHTML = "";
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
  const place = document.createElement("div");
  place.id = "root";
  document.body.append(place);
  uncaught.tell = fail;
  root = createRoot(place, { onUncaughtError: fail });
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
  document.body.innerHTML = "";
}

/** How much there is to see. */
export const size = () => ({
  text_length: document.body.textContent.trim().length,
  elements: document.querySelectorAll("#root *").length,
});

/** As if nothing had been mounted; the program's modules stay. */
export function clear() {
  unmount();
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
