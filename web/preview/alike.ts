// Owns the question whether two values say the same, though each version of a program makes its own, and the copy that remembers what
// a value said before the program changed it in place. Pure. Called by hooks.ts.

/** Deeper than data goes: what is below counts as the same. */
const MAX_DEPTH = 100;
/** Larger data is remembered in part: a copy is made of every first state. */
const MAX_COPIED = 10_000;

type Some = Record<string, unknown>;
type Seen = Map<object, Set<object>>;

/** Functions of two versions are the same if they are written the same; components of packages are the same thing or are not. */
export function alike(one: unknown, other: unknown, depth = 0, seen: Seen = new Map()): boolean {
  if (Object.is(one, other) || depth > MAX_DEPTH) return true;
  if (typeof one !== typeof other || one === null || other === null) return false;
  if (typeof one === "function") return String(one) === String(other);
  if (typeof one !== "object") return false;
  const [a, b] = [one as Some, other as Some];
  if (kindOf(a) !== kindOf(b)) return false;
  if (a instanceof Date) return Object.is(a.getTime(), (other as Date).getTime());
  // A pair that is met again, as in a circle, is being compared already: one difference anywhere tells.
  const met = seen.get(a) ?? new Set();
  if (met.has(b)) return true;
  seen.set(a, met.add(b));
  const same = (left: unknown, right: unknown) => alike(left, right, depth + 1, seen);
  if (a instanceof Map || a instanceof Set) return same([...a], [...(b as unknown as Set<unknown>)]);
  if ("$$typeof" in a) return "props" in a && "props" in b && same(a.type, b.type) && same(a.props, b.props);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
}

/** A copy that is alike to `value` and stays so whatever is done to that. What is no data (an element, a node) stands for itself. */
export function copyOf(value: unknown): unknown {
  const copies = new Map<object, unknown>();
  const copied = (one: unknown, depth: number): unknown => {
    if (typeof one !== "object" || one === null || depth > MAX_DEPTH) return one;
    if (copies.has(one)) return copies.get(one);
    if (copies.size >= MAX_COPIED || "$$typeof" in one) return one;
    const keep = <T extends object>(copy: T): T => {
      copies.set(one, copy);
      return copy;
    };
    const next = (each: unknown) => copied(each, depth + 1);
    if (one instanceof Date) return keep(new Date(one));
    if (one instanceof Map) {
      const copy = keep(new Map());
      for (const [key, each] of one) copy.set(next(key), next(each));
      return copy;
    }
    if (one instanceof Set) {
      const copy = keep(new Set());
      for (const each of one) copy.add(next(each));
      return copy;
    }
    if (ArrayBuffer.isView(one)) return keep(structuredClone(one));
    if (Array.isArray(one)) {
      const copy = keep<unknown[]>([]);
      for (const each of one) copy.push(next(each));
      return copy;
    }
    if (isNative(one)) return one;
    const copy = keep(Object.create(Object.getPrototypeOf(one)) as Some);
    for (const [key, each] of Object.entries(one)) define(copy, key, next(each));
    return copy;
  };
  return copied(value, 0);
}

/** A setter of the class must not run. */
const define = (target: object, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true });
};

/** Made by the browser: what it says is not in its properties. */
function isNative(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return false;
  return /\{\s*\[native code\]\s*\}$/.test(String(prototype.constructor));
}

/** Classes of two versions are two classes of one name. */
const kindOf = (value: Some): string =>
  (Object.getPrototypeOf(value)?.constructor as { name?: string })?.name ?? "";
