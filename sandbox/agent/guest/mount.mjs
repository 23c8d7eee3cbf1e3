/**
 * Inside the VM: one artifact, and what became of it. The host calls `define` for each file, then `ask`, then `turn` until
 * it says that nothing is left to do, then `report`; between these it runs the promise jobs.
 */
import { packages } from "vendor:packages";
import { createRoot } from "react-dom/client";
import { problems } from "../seen/axe.mjs";
import { tree } from "../seen/tree.mjs";
import * as clock from "./clock.mjs";
import { define, exportsOf, provide, put } from "./program.mjs";
import * as stage from "./stage.mjs";
import { during, use } from "./use.mjs";

const MOST_ELEMENTS = 1000; // that axe-core looks at in a second or two
const { stringify, parse } = JSON; // as they are before the program may change them
const { Promise } = globalThis;

for (const [id, exports] of Object.entries(packages)) put(id, exports);
put("react-dom/client", { createRoot: () => ({ render() {}, unmount() {} }) });

/** Resumes what waits for the host. @type {(() => void) | null} */
let resume = null;
let enough = false;
/** @type {string | null} */
let answer = null;

stage.setUp(
  () =>
    new Promise((resolve) => {
      resume = resolve;
    }),
  createRoot,
);

const verdict = (more = {}) => ({ ok: stage.fault() === null, error: stage.fault() ?? "", ...more });

const ops = {
  render() {
    stage.render();
    return verdict();
  },
  async mount() {
    await stage.mount();
    return verdict(stage.size());
  },
  async use() {
    const { acts, all } = await use(() => enough);
    return verdict({ acts, all, during });
  },
  async accessibility() {
    await stage.mount();
    return verdict({ problems: await stage.pump(problems(document.body, MOST_ELEMENTS), clock.now + 1000) });
  },
  async render_text() {
    await stage.mount();
    return verdict({ text: stage.fault() === null ? tree(document.body) : "" });
  },
};

async function run(op) {
  try {
    answer = stringify(await ops[op]());
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
  ask(op) {
    answer = null;
    enough = false;
    void run(op);
  },
  /** One step. False if none was left. `late`: an op that may stop early shall. */
  turn(late) {
    enough = late;
    const next = resume;
    resume = null;
    next?.();
    return next !== null;
  },
  report: () => answer,
};
