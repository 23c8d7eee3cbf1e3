// Owns how a value of generated code reads in the console: short, with limits on depth, width and length, and without ever
// throwing. Pure.

const MAX_DEPTH = 3;
const MAX_ITEMS = 20;
const MAX_STRING = 400;
const MAX_CHARS = 2_000;

/** The arguments of one console call as one line; `%s`, `%d`, `%o` and `%c` are obeyed. */
export function formatAll(values: readonly unknown[]): string {
  const [first, ...rest] = values;
  const parts: string[] = [];
  if (typeof first === "string") {
    parts.push(
      first.replace(/%([sdifoOjc%])/g, (mark, kind: string) => {
        if (kind === "%") return "%";
        if (rest.length === 0) return mark;
        const value = rest.shift();
        if (kind === "c") return "";
        if (kind === "d" || kind === "i" || kind === "f") return String(Number(value));
        return kind === "s" && typeof value !== "object" ? safely(() => String(value)) : format(value);
      }),
    );
  } else if (values.length > 0) parts.push(format(first));
  for (const value of rest) parts.push(typeof value === "string" ? value : format(value));
  const text = parts.join(" ");
  return text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS - 1)}…` : text;
}

export const format = (value: unknown): string => safely(() => inspect(value, 0, []));

function safely(make: () => string): string {
  try {
    return make();
  } catch {
    return "[unreadable]";
  }
}

const cut = (text: string): string => (text.length > MAX_STRING ? `${text.slice(0, MAX_STRING)}…` : text);

function inspect(value: unknown, depth: number, around: readonly object[]): string {
  if (typeof value === "string") return depth === 0 ? cut(value) : JSON.stringify(cut(value));
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "symbol") return value.toString();
  if (typeof value === "function") return `ƒ ${value.name || "anonymous"}`;
  if (typeof value !== "object" || value === null) return String(value);
  if (around.includes(value)) return "[circular]";
  const plain = simple(value);
  if (plain !== null) return cut(plain);
  const isList = Array.isArray(value) || value instanceof Set;
  if (depth >= MAX_DEPTH) return isList ? "[…]" : "{…}";
  const inside = [...around, value];
  const show = (each: unknown) => inspect(each, depth + 1, inside);
  if (isList) {
    const all: unknown[] = Array.isArray(value) ? value : [...(value as Set<unknown>)];
    const items = all.slice(0, MAX_ITEMS).map(show);
    if (all.length > MAX_ITEMS) items.push(`… ${all.length - MAX_ITEMS} more`);
    return `${value instanceof Set ? `Set(${all.length}) ` : ""}[${items.join(", ")}]`;
  }
  if (value instanceof Map) {
    const items = [...value].slice(0, MAX_ITEMS).map(([key, each]) => `${show(key)} => ${show(each)}`);
    return `Map(${value.size}) {${items.join(", ")}}`;
  }
  const keys = Object.keys(value);
  const items = keys
    .slice(0, MAX_ITEMS)
    .map((key) => `${key}: ${safely(() => show(Reflect.get(value, key)))}`);
  if (keys.length > MAX_ITEMS) items.push(`… ${keys.length - MAX_ITEMS} more`);
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return `${name && name !== "Object" ? `${name} ` : ""}{${items.join(", ")}}`;
}

function simple(value: object): string | null {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return "Promise";
  if (typeof Event !== "undefined" && value instanceof Event)
    return `${value.constructor.name} ${value.type}`;
  if (typeof Element !== "undefined" && value instanceof Element) return tag(value);
  if ("$$typeof" in value && "type" in value) {
    const { type } = value as { type: unknown };
    const name = typeof type === "string" ? type : (type as { displayName?: string; name?: string } | null);
    return `<${typeof name === "string" ? name : name?.displayName || name?.name || "element"} />`;
  }
  return null;
}

function tag(element: Element): string {
  const [id, classes] = [element.id, element.getAttribute("class")];
  return `<${element.localName}${id ? ` id="${id}"` : ""}${classes ? ` class="${cut(classes)}"` : ""}>`;
}
