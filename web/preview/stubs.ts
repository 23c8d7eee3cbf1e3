// Owns the stand-ins for names that have not arrived: callable, constructible, empty to iterate, invisible to React.
// Invariant: no operation on a stub throws. Finished modules get stubs only for packages that do not exist here.
// A ghost is a stub that shows: it stands for the props of a component that nobody renders yet, as a bar in place of each text.

const stubs = new WeakMap<object, string>();
const ghosts = new WeakSet<object>();

export const isGhost = (value: unknown): boolean => typeof value === "function" && ghosts.has(value);

export const isStub = (value: unknown): boolean => nameOfStub(value) !== null;

/** The name that a stub stands for; null for any other value. */
export function nameOfStub(value: unknown): string | null {
  if (typeof value !== "function") return null;
  return stubs.get(value) ?? null;
}

type Method = (...values: unknown[]) => unknown;

const EMPTY: Record<string, Method> = {};
for (const name of [
  "map",
  "filter",
  "flatMap",
  "flat",
  "slice",
  "concat",
  "sort",
  "toSorted",
  "reverse",
  "split",
  "entries",
  "keys",
  "values",
]) {
  EMPTY[name] = () => [];
}
for (const name of [
  "join",
  "toFixed",
  "toString",
  "toLocaleString",
  "toUpperCase",
  "toLowerCase",
  "trim",
  "padStart",
  "charAt",
  "replace",
  "substring",
]) {
  EMPTY[name] = () => "";
}
for (const name of ["includes", "some", "has", "startsWith", "endsWith", "test"]) EMPTY[name] = () => false;
EMPTY.every = () => true;
EMPTY.forEach = () => undefined;
EMPTY.indexOf = EMPTY.findIndex = () => -1;
EMPTY.reduce = (_step, initial) => initial;
EMPTY.toJSON = () => null;
EMPTY.valueOf = () => 0;

const GHOST_ROWS = 2;
const HOOK_RESULTS = 4;
const HOOK_CALL = /\buse[A-Z]\w*\(\)$/;

/** A stand-in called `name`. */
export const stub = (name: string): unknown => standIn(name, false);

/** The props of a component that nobody renders yet; those that have a default in its parameters are left out. */
export function ghostProps(source: string): Record<string, unknown> {
  const head = source.slice(0, source.search(/\)\s*(?:=>|\{)/) + 1);
  const defaults = new Set([...head.matchAll(/([\w$]+)\s*=(?![=>])/g)].map((match) => match[1]));
  const props = new Map<PropertyKey, unknown>();
  return new Proxy(
    {},
    {
      get(_target, key) {
        if (typeof key === "symbol" || defaults.has(key) || key === "ref") return undefined;
        if (!props.has(key)) props.set(key, standIn(key, true));
        return props.get(key);
      },
    },
  );
}

function standIn(name: string, shows: boolean): unknown {
  // biome-ignore lint/complexity/useArrowFunction: a stub can be constructed and extended
  const target = function () {};
  const made = new Map<PropertyKey, unknown>();
  const named = (key: string) => standIn(`${name}.${key}`, shows);
  // What a missing hook gives is mostly taken apart at once.
  const parts = () =>
    Array.from({ length: HOOK_CALL.test(name) ? HOOK_RESULTS : 0 }, (_, i) => named(`${i}`));
  const rows = (each: Method) =>
    Array.from({ length: GHOST_ROWS }, (_, i) =>
      typeof each === "function" ? each(named(`${i}`), i, []) : null,
    );
  const proxy: unknown = new Proxy(target, {
    get(_target, key) {
      if (key === Symbol.toPrimitive) return (hint: string) => (hint === "number" ? 0 : "");
      if (key === Symbol.iterator) return () => parts()[Symbol.iterator]();
      if (key === "prototype") return target.prototype;
      if (typeof key === "symbol" || key === "$$typeof") return undefined;
      if (key === "length" || key === "size") return 0;
      if (key === "name" || key === "displayName") return name;
      if (shows && (key === "map" || key === "flatMap")) return rows;
      if (Object.hasOwn(EMPTY, key)) return EMPTY[key];
      if (made.has(key)) return made.get(key);
      const part = named(key);
      made.set(key, part);
      return part;
    },
    set(_target, key, value) {
      made.set(key, value);
      return true;
    },
    has: () => true,
    ownKeys: (owner) => Reflect.ownKeys(owner),
    apply: () => standIn(`${name}()`, shows),
    construct: () => standIn(`new ${name}`, shows) as object,
  });
  stubs.set(proxy as object, name);
  if (shows) ghosts.add(proxy as object);
  return proxy;
}
