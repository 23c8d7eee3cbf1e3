// Owns what benchmarks/preview.py needs of the compiler's side, as one JSON text: how many prefixes compile and how steadily the
// cut moves, and the streams of the corpus in both orders. `node prefixes.mjs [--own]`; --own leaves other people's files out.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { others } from "../preview/others/fetch.mjs";

const preview = join(import.meta.dirname, "../preview");
const corpus = join(preview, "corpus");
const STEP_CHARS = 7;
const MAY_WAIT = 500;
const ONE_OF = 25;

const { outputFiles } = await build({
  stdin: {
    contents: 'export * from "./complete"; export * from "./compile";',
    resolveDir: preview,
  },
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  logLevel: "error",
});
const bundle = Buffer.from(outputFiles[0].contents).toString("base64");
const { Completer, compileModule } = await import(`data:text/javascript;base64,${bundle}`);

/** The engine's own parser has the last word. */
function compiles(text) {
  try {
    new Function("require", "exports", "module", compileModule("part.tsx", text));
    return true;
  } catch {
    return false;
  }
}

/** Comments say nothing: only code counts as standing still. */
const withoutComments = (text) =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<![:"'`])\/\/[^\n]*/g, (comment) => " ".repeat(comment.length));
const weight = (text) => text.replace(/\s+/g, " ").length;

/** Every `every`th different prefix; and the longest stretch of code in which the cut stood still, as a share. */
function prefixes(text, step, every) {
  const completer = new Completer();
  const code = withoutComments(text);
  const count = { prefixes: 0, compiled: 0, still: 0 };
  let from = 0;
  let moved = 0;
  for (let end = 0; end < text.length; ) {
    end = Math.min(text.length, end + step);
    completer.feed(text.slice(0, end));
    if (completer.safe === from && end < text.length) continue;
    const waited = weight(code.slice(from, end));
    if (waited > MAY_WAIT) count.still = Math.max(count.still, waited / weight(code));
    from = completer.safe;
    if (moved++ % every > 0) continue;
    count.prefixes++;
    if (compiles(completer.completed())) count.compiled++;
  }
  return count;
}

/** The statements of a module. */
function statements(text) {
  const completer = new Completer();
  const found = [];
  let from = 0;
  for (let end = 1; end <= text.length; end++) {
    completer.feed(text.slice(0, end));
    const whole = completer.whole;
    if (whole > from) {
      const part = text.slice(from, whole);
      if (part.trim() === ";") found.push(`${found.pop() ?? ""}${part}`);
      else found.push(part);
      from = whole;
    }
  }
  return [...found, text.slice(from)];
}

/** Imports, then the default component, then everything else as it was; null where that would change what it does. */
function componentFirst(text) {
  const all = statements(text);
  const bare = (part) => part.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "").trim();
  const isImport = (part) => /^(?:import\b|['"]use )/.test(bare(part));
  const isMain = (part) => /^export default (?:async )?function\b/.test(bare(part));
  if (!all.some(isMain)) return null;
  const line = (part) => (part.endsWith("\n") ? part : `${part}\n`);
  return [
    ...all.filter(isImport),
    ...all.filter(isMain),
    ...all.filter((part) => !isImport(part) && !isMain(part)),
  ]
    .map(line)
    .join("");
}

const total = (counts) => ({
  prefixes: counts.reduce((sum, { prefixes }) => sum + prefixes, 0),
  compiled: counts.reduce((sum, { compiled }) => sum + compiled, 0),
  moving: counts.filter(({ still }) => still <= 0.25).length,
  files: counts.length,
});

const house = {};
for (const name of (await readdir(corpus)).sort()) {
  const text = await readFile(join(corpus, name), "utf8");
  const first = componentFirst(text);
  // One that is written component first has no natural order.
  const natural = first?.replace(/\s/g, "") === text.replace(/\s/g, "") ? null : text;
  house[name] = { text, natural, first };
}
const own = total(Object.values(house).map(({ text }) => prefixes(text, 1, 1)));

const counts = [];
if (!process.argv.includes("--own")) {
  for (const path of await others()) {
    const text = await readFile(path, "utf8");
    if (!compiles(text)) continue;
    counts.push(prefixes(text, STEP_CHARS, ONE_OF));
  }
}
console.log(JSON.stringify({ own, others: total(counts), house }));
