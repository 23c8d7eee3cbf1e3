// Owns what modules of the program make once, with a package, and what must outlive a version of it: zustand's stores keep what was
// put into them since they were made, a query client stays the same, a component that is loaded later too. Known by the module that
// makes them and their order in it.

import type { Exports } from "./exports";

interface Store {
  getState(): unknown;
  setState(part: unknown): void;
}
type Make = (init?: unknown) => unknown;
/** Where the module that runs right now makes its next thing; null while none runs. */
type At = () => string | null;

const STORES = new Set(["zustand", "zustand/vanilla", "zustand/traditional"]);
const QUERIES = "@tanstack/react-query";

const isStore = (value: unknown): value is Store =>
  (typeof value === "function" || typeof value === "object") && value !== null && "getState" in value;

/**
 * The exports of `module` as the program gets them. `lazy` is the program's React's; what is put into `renewals` fetches
 * again what the module's caches hold.
 */
export function keeping(
  module: string,
  space: Exports,
  at: At,
  lazy: unknown,
  renewals: Set<() => Promise<unknown>>,
): Exports {
  if (STORES.has(module)) {
    const stores = new Map<string, { store: Store; first: unknown }>();
    const made = Object.entries(space).filter(([name]) => /^create(?:Store|WithEqualityFn)?$/.test(name));
    return { ...space, ...Object.fromEntries(made.map(([name, make]) => [name, storing(make, at, stores)])) };
  }
  if (module === QUERIES) {
    const renew = (client: Queries) => renewals.add(() => client.invalidateQueries());
    return { ...space, QueryClient: once<Queries>(space.QueryClient, at, renew) };
  }
  if (module === "swr") renewals.add(() => space.mutate(() => true));
  if (module === "next/dynamic")
    return { ...space, default: (what: unknown, options?: unknown) => space.default(what, options, lazy) };
  return space;
}

function storing(make: Make, at: At, stores: Map<string, { store: Store; first: unknown }>): Make {
  return (init, ...rest) => {
    if (init === undefined) return storing(make, at, stores);
    const store = (make as (...values: unknown[]) => unknown)(init, ...rest);
    const place = at();
    if (place === null || !isStore(store)) return store;
    const before = stores.get(place);
    stores.set(place, { store, first: store.getState() });
    if (before) carry(before, store);
    return store;
  };
}

/** What changed in the store of the version before, where the new one has a value of the same kind. */
function carry({ store: old, first }: { store: Store; first: unknown }, store: Store): void {
  const [was, is, now] = [first, old.getState(), store.getState()] as Record<string, unknown>[];
  if (!was || !is || !now || typeof is !== "object") return;
  const changed = Object.entries(is).filter(
    ([key, value]) =>
      typeof value !== "function" && !Object.is(value, was[key]) && typeof value === typeof now[key],
  );
  if (changed.length > 0) store.setState(Object.fromEntries(changed));
}

interface Queries {
  invalidateQueries(): Promise<unknown>;
}

function once<T extends object>(type: new () => T, at: At, first: (made: T) => void): new () => T {
  const made = new Map<string, T>();
  return new Proxy(type, {
    construct(target, values, made_by) {
      const place = at();
      const known = place === null ? undefined : made.get(place);
      if (known) return known;
      const fresh = Reflect.construct(target, values, made_by as never) as T;
      if (place === null) return fresh;
      made.set(place, fresh);
      first(fresh);
      return fresh;
    },
  });
}
