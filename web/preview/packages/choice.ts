// Owns what counts as a component, and which export of a finished module is the page. Pure; the frame and the sandbox share it:
// tests/cases/shown.json holds both to it.

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

/** The likeliest page first: the last of those that need no props, then the last of the others. */
export const likeliestFirst = <T extends { type: unknown }>(all: readonly T[]): T[] =>
  [...all.filter((each) => !isBare(each)), ...all.filter(isBare)].reverse();

/** The components that a module exports by a name of their own, in the order of the text. */
export const exportedComponents = (exported: Readonly<Record<string, unknown>>): Candidate[] =>
  Object.entries(exported).flatMap(([name, type]) =>
    /^\p{Lu}/u.test(name) && isComponent(type) ? [{ name, type }] : [],
  );
