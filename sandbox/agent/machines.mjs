/**
 * The virtual machines in which artifacts run where there is no box: QuickJS in WebAssembly, each made from the snapshot
 * for one artifact. A spare one is ready; the one of the last op stays for as long as it is asked more. Only its CPU time
 * counts, so that a busy machine does not fail a component.
 */
import { readFile } from "node:fs/promises";
import { JSException, QuickJS } from "quickjs-wasi";
import { compile, imported } from "./compile.mjs";
import { vmOptions } from "./vm.mjs";

/** CPU ms of each op, far above what an honest component needs. */
export const LIMIT_MS = { render: 3000, mount: 3000, use: 4500, accessibility: 3000, render_text: 3000, run_tests: 6000 };
/** Of these, what an op that may stop early takes at most. */
const USE_MS = 1500;
const IDLE_MS = 400; // a machine that nobody asks more is let go, and the next is made

/** @typedef {import("./runners.mjs").Said} Said */
/** @typedef {{ vm: any, call: (name: string, ...given: any[]) => any, budget: { until: number } }} Machine */

export class Machines {
  #wasm;
  #snapshot;
  #packages;
  /** @type {Promise<Machine> | null} */
  #spare = null;
  /** @type {{ key: string, machine: Machine } | null} */
  #running = null;
  #idle;

  constructor(wasm, snapshot, packages) {
    this.#wasm = wasm;
    this.#snapshot = snapshot;
    this.#packages = packages;
  }

  /** @param {URL} dist @param {import("./modules.mjs").Modules} packages */
  static async open(dist, packages) {
    const [wasm, snapshot] = await Promise.all([
      readFile(new URL("quickjs.wasm", dist)).then((bytes) => WebAssembly.compile(bytes)),
      readFile(new URL("snapshot.bin", dist)).then((bytes) => QuickJS.deserializeSnapshot(bytes)),
    ]);
    const machines = new Machines(wasm, snapshot, packages);
    await machines.#ready();
    return machines;
  }

  #ready() {
    this.#spare ??= this.#make().catch((error) => {
      this.#spare = null;
      throw error;
    });
    return this.#spare;
  }

  async #make() {
    const budget = { until: Number.POSITIVE_INFINITY };
    const vm = await QuickJS.restore(
      this.#snapshot,
      vmOptions(this.#wasm, () => cpuMs() > budget.until),
    );
    const api = vm.global.getProp("__atelier");
    const methods = new Map(["provide", "define", "begin", "ask", "turn", "report"].map((name) => [name, api.getProp(name)]));
    vm.evalCode("delete globalThis.__atelier").dispose();
    return { vm, budget, call: (name, ...given) => vm.callFunction(methods.get(name), api, ...given) };
  }

  /**
   * One op on an artifact; ops on the same files go on with the same machine while it is asked in time.
   * @param {keyof typeof LIMIT_MS} op @param {Record<string, string>} files @param {string} entry @param {number} limitMs
   * @returns {Promise<Said>}
   */
  async run(op, files, entry, limitMs, more = {}) {
    clearTimeout(this.#idle);
    try {
      return await this.#run(op, files, entry, limitMs, more);
    } finally {
      this.#idle = setTimeout(() => {
        this.#running = null;
        void this.#ready().catch(() => {}); // it is tried again, and said, when one is needed
      }, IDLE_MS);
    }
  }

  async #run(op, files, entry, limitMs, more) {
    const key = JSON.stringify([files, entry]);
    if (this.#running?.key !== key) {
      const { modules, errors } = await compile(files, entry, this.#packages);
      if (errors.length > 0) return failed(`${errors[0].path}:${errors[0].line}: ${errors[0].message}`);
      this.#running = null;
      const machine = await this.#ready();
      this.#spare = null;
      this.#running = { key, machine };
      const code = await this.#packages.codeOf(imported(modules));
      provide(machine, code); // our own code, and not on the component's time
      const begun = this.#within(limitMs, () => begin(machine, modules, entry));
      if (begun !== null) return begun;
    }
    return this.#ask(op, limitMs, more);
  }

  #ask(op, limitMs, more) {
    const { vm, call } = this.#running.machine;
    let reply = null;
    const broken = this.#within(limitMs, () => {
      const lateAt = cpuMs() + USE_MS;
      call("ask", vm.newString(op), vm.newString(JSON.stringify(more)));
      do vm.executePendingJobs();
      while (call("turn", cpuMs() > lateAt ? vm.true : vm.false).toBoolean());
      const said = call("report");
      reply = said.isString ? said.toString() : "";
    });
    if (broken !== null) return broken;
    try {
      const said = JSON.parse(reply);
      return { ...said, ok: said.ok === true, error: String(said.error ?? "") };
    } catch {
      return this.#lost("The component broke its own report");
    }
  }

  /** Null, or what became of the component if it went too far: its machine is then gone. @returns {Said | null} */
  #within(limitMs, work) {
    const { budget } = this.#running.machine;
    budget.until = cpuMs() + limitMs;
    try {
      work();
      return null;
    } catch (error) {
      return this.#lost(explain(error, cpuMs() > budget.until ? limitMs : null));
    } finally {
      budget.until = Number.POSITIVE_INFINITY;
    }
  }

  #lost(error) {
    this.#running = null;
    return failed(error);
  }
}

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Evaluates packages that the snapshot has not. */
function provide({ vm, call }, packages) {
  for (const { id, code } of packages) call("provide", vm.newString(id), evaluated(vm, code, id));
}

function begin({ vm, call }, modules, entry) {
  for (const { path, code, links } of modules)
    call("define", vm.newString(path), vm.newString(JSON.stringify(links)), evaluated(vm, code, path));
  call("begin", vm.newString(entry));
}

const evaluated = (vm, code, name) => vm.evalCode(`(function (require, module, exports) {${code}\n})`, name);

/** @param {string} error @returns {Said} */
function failed(error) {
  return { ok: false, error };
}

/** @param {any} error @param {number | null} exceededMs */
function explain(error, exceededMs) {
  if (exceededMs !== null)
    return `The component did not finish within ${exceededMs / 1000} s: perhaps an endless loop`;
  if (error instanceof RangeError)
    return "A function calls itself without end: maximum call stack size exceeded";
  if (/out of memory/.test(error?.message)) return "The component ran out of memory";
  if (!(error instanceof JSException))
    return `The component broke the sandbox it ran in: ${error?.message ?? error}`;
  return `${error.name}: ${error.message}`;
}
