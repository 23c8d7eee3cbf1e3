// Owns the translation of one module to script text that `evaluate.ts` runs: TypeScript and JSX out, imports turned into
// `require` calls. Pure; no DOM.

import { transform } from "sucrase";
import { isFilePath } from "./packages/files";
import { resolve } from "./packages/resolve";

/** Throws a SyntaxError when the text is no module. */
export function compileModule(path: string, text: string): string {
  // Read as data: nobody looks for a program in it, so none may run.
  if (path.endsWith(".json")) return `module.exports = ${JSON.stringify(JSON.parse(text.trim() || "{}"))};`;
  if (path.endsWith(".css")) return "";
  const { code } = transform(text, {
    transforms: ["typescript", "jsx", "imports"],
    jsxRuntime: "automatic",
    production: true,
    filePath: path,
  });
  return withoutMeta(code);
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
