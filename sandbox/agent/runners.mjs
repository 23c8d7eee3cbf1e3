/**
 * The processes in which artifacts run: a spare one that is warm, and one that holds the artifact of the last op. Each
 * runs one artifact and is then killed with all that it started. It can write to its own two pipes and to nothing
 * else, so what it says goes no further than the verdict on itself; lengths and times are bounded here.
 */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compile, imported } from "./compile.mjs";

const HEAP_MB = 384;
const MAX_REPLY_CHARS = 400_000;
const READY_MS = 20_000;
const WARM_MS = 600; // what warming up takes where nothing else runs
const MOST_PATIENCE = 4;
const IDLE_MS = 400; // a run that nobody asks for more is over, and the next spare starts
const WARM_PACKAGES = ["react", "react/jsx-runtime", "react-dom", "react-dom/client", "react-dom/server.browser", "clsx", "tailwind-merge", "class-variance-authority", "lucide-react", "recharts", "framer-motion", "@/lib/utils"];

/** @typedef {{ ok: boolean, error: string } & Record<string, any>} Said */

class Runner {
  #child;
  #pending = "";
  #waiting = null;
  #ended = null;
  /** How many times slower than alone this machine is now, as far as can be told. */
  patience = 1;

  /** @param {string[]} command */
  constructor(command) {
    this.#child = spawn(process.argv0, command, { stdio: ["pipe", "pipe", "ignore"], detached: true, env: {} });
    this.#child.on("error", () => this.#end("died"));
    this.#child.on("exit", (_code, signal) => this.#end(["SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL"].includes(signal) ? "memory" : "died"));
    this.#child.stdin.on("error", () => {});
    this.#child.stdout.setEncoding("utf8").on("data", (text) => this.#hear(text));
  }

  #hear(text) {
    this.#pending += text;
    const end = this.#pending.indexOf("\n");
    if (this.#pending.length > MAX_REPLY_CHARS) return this.#end("flood");
    if (end < 0) return;
    const line = this.#pending.slice(0, end);
    this.#pending = this.#pending.slice(end + 1);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.(line);
  }

  #end(why) {
    this.#ended ??= why;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.(null);
  }

  /** The line that it answers, or why there is none: "late", "memory", "died", "flood"; it is then dead. */
  async ask(message, limitMs) {
    if (this.#ended !== null) return { line: null, why: this.#ended };
    const line = await new Promise((resolve) => {
      const timer = setTimeout(() => this.#end("late"), limitMs);
      this.#waiting = (said) => {
        clearTimeout(timer);
        resolve(said);
      };
      this.#child.stdin.write(`${JSON.stringify(message)}\n`);
    });
    if (line === null) this.kill();
    return { line, why: this.#ended };
  }

  kill() {
    this.#ended ??= "died";
    try {
      process.kill(-this.#child.pid, "SIGKILL");
    } catch {
      // it has ended by itself
    }
  }
}

export class Runners {
  #dist;
  #packages;
  #command;
  #sample;
  /** @type {Promise<Runner> | null} */
  #spare = null;
  /** @type {{ key: string, runner: Runner } | null} */
  #running = null;
  #idle;

  constructor(dist, packages, program) {
    this.#dist = dist;
    this.#packages = packages;
    const flags = process.execArgv.filter((flag) => flag !== "--allow-child-process" && !flag.startsWith("--max-old-space-size"));
    this.#command = program === "runner.cjs" ? [...flags, `--max-old-space-size=${HEAP_MB}`, fileURLToPath(new URL(program, dist))] : [fileURLToPath(new URL(program, dist))];
  }

  /** @param {URL} dist @param {import("./modules.mjs").Modules} packages @param {string} [program] another one attacks, for tests */
  static async open(dist, packages, program = "runner.cjs") {
    const runners = new Runners(dist, packages, program);
    const { modules } = await compile({ "App.tsx": await readFile(new URL("warm.tsx", dist), "utf8") }, "App.tsx", packages);
    runners.#sample = { modules, entry: "App.tsx", packages: runners.#files(await packages.needed(WARM_PACKAGES)) };
    await runners.#ready();
    return runners;
  }

  /**
   * One op of the runner on an artifact; ops on the same files go on with the same process while it is asked in time.
   * @param {string} op @param {Record<string, string>} files @param {string} entry @param {number} limitMs
   * @param {object} [more] @returns {Promise<Said>}
   */
  async run(op, files, entry, limitMs, more = {}) {
    clearTimeout(this.#idle);
    try {
      return await this.#run(op, files, entry, limitMs, more);
    } finally {
      this.#idle = setTimeout(() => {
        this.#finish();
        void this.#ready().catch(() => {});
      }, IDLE_MS);
    }
  }

  async #run(op, files, entry, limitMs, more) {
    const key = JSON.stringify([files, entry]);
    if (this.#running?.key !== key) {
      const { modules, errors } = await compile(files, entry, this.#packages);
      if (errors.length > 0) return failed(`${errors[0].path}:${errors[0].line}: ${errors[0].message}`);
      this.#finish();
      const runner = await this.#ready();
      this.#spare = null;
      this.#running = { key, runner };
      const packages = this.#files(await this.#packages.needed(imported(modules)));
      const begun = await this.#ask({ op: "begin", modules, packages, entry }, limitMs);
      if (!begun.ok) return begun;
    }
    return this.#ask({ op, ...more }, limitMs);
  }

  async #ask(message, limitMs) {
    const { runner } = this.#running;
    const { line, why } = await runner.ask(message, limitMs * runner.patience);
    if (line === null) {
      this.#running = null;
      return failed(explain(why, limitMs));
    }
    try {
      const said = JSON.parse(line);
      return { ...said, ok: said.ok === true, error: String(said.error ?? "") };
    } catch {
      return failed("The component broke its own report");
    }
  }

  #finish() {
    this.#running?.runner.kill();
    this.#running = null;
  }

  #ready() {
    this.#spare ??= this.#start().catch((error) => {
      this.#spare = null;
      throw error;
    });
    return this.#spare;
  }

  async #start() {
    const began = performance.now();
    const runner = new Runner(this.#command);
    const { line, why } = await runner.ask({ op: "warm", ...this.#sample }, READY_MS);
    if (line === null) throw new Error(`the runner did not start: ${why}`);
    const said = JSON.parse(line);
    if (said.ok !== true) throw new Error(`the runner's sample failed: ${said.error}`);
    runner.patience = Math.min(MOST_PATIENCE, Math.max(1, (performance.now() - began) / WARM_MS));
    return runner;
  }

  #files(ids) {
    return ids.map((id) => [id, this.#packages.path(id)]);
  }
}

/** @param {string} error @returns {Said} */
function failed(error) {
  return { ok: false, error };
}

function explain(why, limitMs) {
  switch (why) {
    case "late":
      return `The component did not finish within ${limitMs / 1000} s: perhaps an endless loop`;
    case "memory":
      return "The component ran out of memory";
    case "flood":
      return "The component says too much";
    default:
      return "The component ended the process that it ran in";
  }
}
