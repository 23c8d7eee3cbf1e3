// Owns other people's files: npm packages that ship their sources, and Python packages whose pages are written in React (`name==1.0`:
// the source distribution, else the wheel; nothing of it is run), by exact version and integrity, unpacked to build/others (never committed). packages.json lists those whose every prefix is cut, wholes.json those that have whole components. Used by
// others.test.ts, wholes.mjs and web/scripts. `node fetch.mjs` prints the files of the first list.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
export const folder = resolve(import.meta.dirname, "../../../build/others");
const venv = resolve(import.meta.dirname, "../../../.venv/bin");
const MAX_CHARS = 60_000;

/** Paths of the TSX files of every package whose name `wanted` accepts. Throws when a tarball is not the one that was pinned. */
export async function others(wanted = () => true) {
  const pinned = JSON.parse(await readFile(join(import.meta.dirname, "packages.json"), "utf8"));
  const found = [];
  for (const [spec, integrity] of Object.entries(pinned)) {
    if (!wanted(spec)) continue;
    const home = await fetched(spec, integrity, "", ["*.tsx"]);
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

/** The registry, or the way to it, does not give a package now. */
export class NotFetched extends Error {}

/** The line that says most. */
const reasonOf = ({ stderr = "", message }) =>
  stderr.match(/npm error (?!code|A complete log)(.+)/)?.[1] ??
  (stderr.trim().split("\n").at(-1) || message.split("\n")[0]);

/** Both give the archive's name in the folder `to`. */
async function ofNpm(spec, to) {
  const options = ["pack", spec, "--loglevel", "error", "--ignore-scripts", "--pack-destination", to];
  const { stdout } = await run("npm", options);
  return stdout.trim().split("\n").at(-1);
}

async function ofPython(spec, to) {
  const unearth = (...options) => run(join(venv, "unearth"), [spec, "--download", to, ...options]);
  const { stdout } = await unearth("--no-binary").catch(() => unearth("--only-binary"));
  return basename(JSON.parse(stdout).local_path);
}

/** The folder that has the files of `spec` that fit `patterns`, unpacked once; `under` keeps it apart from other patterns'. */
export async function fetched(spec, integrity, under, patterns) {
  const home = join(folder, under, spec.replace(/[@/]+/g, "_"));
  if (await readdir(home).catch(() => null)) return home;
  const fresh = `${home}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  const archive = join(
    fresh,
    await (spec.includes("==") ? ofPython(spec, fresh) : ofNpm(spec, fresh)).catch(async (error) => {
      await rm(fresh, { recursive: true });
      throw new NotFetched(`${spec} could not be fetched: ${reasonOf(error)}`);
    }),
  );
  const digest = createHash("sha512")
    .update(await readFile(archive))
    .digest("base64");
  if (`sha512-${digest}` !== integrity) throw new Error(`${spec} is not what was pinned: sha512-${digest}`);
  if (archive.endsWith(".whl")) await run(join(venv, "python"), ["-m", "zipfile", "-e", archive, fresh]);
  // tar fails for a pattern that fits nothing, and has unpacked the others by then.
  else
    await run("tar", ["xzf", archive, "-C", fresh, "--wildcards", ...patterns]).catch((error) => {
      if (!/Not found in archive/.test(error.stderr)) throw error;
    });
  await rm(archive);
  await rename(fresh, home);
  return home;
}

if (process.argv[1] === import.meta.filename) console.log((await others()).join("\n"));
