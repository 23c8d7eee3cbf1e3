// Owns which modules generated code can import, and where each is: the packages of studio/frameworks/packages.json, and the
// folders of web/preview that hold our own. Nothing is listed twice: a file in shims/ takes the place of the package that
// it is named after. Used by the builds of the frame and of the sandbox, and by the tests.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export const web = resolve(import.meta.dirname, "..");
export const tableFile = resolve(web, "../studio/frameworks/packages.json");
const preview = join(web, "preview");
export const uiFolder = join(preview, "ui");
const shimFolder = join(preview, "shims");
const SOURCE = /(?<!\.test|\.d)\.tsx?$/;
const CLASS = /^[!*[@a-z-][\w\-:./[\]()%#,!&>*=~^$+@]*$/;

const sources = (folder) =>
  readdirSync(folder)
    .filter((name) => SOURCE.test(name))
    .sort()
    .map((name) => [name.replace(SOURCE, ""), join(folder, name)]);

/** `next/font/google` is in `next-font-google.tsx`, `@xyflow/react` in `xyflow-react.ts`. */
const shimName = (id) => id.replace(/^@/, "").replaceAll("/", "-");

/**
 * Every module: its id, as packages/resolve.ts gives it, and its file. The file is null if the id is npm's.
 * @returns {Map<string, string | null>}
 */
export function modules() {
  const { packages } = JSON.parse(readFileSync(tableFile, "utf8"));
  const shims = new Map(sources(shimFolder));
  const found = new Map();
  for (const [name, { modules = [], root = true }] of Object.entries(packages)) {
    if (name.endsWith("*")) continue;
    if (root) found.set(name, shims.get(shimName(name)) ?? null);
    for (const path of modules) found.set(`${name}/${path}`, shims.get(shimName(`${name}/${path}`)) ?? null);
  }
  for (const [name, file] of sources(uiFolder)) found.set(`@/components/ui/${name}`, file);
  for (const [name, file] of sources(join(uiFolder, "hooks"))) found.set(`@/hooks/${name}`, file);
  found.set("@/lib/utils", join(uiFolder, "lib/utils.ts"));
  return found;
}

/** The modules that npm has, those under a shim included; fails for a package that is not installed. */
export function npmModules() {
  return [...modules()]
    .filter(([id, file]) => {
      const name = id.split("/", id.startsWith("@") ? 2 : 1).join("/");
      const installed = existsSync(join(web, "node_modules", name));
      if (!installed && file === null)
        throw new Error(`${name} is in packages.json: npm install ${name} in web/`);
      return installed;
    })
    .map(([id]) => id);
}

/** Words that may be class names, of a file of ours and of the files that it imports. */
export function classNames(file, seen = new Set()) {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(file, "utf8");
  const words = text.split(/[\s"'`{}]+/).filter((word) => CLASS.test(word));
  for (const [, path] of text.matchAll(/from "(\.[^"]+)"/g)) {
    const near = [".ts", ".tsx"].map((ending) => resolve(dirname(file), path + ending)).find(existsSync);
    if (near) words.push(...classNames(near, seen));
  }
  return [...new Set(words)];
}

/** The source of `vendor:modules`: how each module is loaded. @param {(id: string) => string} pathOf */
export function loaders(pathOf) {
  const each = [...modules().keys()].map(
    (id) => `${JSON.stringify(id)}: () => import(${JSON.stringify(pathOf(id))})`,
  );
  return `export const modules = {\n${each.join(",\n")}\n};`;
}

/** The source of a module of ours as it is bundled: with `$classes`, the class names that it uses. @param {string} file */
export function withClasses(file) {
  const from = JSON.stringify(file);
  const text = readFileSync(file, "utf8");
  const hasDefault = /^export (?:default|\{[^}]*\bdefault\b)/m.test(text);
  // esbuild keeps an `export *` of another bundle only where the entry itself says it.
  const passed = text.match(/^export \* from "[^."][^"]*";/gm) ?? [];
  const classes = file.startsWith(uiFolder) ? classNames(file).join(" ") : "";
  return (
    `${passed.join("")}export * from ${from}; export const $classes = ${JSON.stringify(classes)};` +
    (hasDefault ? `export { default } from ${from};` : "")
  );
}
