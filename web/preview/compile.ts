// Owns the translation of one module to script text that `evaluate.ts` runs: TypeScript and JSX out, imports turned into
// `require` calls. Pure; no DOM.

import { transform } from "sucrase";
import type { Place } from "../src/said";
import { wholeColours } from "./colours";
import { isFilePath } from "./packages/files";
import { resolve } from "./packages/resolve";

/** Why a text is no module, and where. */
export class NoModule extends SyntaxError {
  override readonly name = "SyntaxError";
  readonly places: Place[];

  /** Line and column from 1; null where nobody says them. */
  constructor(path: string, why: string, at: { line: number; column: number } | null) {
    super(at ? why : `${path}: ${why}`);
    this.places = at ? [{ name: "", path, ...at }] : [];
  }
}

/** Throws a NoModule when the text is none. */
export function compileModule(path: string, text: string): string {
  // Read as data: nobody looks for a program in it, so none may run.
  if (path.endsWith(".json")) return `module.exports = ${JSON.stringify(parsed(path, text))};`;
  if (path.endsWith(".css")) return "";
  try {
    const { code } = transform(wholeColours(text), {
      transforms: ["typescript", "jsx", "imports"],
      jsxRuntime: "automatic",
      production: true,
      filePath: path,
    });
    return withoutMeta(code);
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number; column: number } };
    const why = message.replace(`Error transforming ${path}: `, "").replace(/ \(\d+:\d+\)$/, "");
    // What fails within an arrow function is told at its arrow: it was tried as something else before.
    const rest = loc ? (text.split("\n")[loc.line - 1] ?? "").slice(loc.column - 1) : "";
    const known = loc && !rest.startsWith("=>");
    throw new NoModule(path, why, known ? { line: loc.line, column: loc.column } : null);
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text.trim() || "{}");
  } catch (error) {
    const { message } = error as Error;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.trim().length);
    const before = (text.slice(0, text.indexOf(text.trim())) + text.trim().slice(0, at)).split("\n");
    const [why = message] = message.split(/,? (?:in JSON|at position)\b/);
    const column = (before.at(-1) ?? "").length + 1;
    throw new NoModule(path, `It is no JSON: ${why}`, { line: before.length, column });
  }
}

/** A script has no `import.meta`. */
export const withoutMeta = (code: string): string =>
  code.replace(/\bimport\.meta\.env\b/g, "({})").replace(/\bimport\.meta\b/g, "({ env: {} })");

/** The packages and modules of ours that finished import lines name, in order. */
export function importedPackages(text: string): string[] {
  const found = new Set<string>();
  const pattern =
    /(?:(?:^|[\n;])\s*(?:import|export)\b[^'"`;]*?(?:from\s*)?|\bimport\(\s*)(['"])([^'"\n]+)\1/g;
  for (const match of text.matchAll(pattern)) {
    const specifier = match[2] as string;
    if (!isFilePath(specifier) || resolve(specifier)) found.add(specifier);
  }
  return [...found];
}

const HOOK_IMPORT = /^\s*import\s+use[A-Z]\w*\s*(?:,\s*\{[^}]*\}\s*)?from\s*["']([^"'\n]+)["']/gm;

/** Modules whose default export the program takes for a hook: `import useSWR from "swr"`. */
export const defaultHooks = (text: string): string[] =>
  [...text.matchAll(HOOK_IMPORT)].map(([, specifier]) => specifier as string);
