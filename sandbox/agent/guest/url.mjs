/** URL and URLSearchParams, as far as components use them. (quickjs-wasi's own needs a newer Node than 20.) */

const PARTS =
  /^([a-z][a-z\d+.-]*:)(?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^:/?#]*)(?::(\d+))?)?([^?#]*)(\?[^#]*)?(#.*)?$/i;
const decode = (text) => {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
};

class URLSearchParams {
  #pairs;
  constructor(from = "") {
    if (typeof from === "string") {
      const parts = from.replace(/^\?/, "").split("&").filter(Boolean);
      this.#pairs = parts
        .map((part) => part.split(/=(.*)/s))
        .map(([key, value = ""]) => [decode(key), decode(value)]);
    } else {
      const pairs = typeof from[Symbol.iterator] === "function" ? [...from] : Object.entries(from);
      this.#pairs = pairs.map(([key, value]) => [String(key), String(value)]);
    }
  }
  get size() {
    return this.#pairs.length;
  }
  get(key) {
    return this.#pairs.find(([name]) => name === key)?.[1] ?? null;
  }
  getAll(key) {
    return this.#pairs.filter(([name]) => name === key).map(([, value]) => value);
  }
  has(key) {
    return this.#pairs.some(([name]) => name === key);
  }
  append(key, value) {
    this.#pairs.push([String(key), String(value)]);
  }
  set(key, value) {
    this.delete(key);
    this.append(key, value);
  }
  delete(key) {
    this.#pairs = this.#pairs.filter(([name]) => name !== key);
  }
  sort() {
    this.#pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  }
  forEach(run) {
    for (const [key, value] of this.#pairs) run(value, key, this);
  }
  keys() {
    return this.#pairs.map(([key]) => key).values();
  }
  values() {
    return this.#pairs.map(([, value]) => value).values();
  }
  entries() {
    return this.#pairs.values();
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  toString() {
    return this.#pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
  }
}

class URL {
  constructor(text, base) {
    const found =
      PARTS.exec(String(text)) ??
      (base === undefined ? null : PARTS.exec(absolute(String(text), new URL(base))));
    if (found === null) throw new TypeError(`Invalid URL: ${text}`);
    const [
      ,
      protocol,
      username = "",
      password = "",
      hostname = "",
      port = "",
      pathname,
      search = "",
      hash = "",
    ] = found;
    Object.assign(this, {
      protocol,
      username,
      password,
      hostname,
      port,
      hash,
      pathname: pathname || (hostname ? "/" : ""),
    });
    this.searchParams = new URLSearchParams(search);
  }
  get search() {
    return this.searchParams.size > 0 ? `?${this.searchParams}` : "";
  }
  set search(text) {
    this.searchParams = new URLSearchParams(text);
  }
  get host() {
    return this.hostname + (this.port && `:${this.port}`);
  }
  get origin() {
    return `${this.protocol}//${this.host}`;
  }
  get href() {
    return `${this.protocol}${this.hostname ? "//" : ""}${this.host}${this.pathname}${this.search}${this.hash}`;
  }
  toString() {
    return this.href;
  }
  toJSON() {
    return this.href;
  }
  static canParse(text, base) {
    try {
      return Boolean(new URL(text, base));
    } catch {
      return false;
    }
  }
  static createObjectURL() {
    return "blob:null/0";
  }
  static revokeObjectURL() {}
}

function absolute(text, base) {
  if (text.startsWith("//")) return base.protocol + text;
  if (text.startsWith("/")) return base.origin + text;
  if (/^[?#]/.test(text)) return base.origin + base.pathname + text;
  return base.origin + base.pathname.replace(/[^/]*$/, "") + text;
}

Object.assign(globalThis, { URL, URLSearchParams });
