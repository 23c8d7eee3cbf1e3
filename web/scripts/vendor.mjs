// Owns the bundles of npm's packages: every module of the allow-list as a content-hashed ES module, minified, production, what
// two share in files of its own, so that all have one React. Made again only when the list, the lock file or this script
// changed. `vendor()` gives the folder, and for each module its file and all that it loads.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { npmModules, web } from "./modules.mjs";

const root = join(web, "dist", "vendor");
/** Parts of packages that are useless without a network, and large. */
const EMPTY = /^(hls\.js|@mediapipe\/tasks-vision)$/;
/** How every bundle of the preview is made. */
export const PRODUCTION = {
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  metafile: true,
  legalComments: "none",
  jsx: "automatic",
  loader: { ".css": "text" },
  conditions: ["module", "import", "browser", "production"],
  define: { "process.env.NODE_ENV": '"production"' },
  entryNames: "[name]-[hash]",
  chunkNames: "[hash]",
  logLevel: "error",
};

/** @typedef {{ file: string, loads: string[] }} Bundle `loads` are the other files that it imports, in the end */

/** @returns {Promise<{ folder: string, modules: Record<string, Bundle> }>} */
export async function vendor() {
  const ids = npmModules();
  const stamp = await stampOf(ids);
  const folder = join(root, stamp);
  const manifest = join(folder, "manifest.json");
  if (!existsSync(manifest)) {
    const began = performance.now();
    const fresh = `${folder}.${process.pid}`;
    const made = await bundle(ids, fresh);
    await writeFile(join(fresh, "manifest.json"), JSON.stringify(made));
    await rename(fresh, folder).catch(() => rm(fresh, { recursive: true })); // another build was first
    console.log(`packages: ${ids.length} modules, ${Math.round(performance.now() - began)} ms`);
    for (const other of await readdir(root))
      if (/^[0-9a-f]{16}$/.test(other) && other !== stamp) await rm(join(root, other), { recursive: true });
  }
  return { folder, modules: JSON.parse(await readFile(manifest, "utf8")) };
}

/** A digest of all that decides the bundles. */
async function stampOf(ids) {
  const hash = createHash("sha256").update(ids.join());
  for (const file of [join(web, "package-lock.json"), import.meta.filename])
    hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}

async function bundle(ids, outdir) {
  process.env.NODE_ENV = "production"; // packages choose by it what they export
  const nameOf = (id) => id.replace(/\W+/g, "-").replace(/^-/, "");
  const { metafile } = await build({
    ...PRODUCTION,
    entryPoints: ids.map((id) => ({ in: `module:${id}`, out: nameOf(id) })),
    outdir,
    absWorkingDir: web,
    plugins: [entries],
  });
  const made = closures(metafile);
  return Object.fromEntries(
    ids.map((id) => [id, made.find(({ file }) => file.replace(/-\w{8}\.js$/, "") === nameOf(id))]),
  );
}

const ESM = /(?:^|[\n;}])\s*(?:import|export)\b/;

/** CommonJS has no names that an import could find, so such a module gets a list of them. */
const entries = {
  name: "entries",
  setup({ onResolve, onLoad, resolve }) {
    const require = createRequire(join(web, "package.json"));
    onResolve({ filter: /^module:/ }, async ({ path: entry }) => {
      const id = entry.slice("module:".length);
      const { path, errors } = await resolve(id, { resolveDir: web, kind: "import-statement" });
      if (errors.length > 0) return { errors };
      const direct = path.endsWith(".css") || ESM.test(await readFile(path, "utf8"));
      return direct ? { path } : { path: id, namespace: "commonjs" };
    });
    onLoad({ filter: /.*/, namespace: "commonjs" }, ({ path: id }) => {
      const names = Object.keys(require(id)).filter((name) => name !== "default");
      return { contents: `export { ${["default", ...names].join(", ")} } from "${id}";`, resolveDir: web };
    });
    onResolve({ filter: EMPTY }, ({ path }) => ({ path, namespace: "empty" }));
    onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "module.exports = {}" }));
  },
};

/** The bundles that are entries. @param {import("esbuild").Metafile} metafile @returns {Bundle[]} */
export function closures({ outputs }) {
  const loadsOf = (path, seen = new Set()) => {
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind !== "import-statement" || seen.has(next)) continue;
      seen.add(next);
      loadsOf(next, seen);
    }
    return seen;
  };
  return Object.entries(outputs)
    .filter(([, { entryPoint }]) => entryPoint)
    .map(([path]) => ({ file: basename(path), loads: [...loadsOf(path)].map((each) => basename(each)) }));
}
