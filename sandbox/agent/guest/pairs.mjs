/** Names with values, some more than once, in their order: what FormData and URLSearchParams have in common. */
export class Pairs {
  #pairs = [];
  append(name, value) {
    this.#pairs.push([String(name), value]);
  }
  set(name, value) {
    this.delete(name);
    this.append(name, value);
  }
  delete(name) {
    this.#pairs = this.#pairs.filter(([known]) => known !== name);
  }
  get(name) {
    return this.getAll(name)[0] ?? null;
  }
  getAll(name) {
    return this.#pairs.filter(([known]) => known === name).map(([, value]) => value);
  }
  has(name) {
    return this.#pairs.some(([known]) => known === name);
  }
  forEach(run) {
    for (const [name, value] of this.#pairs) run(value, name, this);
  }
  keys() {
    return this.#pairs.map(([name]) => name).values();
  }
  values() {
    return this.#pairs.map(([, value]) => value).values();
  }
  entries() {
    return this.#pairs.map((pair) => [...pair]).values();
  }
  [Symbol.iterator]() {
    return this.entries();
  }
}
