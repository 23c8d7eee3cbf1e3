// Owns the stand-ins for names that have not arrived: callable, constructible, empty to iterate, invisible to React.
// Invariant: no operation on a stub throws. Finished modules get stubs only for packages that do not exist here.

const stubs = new WeakMap<object, string>();

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

/** A stand-in called `name`. */
export function stub(name: string): unknown {
  // biome-ignore lint/complexity/useArrowFunction: a stub can be constructed and extended
  const target = function () {};
  const made = new Map<PropertyKey, unknown>();
  const proxy: unknown = new Proxy(target, {
    get(_target, key) {
      if (key === Symbol.toPrimitive) return (hint: string) => (hint === "number" ? 0 : "");
      if (key === Symbol.iterator) return () => [][Symbol.iterator]();
      if (key === "prototype") return target.prototype;
      if (typeof key === "symbol" || key === "$$typeof") return undefined;
      if (key === "length" || key === "size") return 0;
      if (key === "name" || key === "displayName") return name;
      if (Object.hasOwn(EMPTY, key)) return EMPTY[key];
      if (made.has(key)) return made.get(key);
      const part = stub(`${name}.${key}`);
      made.set(key, part);
      return part;
    },
    set(_target, key, value) {
      made.set(key, value);
      return true;
    },
    has: () => true,
    ownKeys: (owner) => Reflect.ownKeys(owner),
    apply: () => stub(`${name}()`),
    construct: () => stub(`new ${name}`) as object,
  });
  stubs.set(proxy as object, name);
  return proxy;
}
