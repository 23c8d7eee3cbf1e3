// Owns the stand-in for document.cookie, which throws in an opaque origin: names and values in memory, attributes ignored but
// for those that delete.

import { defineGetter } from "./define";
import type { Outside } from "./outside";

const MAX_COOKIES = 50;
const MAX_COOKIE_CHARS = 4096;

export function installCookies(outside: Outside): void {
  const held = new Map<string, string>();
  const read = () => [...held].map(([name, value]) => (name ? `${name}=${value}` : value)).join("; ");
  const write = (said: unknown) => {
    outside.used("cookies");
    const [pair = "", ...attributes] = String(said).slice(0, MAX_COOKIE_CHARS).split(";");
    const at = pair.indexOf("=");
    const [name, value] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
    if (attributes.some(isOver)) held.delete(name);
    else if (held.has(name) || held.size < MAX_COOKIES) held.set(name, value);
  };
  defineGetter(outside.realm.Document.prototype, "cookie", read, write);
}

function isOver(attribute: string): boolean {
  const [name = "", value = ""] = attribute.split("=").map((part) => part.trim());
  if (/^max-age$/i.test(name)) return Number(value) <= 0;
  return /^expires$/i.test(name) && Date.parse(value) < Date.now();
}
