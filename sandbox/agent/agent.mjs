/**
 * The program in a box. Reads requests `{id, op, payload}` as JSON lines on stdin, answers `{id, ok, result}` or
 * `{id, ok, error}` on stdout, in order; ends when stdin ends. `ok: false` means that the agent failed; what the
 * checked component does wrong is in `result`. Its argument is its role: a `check` box executes nothing. Ops: `ping`; `compile {files, entry}` → `{ok, errors: [{path,
 * line, message}]}`; `translate {files}` → `{code: {path: text}}`, without the files that are no module; `mount {files, entry, cpu_ms?}` → `{ok, error, text_length, elements}`.
 */
import { createInterface } from "node:readline";
import { compile, imported, toCommonJs } from "./compile.mjs";
import { Modules } from "./modules.mjs";
import { Mounter } from "./mount.mjs";

const dist = new URL(".", import.meta.url);
const packages = await Modules.open(dist);
const mounter = process.argv[2] === "check" ? null : await Mounter.open(dist);

const ops = {
  ping: () => ({ node: process.versions.node }),
  async compile({ files, entry }) {
    const { errors } = await compile(files, entry, packages);
    return { ok: errors.length === 0, errors };
  },
  async translate({ files }) {
    const code = {};
    for (const [path, text] of Object.entries(files)) {
      try {
        code[path] = await toCommonJs(path, text);
      } catch {
        // no module: whoever asks has its own words for that
      }
    }
    return { code };
  },
  async mount({ files, entry, cpu_ms }) {
    if (mounter === null) throw new Error("this box executes nothing");
    const { modules, errors } = await compile(files, entry, packages);
    if (errors.length === 0) return mounter.mount(modules, await packages.codeOf(imported(modules)), entry, cpu_ms);
    const { path, line, message } = errors[0];
    return { ok: false, error: `${path}:${line}: ${message}`, text_length: 0, elements: 0 };
  },
};

for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  let id = null;
  let reply;
  try {
    const request = JSON.parse(line);
    id = request.id;
    if (!Object.hasOwn(ops, request.op)) throw new Error(`unknown op ${request.op}`);
    reply = { id, ok: true, result: await ops[request.op](request.payload) };
  } catch (error) {
    reply = { id, ok: false, error: String(error?.message ?? error).slice(0, 2000) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
process.exit(0);
