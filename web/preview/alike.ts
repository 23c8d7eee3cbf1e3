// Owns the question whether two values say the same, though each version of a program makes its own. Pure. Called by hooks.ts.

/** Deeper than data goes: what is below counts as the same, so that a circle ends. */
const MAX_DEPTH = 12;

type Some = Record<string, unknown>;

/** Functions of two versions are the same if they are written the same; components of packages are the same thing or are not. */
export function alike(one: unknown, other: unknown, depth = 0): boolean {
  if (Object.is(one, other) || depth > MAX_DEPTH) return true;
  if (typeof one !== typeof other || one === null || other === null) return false;
  if (typeof one === "function") return String(one) === String(other);
  if (typeof one !== "object") return false;
  const [a, b] = [one as Some, other as Some];
  if (kindOf(a) !== kindOf(b)) return false;
  if (a instanceof Date) return Object.is(a.getTime(), (other as Date).getTime());
  if (a instanceof Map || a instanceof Set)
    return alike([...a], [...(b as unknown as Set<unknown>)], depth + 1);
  if ("$$typeof" in a)
    return (
      "props" in a && "props" in b && alike(a.type, b.type, depth + 1) && alike(a.props, b.props, depth + 1)
    );
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => key in b && alike(a[key], b[key], depth + 1))
  );
}

/** Classes of two versions are two classes of one name. */
const kindOf = (value: Some): string =>
  (Object.getPrototypeOf(value)?.constructor as { name?: string })?.name ?? "";
