/**
 * The runner: a process that executes one artifact and is then killed. Reads `{op, ...}` as JSON lines from the agent,
 * answers one line each: `{ok, error, ...}`. What it says is what the program wants it to say; the agent takes it so.
 * Ops: `warm` and `begin {modules, packages, entry}`, then `render`, `mount`, `use`, `accessibility`, `render_text`, `run_tests
 * {path}`. Bundled with Node's own globals as constants, since the page takes them away from the program.
 */
import "./page.mjs";
import { opsOf, verdict } from "../guest/ops.mjs";
import * as stage from "../guest/stage.mjs";
import { loadFiles, loadPackages } from "./program.mjs";

const MOST_ELEMENTS = 5000;
const { stringify, parse } = JSON; // as they are before the program may change them
const { stdin, stdout } = process;
const WARM_RENDERS = 8; // by then most of React's server is compiled

stage.setUp(() => new Promise((resolve) => setImmediate(resolve)));
process.on("unhandledRejection", () => {}); // a page goes on
process.on("uncaughtException", stage.fail);

const ops = {
  ...opsOf(MOST_ELEMENTS),
  warm: warmUp,
  begin({ modules, packages, entry }) {
    loadPackages(packages);
    loadFiles(modules);
    stage.begin(entry);
    return verdict();
  },
};

async function answer(line) {
  const { op, ...given } = parse(line);
  try {
    return await ops[op](given);
  } catch (error) {
    stage.fail(error);
    return verdict();
  }
}

/** What a first program would otherwise wait for: packages are evaluated, and most code has run once. */
async function warmUp({ packages, modules, entry }) {
  ops.begin({ packages, modules, entry });
  for (let round = 0; round < WARM_RENDERS; round += 1) await ops.render();
  for (const op of ["mount", "use", "accessibility"]) await ops[op]({});
  const said = verdict();
  await stage.clearAway();
  return said;
}

let pending = "";
let last = Promise.resolve();
stdin.setEncoding("utf8");
stdin.on("data", (text) => {
  pending += text;
  for (let end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n")) {
    const line = pending.slice(0, end);
    pending = pending.slice(end + 1);
    last = last.then(() => answer(line)).then((said) => void stdout.write(`${stringify(said)}\n`));
  }
});
stdin.on("end", () => process.exit(0));
