// Owns the translation of one module to script text that `evaluate.ts` runs: TypeScript and JSX out, imports turned into
// `require` calls. Also what an import path means inside a set of files. Pure; no DOM.

import { transform } from "sucrase";
import { resolve } from "./packages/resolve";

const EXTENSIONS = [
  "",
  ".tsx",
  ".ts",
  ".jsx",
  ".js",
  ".css",
  ".json",
  "/index.tsx",
  "/index.ts",
  "/index.jsx",
  "/index.js",
];

/** Throws sucrase's SyntaxError when the text is no module. */
export function compileModule(path: string, text: string): string {
  if (path.endsWith(".json")) return `module.exports = ${text.trim() || "{}"};`;
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

/** The file that an import names, seen from `from`; null when no such file exists (yet). */
export function resolveFile(
  files: Readonly<Record<string, string>>,
  from: string,
  specifier: string,
): string | null {
  const bases = candidates(from, specifier);
  for (const base of bases) {
    for (const extension of EXTENSIONS) {
      if (Object.hasOwn(files, base + extension)) return base + extension;
    }
    // TypeScript's modules are imported by the names of what they become.
    const source = base.replace(/\.[cm]?jsx?$/, "");
    if (source === base) continue;
    for (const extension of [".ts", ".tsx"]) {
      if (Object.hasOwn(files, source + extension)) return source + extension;
    }
  }
  return null;
}

/** Relative paths and `@/…` are files; everything else is a package. */
export const isFilePath = (specifier: string): boolean =>
  /^(\.{0,2}\/|@\/|~\/)/.test(specifier) || specifier === "." || specifier === "..";

function candidates(from: string, specifier: string): string[] {
  if (specifier.startsWith("@/") || specifier.startsWith("~/")) {
    const rest = specifier.slice(2);
    return [rest, `src/${rest}`, `app/${rest}`];
  }
  if (specifier.startsWith("/")) return [specifier.slice(1), specifier];
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return [parts.join("/")];
}

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
