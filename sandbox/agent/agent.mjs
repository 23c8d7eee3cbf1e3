/**
 * The program in a box. Reads requests `{id, op, payload}` as JSON lines on stdin, answers `{id, ok, result}` or
 * `{id, ok, error}` on stdout, in order; ends when stdin ends. `ok: false` means that the agent failed; what the
 * checked component does wrong is in `result`. While it reads an artifact it says `{id, at}` when it begins a file, so
 * that one on which it hangs has a name. Its argument is its role. `check` executes nothing, and
 * starts nothing; `analyse` hands texts to the compiler and the linter, which execute nothing; `vm` executes in
 * virtual machines of its own; `run` executes in processes that are killed after each artifact, inside a box that holds.
 * The ops and their replies are told in sandbox/contract.py.
 */
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { compile, toCommonJs } from "./compile.mjs";
import { Modules } from "./modules.mjs";
import { Analysers } from "./analysers.mjs";
import { executing, RUNNER_LIMIT_MS } from "./executing.mjs";
import { LIMIT_MS, Machines } from "./machines.mjs";
import { Runners } from "./runners.mjs";

const WARM_ROUNDS = 30;
const dist = new URL(".", import.meta.url);
const [role = "check", program] = process.argv.slice(2);
const packages = await Modules.open(dist);
if (role !== "analyse") await warmUp();
const analysers = role === "analyse" ? await Analysers.open(dist) : null;
const machines = role === "vm" ? await Machines.open(dist, packages) : null;
const runners = role === "run" ? await Runners.open(dist, packages, program) : null;

const reading = {
  ping: () => ({ node: process.versions.node }),
  async compile({ files, entry }, at) {
    const { errors } = await compile(files, entry, packages, at);
    return { ok: errors.length === 0, errors };
  },
  async translate({ files }, at) {
    const code = {};
    for (const [path, text] of Object.entries(files)) {
      at(path);
      try {
        code[path] = await toCommonJs(path, text);
      } catch {
        // no module: whoever asks has its own words for that
      }
    }
    return { code };
  },
};

const ops = {
  ...reading,
  ...(analysers && analysers.ops),
  ...(machines && executing(machines, LIMIT_MS)),
  ...(runners && executing(runners, RUNNER_LIMIT_MS)),
};

/** The first texts would take ten times as long as those that come when the compiler has been compiled. */
async function warmUp() {
  const files = { "App.tsx": await readFile(new URL("warm.tsx", dist), "utf8") };
  for (let round = 0; round < WARM_ROUNDS; round += 1) await compile(files, "App.tsx", packages);
}

const say = (reply) => process.stdout.write(`${JSON.stringify(reply)}\n`);

for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  let id = null;
  let reply;
  try {
    const request = JSON.parse(line);
    id = request.id;
    if (!Object.hasOwn(ops, request.op)) throw new Error(`unknown op ${request.op}`);
    reply = { id, ok: true, result: await ops[request.op](request.payload, (at) => say({ id, at })) };
  } catch (error) {
    reply = { id, ok: false, error: String(error?.message ?? error).slice(0, 2000) };
  }
  say(reply);
}
process.exit(0);
