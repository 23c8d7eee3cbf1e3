/** The ops that ask programs which only read: lint and types. A program that has ended is started again by the next op. */
import { Linter } from "./lint.mjs";
import { Types } from "./types.mjs";

const MAX_MESSAGE_CHARS = 400;
const MOST = 20;

/** @typedef {{ path: string, line: number, message: string, breaks?: boolean }} Problem */

export class Analysers {
  #tools;
  #linter = null;
  #types = null;

  /** @param {URL} dist */
  static async open(dist) {
    const analysers = new Analysers(new URL("tools/", dist));
    await Promise.all([analysers.ops.lint({ files: {} }), analysers.ops.types({ files: {} })]);
    return analysers;
  }

  constructor(tools) {
    this.#tools = tools;
  }

  ops = {
    lint: async ({ files }, begun) => {
      this.#linter ??= await Linter.open(this.#tools);
      try {
        return told(await this.#linter.lint(files, begun));
      } catch (error) {
        this.#linter = null;
        throw error;
      }
    },
    types: async ({ files }, begun) => {
      this.#types ??= await Types.open(this.#tools);
      try {
        return told(await this.#types.check(files, begun));
      } catch (error) {
        this.#types = null;
        throw error;
      }
    },
  };
}

/** @param {Problem[]} problems */
function told(problems) {
  const shown = problems.slice(0, MOST).map(({ path, line, message, breaks = false }) => ({ path, line, message: message.slice(0, MAX_MESSAGE_CHARS), breaks }));
  return { ok: problems.length === 0, problems: shown };
}
