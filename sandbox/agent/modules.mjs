/** The bundles in dist/: which there are, what they export and need, and their code, each read when an artifact imports it. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { resolve } from "../../web/preview/packages/resolve.ts";

/** @typedef {{ module: string, member: string | null }} Target */
/** @typedef {{ name: string, lazy: boolean, needs: string[] }} Known what is not lazy is in the snapshot */

export class Modules {
  #dist;
  /** @type {Record<string, Known>} */
  #known;
  /** With those that only the runner itself loads. @type {Record<string, Known>} */
  #all;
  #exports = new Map();

  constructor(dist, known, all) {
    this.#dist = dist;
    this.#known = known;
    this.#all = all;
  }

  /** @param {URL} dist */
  static async open(dist) {
    const read = async (name) => JSON.parse(await readFile(new URL(name, dist), "utf8"));
    const [importable, ours] = await Promise.all([read("packages.json"), read("runner.json")]);
    return new Modules(dist, importable, { ...ours, ...importable });
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

  /** `ids` and all that they need, in the order in which they can be evaluated. @returns {string[]} */
  needed(ids, seen = new Set()) {
    return ids.flatMap((id) => {
      if (seen.has(id)) return [];
      seen.add(id);
      return [...this.needed(this.#all[id].needs, seen), id];
    });
  }

  /** The file with the code of `id`. @param {string} id */
  path(id) {
    return fileURLToPath(this.#file(id, "js"));
  }

  #file(id, ending) {
    return new URL(`modules/${this.#all[id].name}.${ending}`, this.#dist);
  }
}
