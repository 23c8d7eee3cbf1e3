// Owns the choice of whole components among the packages of wholes.json: a file that exports a component without required props, with
// the files that it imports; it imports nothing else but what the allow-list has, and renders no component that is nowhere. Parts of kits, tests, stories and what is said
// twice are left out. The choice looks at no preview. Used by web/scripts/wholes.mjs and wholes.test.ts.

import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { resolve as absolute, dirname, join, relative } from "node:path";
import { absentOf, firstWordOf, importsOf, shownOf, treeOf, wordsOf } from "./alone.mjs";
import { fetched, folder, NotFetched } from "./fetch.mjs";
import { unmap } from "./unmap.mjs";
import { unstring } from "./unstring.mjs";

const SOURCES = ["*.tsx", "*.jsx", "*.ts", "*.js", "*.json", "*.css", "*.js.map", "*.mjs.map", "*.cjs.map"];
const TEXTS = ["*.mjs", "*.cjs", "*.md", "*.mdx"];
/** The parts that were chosen before sources were looked for inside of other texts; they stay what they were. */
const OF_FILES = new Set(["seen", "held"]);
const MAX_CHARS = 60_000;
const MAX_ALL_CHARS = 300_000;
const MAX_FILES = 40;
const MIN_LINES = 20;
const MIN_WORDS = 3;
const MAX_UP = 12;
const LEFT_OUT =
  /\/node_modules\/|\.(?:test|spec|stories)\.|\/(?:__tests__|tests?)\/|\.d\.tsx?$|\/(?:ui|ui-kit|primitives)\/[^/]*$/;
const KIT = /\/(?:ui|ui-kit|primitives)\/[^/]*$/;
const ASSET = /\.(?:css|scss|sass|less|png|jpe?g|gif|svg|webp|avif|ico)(?:\?\w*)?$/;
const IS_FILE = /^(?:\.{1,2}(?:\/|$)|[@~]\/)/;
const EXTENSIONS = [
  "",
  ".tsx",
  ".ts",
  ".jsx",
  ".js",
  ".json",
  ".css",
  "/index.tsx",
  "/index.ts",
  "/index.jsx",
  "/index.js",
];

/**
 * Of the packages listed under `part` in wholes.json; of one that an earlier part has too, what is inside of texts. `resolve` is the allow-list's (packages/resolve.ts); `onMissing` is told of
 * each package that the registry does not give now.
 */
export async function wholes(part, resolve, onMissing) {
  const patterns = OF_FILES.has(part) ? SOURCES : [...SOURCES, ...TEXTS];
  const pinned = JSON.parse(await readFile(join(import.meta.dirname, "wholes.json"), "utf8"));
  const parts = Object.keys(pinned).slice(0, Object.keys(pinned).indexOf(part));
  const found = [];
  const seen = new Set();
  for (const [spec, integrity] of Object.entries(pinned[part])) {
    const home = await fetched(spec, integrity, OF_FILES.has(part) ? "wholes" : "texts", patterns).catch(
      (error) => {
        if (error instanceof NotFetched) onMissing(error);
        else throw error;
      },
    );
    if (!home) continue;
    await unmap(home);
    if (!OF_FILES.has(part)) await unstring(home);
    const isNew = !parts.some((each) => spec in pinned[each]);
    for (const each of await chosen(home, resolve, seen))
      if (isNew || each.path.includes("/$strings/"))
        found.push({ ...each, path: relative(folder, each.path) });
  }
  return found;
}

/** `{ path, name, entry, files, words, firstWord }` of every whole component below `home`; `seen` has the texts that were met before. */
export async function chosen(home, resolve, seen = new Set()) {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.[jt]sx$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !LEFT_OUT.test(path))
    .sort();
  const found = [];
  for (const path of paths) {
    const text = await readFile(path, "utf8");
    const sign = createHash("sha1").update(text.replace(/\s+/g, "")).digest("hex");
    if (text.length > MAX_CHARS || text.split("\n").length < MIN_LINES || seen.has(sign)) continue;
    seen.add(sign);
    const tree = treeOf(text);
    const shown = tree && shownOf(tree);
    if (!shown?.name) continue;
    const all = await filesOf(path, home, resolve);
    if (all && all.words >= MIN_WORDS)
      found.push({ path, name: shown.name, firstWord: firstWordOf(tree, text), ...all });
  }
  return found;
}

/** The entry and everything that it imports, by paths of its own project; null where something is not there. */
async function filesOf(entry, home, resolve) {
  const texts = new Map();
  let words = 0;
  let top = null;
  const todo = [entry];
  for (const path of todo) {
    const text = await readFile(path, "utf8");
    texts.set(path, text);
    if (/\.(?:json|css)$/.test(path)) continue;
    const tree = treeOf(text);
    if (!tree || absentOf(tree).length > 0) return null;
    if (!KIT.test(path)) words += wordsOf(tree);
    for (const name of importsOf(tree, text)) {
      const hit = IS_FILE.test(name) ? await fileOf(name, path, home, top) : null;
      if (hit) {
        top ??= hit.top;
        if (!todo.includes(hit.path)) todo.push(hit.path);
      } else if (!ASSET.test(name) && !resolve(name)) return null;
    }
    if (todo.length > MAX_FILES) return null;
  }
  let base = top ?? dirname(entry);
  for (const path of texts.keys()) while (relative(base, path).startsWith("..")) base = dirname(base);
  if (top !== null && base !== top) return null;
  const files = Object.fromEntries([...texts].map(([path, text]) => [relative(base, path), text]));
  if (Object.values(files).join("").length > MAX_ALL_CHARS) return null;
  return { entry: relative(base, entry), files, words };
}

/** The file that `name` means; for `@/…` also the folder that `@` is. */
async function fileOf(name, from, home, top) {
  if (name.startsWith(".")) {
    const path = await existing(absolute(dirname(from), name));
    return path && { path, top };
  }
  const rest = name.slice(2);
  const tops = [];
  for (let at = dirname(from); at.startsWith(home) && tops.length < MAX_UP; at = dirname(at)) tops.push(at);
  for (const each of top ? [top] : tops) {
    const path = (await existing(join(each, rest))) ?? (await existing(join(each, "src", rest)));
    if (path) return { path, top: each };
  }
  return null;
}

async function existing(base) {
  const plain = base.replace(/\.m?js$/, "");
  for (const path of [...EXTENSIONS.map((each) => base + each), `${plain}.ts`, `${plain}.tsx`]) {
    if (
      await stat(path).then(
        (each) => each.isFile(),
        () => false,
      )
    )
      return path;
  }
  return null;
}
