/** Mounts a compiled artifact in a fresh VM. Every VM starts from the snapshot and serves one mount. */
import { readFile } from "node:fs/promises";
import { JSException, QuickJS } from "quickjs-wasi";
import { vmOptions } from "./vm.mjs";

const CPU_MS = 3000; // of this process, so that a busy machine does not fail a component
const MAX_ERROR_CHARS = 2000;

/** @typedef {{ ok: boolean, error: string, text_length: number, elements: number }} Report */

export class Mounter {
  #wasm;
  #snapshot;
  /** @type {Promise<Awaited<ReturnType<Mounter["restore"]>>> | null} */
  #spare = null;

  constructor(wasm, snapshot) {
    this.#wasm = wasm;
    this.#snapshot = snapshot;
  }

  /** @param {URL} dist */
  static async open(dist) {
    const [wasm, snapshot] = await Promise.all([
      readFile(new URL("quickjs.wasm", dist)).then((bytes) => WebAssembly.compile(bytes)),
      readFile(new URL("snapshot.bin", dist)).then((bytes) => QuickJS.deserializeSnapshot(bytes)),
    ]);
    const mounter = new Mounter(wasm, snapshot);
    mounter.#spare = mounter.restore();
    await mounter.#spare;
    return mounter;
  }

  async restore() {
    const budget = { until: Number.POSITIVE_INFINITY };
    const vm = await QuickJS.restore(
      this.#snapshot,
      vmOptions(this.#wasm, () => cpuMs() > budget.until),
    );
    return { vm, budget };
  }

  /**
   * @param {import("./compile.mjs").Module[]} modules
   * @param {{ id: string, code: string }[]} packages what the modules import and the snapshot has not
   * @param {string} entry
   * @param {number} [cpuLimitMs] less than the usual, for a self-test
   * @returns {Promise<Report>}
   */
  async mount(modules, packages, entry, cpuLimitMs = CPU_MS) {
    const { vm, budget } = await (this.#spare ?? this.restore());
    this.#spare = null;
    const limitMs = Math.min(cpuLimitMs, CPU_MS);
    try {
      provide(vm, packages);
      budget.until = cpuMs() + limitMs;
      return run(vm, modules, entry);
    } catch (error) {
      return failed(explain(error, cpuMs() > budget.until ? limitMs : null));
    }
  }
}

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Evaluates packages; this is our own code, and not on the component's time. */
function provide(vm, packages) {
  const api = vm.global.getProp("__atelier");
  const add = api.getProp("provide");
  for (const { id, code } of packages) {
    const body = vm.evalCode(`(function (require, module, exports) {${code}\n})`, id);
    vm.callFunction(add, api, vm.newString(id), body);
  }
}

function run(vm, modules, entry) {
  const api = vm.global.getProp("__atelier");
  const [define, mount, turn, report] = ["define", "mount", "turn", "report"].map((name) =>
    api.getProp(name),
  );
  vm.evalCode("delete globalThis.__atelier").dispose();
  for (const { path, code, links } of modules) {
    const body = vm.evalCode(`(function (require, module, exports) {${code}\n})`, path);
    vm.callFunction(define, api, vm.newString(path), vm.newString(JSON.stringify(links)), body);
  }
  vm.callFunction(mount, api, vm.newString(entry));
  do vm.executePendingJobs();
  while (vm.callFunction(turn, api).toBoolean());
  const said = vm.callFunction(report, api);
  return said.isString ? checked(JSON.parse(said.toString())) : failed("The component broke its own report");
}

/** @returns {Report} */
function checked(said) {
  const count = (value) => (Number.isSafeInteger(value) ? value : 0);
  const { ok, error, text_length, elements } = said;
  return {
    ok: ok === true,
    error: String(error).slice(0, MAX_ERROR_CHARS),
    text_length: count(text_length),
    elements: count(elements),
  };
}

/** @param {string} error @returns {Report} */
function failed(error) {
  return { ok: false, error: error.slice(0, MAX_ERROR_CHARS), text_length: 0, elements: 0 };
}

/** @param {any} error @param {number | null} exceededMs */
function explain(error, exceededMs) {
  if (exceededMs !== null)
    return `The component did not finish within ${exceededMs / 1000} s: perhaps an endless loop`;
  if (error instanceof RangeError)
    return "A function calls itself without end: maximum call stack size exceeded";
  if (!(error instanceof JSException))
    return `The component broke the sandbox it ran in: ${error?.message ?? error}`;
  if (/out of memory/.test(error.message)) return "The component ran out of memory";
  return `${error.name}: ${error.message}`;
}
