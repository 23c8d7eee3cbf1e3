// Owns what an import path means inside a set of files. Pure; the frame and the sandbox's compiler share it. For the fixer
// studio/fixes/paths.py has the same rule; tests/cases/files.json holds both to it.

const ENDINGS = [
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

/** Relative paths, `@/…` and `~/…` are files; everything else is a package. */
export const isFilePath = (specifier: string): boolean =>
  /^(\.{0,2}\/|@\/|~\/)/.test(specifier) || specifier === "." || specifier === "..";

/** The file that an import names, seen from `from`; null when no such file exists (yet). */
export function resolveFile(
  files: Readonly<Record<string, string>>,
  from: string,
  specifier: string,
): string | null {
  for (const base of candidates(from, specifier)) {
    for (const ending of ENDINGS) {
      const path = base === "" ? ending.slice(1) : base + ending;
      if (Object.hasOwn(files, path)) return path;
    }
    // TypeScript's modules are imported by the names of what they become.
    const source = base.replace(/\.[cm]?jsx?$/, "");
    if (source === base) continue;
    for (const ending of [".ts", ".tsx"]) {
      if (Object.hasOwn(files, source + ending)) return source + ending;
    }
  }
  return null;
}

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
