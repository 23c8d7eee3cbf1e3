// Owns the way from a line of running code back to the line that its author wrote. Each module runs under an address of its own,
// and sucrase keeps every line, so only the lines before the module's text are to be taken off.
// Also which components were around a fault.

import type { Place } from "../src/said";

const SCHEME = "artifact:///";
/** `new Function` puts two lines before its body, evaluate.ts one before the module's text. */
export const LINES_BEFORE = 3;
const FRAME = /^\s*at (?:async )?(?:new )?(.*?)\s*\(?artifact:\/\/\/([^\s()]+?):(\d+):(\d+)\)?$/;

/** The last line of a module's script: gives its frames the file's name. */
export const sourceNote = (path: string): string => `\n//# sourceURL=${SCHEME}${encodeURI(path)}`;

/** The places of a stack that are in the artifact's files, innermost first. */
export function placesOf(stack: string | undefined): Place[] {
  const places: Place[] = [];
  for (const line of (stack ?? "").split("\n")) {
    const [, called = "", path, at, column] = FRAME.exec(line) ?? [];
    if (path === undefined) continue;
    const name = called.replace(/^(?:Object|Module|exports)\./, "").replace(/ \[as .*\]$/, "");
    places.push({
      name: name === "anonymous" || name === "<anonymous>" || name === "eval" ? "" : name,
      path: decodeURI(path),
      line: Math.max(1, Number(at) - LINES_BEFORE),
      column: Number(column),
    });
  }
  return places;
}

const around = new WeakMap<object, string[]>();

/** The components around a fault, the failing one first; called where React has caught it. */
export function within(error: unknown, names: string[]): void {
  if (typeof error === "object" && error !== null && !around.has(error)) around.set(error, names);
}

export const componentsOf = (error: object): string[] => around.get(error) ?? [];
