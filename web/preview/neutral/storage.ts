// Owns the stand-in for localStorage and sessionStorage, which throw in an opaque origin: it lives in memory, has a limit, and
// tells of each change, so that the page can give it back to the next frame.

import type { Kept } from "../../src/said";
import { MAX_KEPT_CHARS } from "../../src/said";
import { define } from "./define";
import type { Outside } from "./outside";

const TELL_MS = 300;
const MAX_CHARS = MAX_KEPT_CHARS / 4;

/** A Storage over `held`. Throws QuotaExceededError beyond MAX_CHARS, as a browser's own does. */
function memoryStorage(held = new Map<string, string>(), changed: () => void = () => undefined): Storage {
  const set = (key: string, value: string) => {
    let size = key.length + value.length;
    for (const [name, text] of held) if (name !== key) size += name.length + text.length;
    if (size > MAX_CHARS)
      throw new DOMException(`The preview's storage holds ${MAX_CHARS} characters.`, "QuotaExceededError");
    held.set(key, value);
    changed();
  };
  const storage = {
    get length() {
      return held.size;
    },
    key: (at: number) => [...held.keys()][at] ?? null,
    getItem: (key: string) => held.get(String(key)) ?? null,
    setItem: (key: string, value: string) => set(String(key), String(value)),
    removeItem: (key: string) => {
      held.delete(String(key));
      changed();
    },
    clear: () => {
      held.clear();
      changed();
    },
  };
  return new Proxy(storage as unknown as Storage, {
    get: (target, key) => (key in target ? Reflect.get(target, key) : held.get(String(key))),
    set: (_target, key, value) => {
      set(String(key), String(value));
      return true;
    },
    has: (target, key) => key in target || held.has(String(key)),
    deleteProperty: (_target, key) => {
      held.delete(String(key));
      changed();
      return true;
    },
    ownKeys: () => [...held.keys()],
    getOwnPropertyDescriptor: (_target, key) =>
      held.has(String(key))
        ? { value: held.get(String(key)), enumerable: true, configurable: true, writable: true }
        : undefined,
  });
}

/** Returns how the page gives back what an earlier frame held. */
export function installStorage(outside: Outside): (kept: Kept) => void {
  const { realm } = outside;
  const held = { local: new Map<string, string>(), session: new Map<string, string>() };
  let timer = 0;
  const tell = () => {
    timer = 0;
    const [local, session] = [Object.fromEntries(held.local), Object.fromEntries(held.session)];
    outside.say({ type: "kept", kept: { local, session } });
  };
  const changed = () => {
    outside.used("storage");
    if (timer === 0) timer = realm.setTimeout(tell, TELL_MS);
  };
  define(realm, "localStorage", memoryStorage(held.local, changed));
  define(realm, "sessionStorage", memoryStorage(held.session, changed));
  return (kept) => {
    for (const area of ["local", "session"] as const)
      for (const [key, value] of Object.entries(kept[area])) held[area].set(key, value);
  };
}
