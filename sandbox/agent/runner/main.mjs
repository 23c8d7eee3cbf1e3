/**
 * The runner: a process that executes one artifact and is then killed. Reads `{op, ...}` as JSON lines from the agent,
 * answers one line each: `{ok, error, ...}`. What it says is what the program wants it to say; the agent takes it so.
 * Ops: `warm` and `begin {modules, packages, entry}`, then `render`, `mount`, `use`, `accessibility`, `render_text`, `run_tests
 * {path}`. Bundled with Node's own globals as constants, since the page takes them away from the program.
 */
import "./page.mjs";
import { accessibility } from "./accessibility.mjs";
import { page } from "./page.mjs";
import * as program from "./program.mjs";
import { runTests } from "./tests.mjs";
import { tree } from "./tree.mjs";
import { during, use } from "./use.mjs";

const { stringify, parse } = JSON; // as they are before the program may change them
const { stdin, stdout } = process;
const WARM_RENDERS = 8; // by then most of React's server is compiled

program.setUp(() => new Promise((resolve) => setImmediate(resolve)));
process.on("unhandledRejection", () => {}); // a page goes on
process.on("uncaughtException", program.fail);

const verdict = (more = {}) => ({ ok: program.fault() === null, error: program.fault() ?? "", ...more });

const ops = {
  warm: warmUp,
  begin({ modules, packages, entry }) {
    program.loadPackages(packages);
    program.begin(modules, entry);
    return verdict();
  },
  render() {
    program.render();
    return verdict();
  },
  async mount() {
    await program.mount();
    const { textContent } = page.document.body;
    return verdict({ text_length: textContent.trim().length, elements: page.document.querySelectorAll("#root *").length });
  },
  async use() {
    const acts = await use();
    return verdict({ acts, during });
  },
  async accessibility() {
    const problems = await accessibility();
    return verdict({ problems });
  },
  async render_text() {
    await program.mount();
    return verdict({ text: program.fault() === null ? tree() : "" });
  },
  async run_tests({ path }) {
    const tests = await runTests(path);
    return { ok: tests.length > 0 && tests.every(({ ok }) => ok), error: tests.length > 0 ? "" : "The script has no tests", tests };
  },
};

async function answer(line) {
  const { op, ...given } = parse(line);
  try {
    return await ops[op](given);
  } catch (error) {
    program.fail(error);
    return verdict();
  }
}

/** What a first program would otherwise wait for: packages are evaluated, and most code has run once. */
async function warmUp({ packages, modules, entry }) {
  program.loadPackages(packages);
  program.begin(modules, entry);
  for (let round = 0; round < WARM_RENDERS; round += 1) await ops.render();
  for (const op of ["mount", "use", "accessibility"]) await ops[op]({});
  const said = verdict();
  await program.clearAway();
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
