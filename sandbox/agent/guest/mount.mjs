/**
 * Inside the VM: mounts the entry's component, tells what became of it. The host calls `define`, then `mount`, then
 * `turn` until it says that time is over, then `report`; between these it runs the promise jobs.
 */

import { packages } from "vendor:packages";
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { runTimer } from "./clock.mjs";
import { componentOf, define, describe, exportsOf, load, provide, put, visible } from "./program.mjs";

const { stringify, parse } = JSON; // as they are before the program may change them
const QUIET_MS = 300; // virtual time that a mounted component gets
const PATIENCE_MS = 3000; // and if there is still nothing to see, for a loading state that shows nothing

for (const [id, exports] of Object.entries(packages)) put(id, exports);
put("react-dom/client", { createRoot: () => ({ render() {}, unmount() {} }) });

/** @type {string | null} */
let failure = null;

function fail(error) {
  failure ??= describe(error);
}

globalThis.__atelier = {
  provide,
  exportsOf: (id) => stringify(exportsOf(id)),
  define: (path, links, run) => define(path, parse(links), run),
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
