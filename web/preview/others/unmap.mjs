// Owns the sources that a package carries inside its source maps: written out as files, where the map says they were.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, posix, relative } from "node:path";

const MAP = /\.(?:js|mjs|cjs)\.map$/;
const SOURCE = /\.(?:tsx?|jsx?|json|css)$/;

/** Writes them to `<home>/$maps`, once; a map that cannot be read has none. */
export async function unmap(home) {
  const to = join(home, "$maps");
  if (await readdir(to).catch(() => null)) return;
  await mkdir(to);
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !MAP.test(entry.name) || entry.parentPath.includes("/node_modules")) continue;
    const text = await readFile(join(entry.parentPath, entry.name), "utf8");
    for (const [path, source] of sourcesOf(text, relative(home, entry.parentPath))) {
      await write(join(to, path), source);
    }
  }
}

/** Writes a file that is not there yet; one whose folder would be another file is left. */
export const write = (file, text) =>
  mkdir(dirname(file), { recursive: true })
    .then(() => writeFile(file, text, { flag: "wx" }))
    .catch(() => undefined);

/** Path and text of each source of a map that lies in the folder `at`. */
export function sourcesOf(text, at) {
  let map;
  try {
    map = JSON.parse(text);
  } catch {
    return [];
  }
  const parts = map.sections ? map.sections.map((section) => section.map) : [map];
  return parts.flatMap(({ sources = [], sourcesContent = [], sourceRoot }) =>
    sources.flatMap((source, index) => {
      const content = sourcesContent[index];
      if (!content || !SOURCE.test(source) || source.includes("node_modules")) return [];
      const named = `${sourceRoot ?? ""}${source}`.replace(/^[a-z-]+:\/\/\/?/, "");
      const path = posix.normalize(posix.join(at, named)).replace(/^(?:\.\.\/|\/)+/, "");
      return [[path, content]];
    }),
  );
}
