// Owns what counts as a component, and which export of a finished module is the page. Pure; the frame and the sandbox share it, and
// studio/fixes/default_export.py exports by the same rule what nobody exported: tests/cases/shown.json holds all three to it.

export type Component = ((props: Record<string, unknown>) => unknown) | { $$typeof: symbol };

export interface Candidate {
  name: string;
  type: Component;
}

/** A function, a class of React's, or what forwardRef, memo and lazy give; no element, no context. */
export function isComponent(value: unknown): value is Component {
  if (typeof value !== "function") {
    if (typeof value !== "object" || value === null || !("$$typeof" in value)) return false;
    return "render" in value || "compare" in value || "_init" in value;
  }
  return (
    value.prototype?.isReactComponent !== undefined ||
    !/^class\b/.test(Function.prototype.toString.call(value))
  );
}

/** It needs no props. */
export const isBare = ({ type }: { type: unknown }): boolean =>
  typeof type !== "function" || type.length === 0;

/** It takes props, and has a value of its own for each. */
const isDefaulted = ({ type }: { type: unknown }): boolean => {
  if (typeof type !== "function") return false;
  const [, props] = /^[^({]*\(\s*\{([\s\S]*)$/.exec(Function.prototype.toString.call(type)) ?? [];
  return props !== undefined && parts(props).every((part) => /^(?:\.\.\.|[^=]+=)/.test(part.trim()));
};

/** Of a pattern that begins behind its brace: what stands between its commas. */
function parts(text: string): string[] {
  const found = [""];
  let depth = 0;
  for (const token of text.match(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|[\s\S]/g) ?? []) {
    if ("([{".includes(token)) depth += 1;
    if (")]}".includes(token)) depth -= 1;
    if (depth < 0) break;
    if (token === "," && depth === 0) found.push("");
    else found[found.length - 1] += token;
  }
  return found.filter((part) => part.trim() !== "");
}

/** The likeliest page first: the last of those that take no props, then of those that need none, then of the others. */
export function likeliestFirst<T extends { type: unknown }>(all: readonly T[]): T[] {
  const backwards = [...all].reverse();
  const bare = backwards.filter(isBare);
  const defaulted = backwards.filter((each) => !isBare(each) && isDefaulted(each));
  return [
    ...bare,
    ...defaulted,
    ...backwards.filter((each) => !bare.includes(each) && !defaulted.includes(each)),
  ];
}

/** The components that a module exports by a name of their own, in the order of the text. */
export const exportedComponents = (exported: Readonly<Record<string, unknown>>): Candidate[] =>
  Object.entries(exported).flatMap(([name, type]) =>
    /^\p{Lu}/u.test(name) && isComponent(type) ? [{ name, type }] : [],
  );
