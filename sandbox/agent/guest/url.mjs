/** URL and URLSearchParams, as far as components use them. (quickjs-wasi's own needs a newer Node than 20.) */
import { Pairs } from "./pairs.mjs";

const PARTS =
  /^([a-z][a-z\d+.-]*:)(?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^:/?#]*)(?::(\d+))?)?([^?#]*)(\?[^#]*)?(#.*)?$/i;
const decode = (text) => {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
};

class URLSearchParams extends Pairs {
  constructor(from = "") {
    super();
    if (typeof from === "string") {
      const parts = from.replace(/^\?/, "").split("&").filter(Boolean);
      for (const [name, value = ""] of parts.map((part) => part.split(/=(.*)/s))) this.append(decode(name), decode(value));
    } else for (const [name, value] of typeof from[Symbol.iterator] === "function" ? from : Object.entries(from)) this.append(name, value);
  }
  append(name, value) {
    super.append(name, String(value));
  }
  get size() {
    return [...this].length;
  }
  sort() {
    const sorted = [...this].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    for (const [name] of sorted) this.delete(name);
    for (const [name, value] of sorted) this.append(name, value);
  }
  toString() {
    return [...this].map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
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
