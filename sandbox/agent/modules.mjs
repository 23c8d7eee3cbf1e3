/** The bundles in dist/: which there are, what they export and need, and their code, each read when an artifact imports it. */
import { readFile } from "node:fs/promises";
import { resolve } from "../../web/preview/packages/resolve.ts";

/** @typedef {{ module: string, member: string | null }} Target */
/** @typedef {{ name: string, lazy: boolean, needs: string[] }} Known what is not lazy is in the snapshot */

export class Modules {
  #dist;
  /** @type {Record<string, Known>} */
  #known;
  #exports = new Map();

  constructor(dist, known) {
    this.#dist = dist;
    this.#known = known;
  }

  /** @param {URL} dist */
  static async open(dist) {
    return new Modules(dist, JSON.parse(await readFile(new URL("packages.json", dist), "utf8")));
  }

  /** @param {string} specifier @returns {Target | null} */
  resolve(specifier) {
    const target = resolve(specifier);
    return target && Object.hasOwn(this.#known, target.module) ? target : null;
  }

  /** @param {string} prefix @returns {string[]} */
  ids(prefix) {
    return Object.keys(this.#known).filter((id) => id.startsWith(prefix));
  }

  /** @param {string} id @returns {Promise<string[]>} */
  async exportsOf(id) {
    if (!this.#exports.has(id)) {
      const text = await readFile(this.#file(id, "exports.json"), "utf8");
      this.#exports.set(id, JSON.parse(text));
    }
    return this.#exports.get(id);
  }

  /** The code of `ids` and all that they need, less what is in the snapshot. */
  async codeOf(ids, seen = new Set()) {
    const found = [];
    for (const id of ids) {
      if (seen.has(id)) continue;
      seen.add(id);
      const { lazy, needs } = this.#known[id];
      found.push(...(await this.codeOf(needs, seen)));
      if (lazy) found.push({ id, code: await readFile(this.#file(id, "js"), "utf8") });
    }
    return found;
  }

  #file(id, ending) {
    return new URL(`modules/${this.#known[id].name}.${ending}`, this.#dist);
  }
}
