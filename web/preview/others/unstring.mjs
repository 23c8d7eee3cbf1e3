// Owns the sources that a package carries inside of other texts: registries of components in JSON, generators that have their
// templates in their scripts, examples in Markdown. Written out as files, where the object around a text says that it belongs.

import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join, posix, relative } from "node:path";
import { parseAst } from "vite";
import { write } from "./unmap.mjs";

const HOLDER = /\.(?:json|js|mjs|cjs|md|mdx)$/;
const MARKDOWN = /\.mdx?$/;
const FENCE =
  /^([ \t]*)(`{3,}|~{3,})(?:tsx|jsx|typescript|javascript|ts|js|react)\b[^\n]*\n([\s\S]*?)\n\1\2[ \t]*$/gm;
const MAX_BYTES = 8_000_000;
const MIN_LINES = 15;
const CODE_PATH = /^[\w@./()[\]-]+\.[jt]sx?$/;
const STARTS_LIKE_CODE =
  /^\s*(?:["']use client["']|import\s|export\s|const\s|function\s|\/\/|\/\*|type\s|interface\s)/;
const IS_CODE = /\bexport\b[\s\S]*<[/A-Za-z]/;
const NAMES = ["target", "path", "filePath", "file", "fileName", "filename", "name"];

/** Writes them to `<home>/$strings`, once; a script that cannot be read has none. */
export async function unstring(home) {
  const to = join(home, "$strings");
  if (await readdir(to).catch(() => null)) return;
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  await mkdir(to);
  for (const entry of entries) {
    if (!entry.isFile() || !HOLDER.test(entry.name) || entry.parentPath.includes("/node_modules")) continue;
    const holder = join(entry.parentPath, entry.name);
    if ((await stat(holder)).size > MAX_BYTES) continue;
    const text = await readFile(holder, "utf8");
    for (const [path, source] of stringsOf(text, relative(home, holder))) {
      await write(join(to, path), source);
    }
  }
}

/** Path and text of each source that is a string in `text`, a script or JSON; one that has no path is named by its place. */
export function stringsOf(text, holder) {
  if (!IS_CODE.test(text)) return [];
  if (MARKDOWN.test(holder)) return fencesOf(text, holder);
  let tree;
  try {
    tree = parseAst(holder.endsWith(".json") ? `(${text})` : text, { sourceType: "unambiguous" });
  } catch {
    return [];
  }
  const found = [];
  const walk = (node, path) => {
    if (Array.isArray(node)) {
      for (const each of node) walk(each, path);
      return;
    }
    if (!node || typeof node !== "object") return;
    const said = textOf(node);
    if (said !== null && isSource(said)) found.push([path ?? `${holder}/${found.length}.tsx`, said]);
    if (node.type === "ObjectExpression") {
      const own = pathAmong(node.properties);
      for (const each of node.properties) walk(each.value ?? each, pathOf(each) ?? own ?? path);
      return;
    }
    for (const key in node) if (key !== "type") walk(node[key], path);
  };
  walk(tree.body, null);
  return found;
}

const fencesOf = (text, holder) =>
  [...text.matchAll(FENCE)]
    .map(([, , , code]) => code)
    .filter(isSource)
    .map((code, index) => [`${holder}/${index}.tsx`, code]);

const isSource = (text) =>
  STARTS_LIKE_CODE.test(text) && IS_CODE.test(text) && text.split("\n").length >= MIN_LINES;

/** What a literal says; null for one that is put together when the script runs. */
function textOf(node) {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  return node.type === "TemplateLiteral" && node.quasis.length === 1 ? node.quasis[0].value.cooked : null;
}

const asPath = (said) =>
  said && CODE_PATH.test(said) ? posix.normalize(said).replace(/^(?:\.\.\/|\/)+/, "") : null;

/** `{ "src/app.tsx": "…" }` */
const pathOf = ({ key }) => (key ? asPath(textOf(key)) : null);

/** `{ path: "src/app.tsx", content: "…" }` */
function pathAmong(properties) {
  for (const name of NAMES) {
    const each = properties.find(({ key }) => (key?.name ?? key?.value) === name);
    const path = each?.value ? asPath(textOf(each.value)) : null;
    if (path) return path;
  }
  return null;
}
