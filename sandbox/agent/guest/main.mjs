/**
 * Inside the VM: one artifact, and what became of it. The host calls `define` for each file, then `ask`, then `turn` until
 * it says that nothing is left to do, then `report`; between these it runs the promise jobs.
 */
import { packages } from "vendor:packages";
import { createRoot } from "react-dom/client";
import { opsOf, verdict } from "./ops.mjs";
import { define, exportsOf, provide, put } from "./program.mjs";
import * as stage from "./stage.mjs";

const MOST_ELEMENTS = 1000;
const { stringify, parse } = JSON; // as they are before the program may change them
const { Promise } = globalThis;

for (const [id, exports] of Object.entries(packages)) put(id, exports);
put("react-dom/client", { createRoot: () => ({ render() {}, unmount() {} }) });

/** Resume what waits for the host. @type {(() => void)[]} */
let waiting = [];
let enough = false;
/** @type {string | null} */
let answer = null;

stage.setUp(
  () =>
    new Promise((resolve) => {
      waiting.push(resolve);
    }),
  createRoot,
);

const ops = opsOf(MOST_ELEMENTS, () => enough);

async function run(op, given) {
  try {
    answer = stringify(await ops[op](given));
  } catch (error) {
    stage.fail(error);
    answer = stringify(verdict());
  }
}

globalThis.__atelier = {
  provide,
  exportsOf: (id) => stringify(exportsOf(id)),
  define: (path, links, body) => define(path, parse(links), body),
  begin: stage.begin,
  ask(op, given) {
    answer = null;
    enough = false;
    void run(op, parse(given));
  },
  /** One step. False if none was left. `late`: an op that may stop early shall. */
  turn(late) {
    enough = late;
    const next = waiting;
    waiting = [];
    for (const resume of next) resume();
    return next.length > 0;
  },
  report: () => answer,
};
