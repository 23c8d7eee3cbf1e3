// Owns other people's TSX: the npm packages of packages.json that ship their sources, by exact version and integrity, unpacked to
// build/others (never committed). Used by others.test.ts and benchmarks/preview.py. `node fetch.mjs` prints the files it has.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const folder = resolve(import.meta.dirname, "../../../build/others");
const MAX_CHARS = 60_000;

/** Paths of the TSX files of every package whose name `wanted` accepts. Throws when a tarball is not the one that was pinned. */
export async function others(wanted = () => true) {
  const pinned = JSON.parse(await readFile(join(import.meta.dirname, "packages.json"), "utf8"));
  const found = [];
  for (const [spec, integrity] of Object.entries(pinned)) {
    if (!wanted(spec)) continue;
    const home = join(folder, spec.replace(/[@/]+/g, "_"));
    if (!(await readdir(home).catch(() => null))) await fetch(spec, integrity, home);
    for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && entry.name.endsWith(".tsx")) found.push(join(entry.parentPath, entry.name));
    }
  }
  const sized = await Promise.all(found.map(async (path) => ({ path, text: await readFile(path, "utf8") })));
  return sized
    .filter(({ text }) => text.length <= MAX_CHARS)
    .map(({ path }) => path)
    .sort();
}

async function fetch(spec, integrity, home) {
  const fresh = `${home}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  const options = ["pack", spec, "--silent", "--ignore-scripts", "--pack-destination", fresh];
  const { stdout } = await run("npm", options);
  const tarball = join(fresh, stdout.trim().split("\n").at(-1));
  const digest = createHash("sha512")
    .update(await readFile(tarball))
    .digest("base64");
  if (`sha512-${digest}` !== integrity)
    throw new Error(`${spec} is not what packages.json pins: sha512-${digest}`);
  await run("tar", ["xzf", tarball, "-C", fresh, "--wildcards", "*.tsx"]);
  await rm(tarball);
  await rename(fresh, home);
}

if (process.argv[1] === import.meta.filename) console.log((await others()).join("\n"));
