// Owns what is true of the program that is being shown right now: its version, whether it still streams, and which names it
// asked for that nobody has declared yet. One per document; preview.tsx changes it, every other part of the frame reads it.

import type * as React from "react";
import type { Way } from "./trial";

/** The name that complete.ts puts where the rest of a list, an object or a function will stand. */
export const REST = "$rest";

/**
 * The name of a custom hook as all spell it: in the scripts that compilers make one that a file exports by default is called by the
 * file's name (`_uselocalstorage2.default` of `./use-local-storage`).
 */
export const hookOf = (name: string): string =>
  name
    .replace(/(?:_?\d+)?\.default$/, "")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/** What is missing is a name, or a file's export: `hooks/use-size.ts:default`. */
function hookIn(missing: string): string | null {
  const [, path, file = "", name = ""] = /^(?:(.*?([^/]*?)(?:\.\w+)?):)?([^:]*)$/.exec(missing) ?? [];
  const named = path !== undefined && name === "default" ? file : name;
  return /^use(?:[A-Z]|-)/.test(named) ? hookOf(named) : null;
}

export class Live {
  version = 0;
  streaming = true;
  /**
   * Grows when a name that was missing becomes declared, and when a changed program is finished; part of every hook's
   * dependencies, so that neither a stub nor the program before stays captured.
   */
  generation = 0;
  /** Grows when a program that was finished is changed: what belongs to an older one is stale once the new one is finished. */
  edition = 0;
  /** Custom hooks that were stubs once, by `hookOf`: the shells of what calls them must start over. */
  readonly lateHooks = new Set<string>();
  /** Names asked for in this version that nobody declares. */
  missing = new Set<string>();
  /** Counts lookups of missing names; a hook compares it to learn whether its arguments touched one. */
  lookups = 0;
  /** `lookups` when the running component, or its last stateful hook, began. */
  marked = 0;
  /** The running component runs at another time and by another chance (trial.ts), so that its hooks see what differs by those. */
  trial: Way | null = null;
  /** A hook of the running component wants to see what it is given on the next trial. */
  tried = false;
  /** A hook of the running component has put another value in the place of its state: React runs the component again at once. */
  replaced = false;
  errors: Error[] = [];
  /** The refs that the effect which runs now has looked into; null while none runs. */
  looked: Set<React.RefObject<unknown>> | null = null;
  /** The program itself has shown something, so that nothing need stand in for it. */
  mainShown = false;
  /** Takes the errors of a component that fails after its version was shown. */
  onLate: ((error: Error) => void) | null = null;

  /** Something in this version is half: a list, an object or a function whose end has not arrived. */
  get half(): boolean {
    return this.missing.has(REST);
  }

  lack(name: string): void {
    this.missing.add(name);
    this.lookups++;
  }

  /** Starts a version. */
  begin(streaming: boolean): void {
    this.version++;
    this.streaming = streaming;
    this.missing = new Set();
    this.errors = [];
  }

  /** Compares the names that the version before lacked with those that exist now. */
  arrived(before: ReadonlySet<string>, declared: ReadonlySet<string>): void {
    let some = before.has(REST);
    for (const name of before) {
      if (!declared.has(name)) continue;
      some = true;
      const hook = hookIn(name);
      if (hook !== null) this.lateHooks.add(hook);
    }
    if (some) this.generation++;
  }

  fail(error: unknown): void {
    const known = error instanceof Error ? error : new Error(String(error));
    if (this.onLate) this.onLate(known);
    else this.errors.push(known);
  }
}
