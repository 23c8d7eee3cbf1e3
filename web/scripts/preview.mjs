// Owns the build of the preview frame: web/preview, and the modules that generated code can import, to web/dist/preview, hashed,
// split, minified, production. Packages are bundled apart (vendor.mjs) and kept. Skips when no input changed.
// `node scripts/preview.mjs [--force]`.

import { createHash } from "node:crypto";
import { cp, link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { loaders, modules, tableFile, uiFolder, web, withClasses } from "./modules.mjs";
import { closures, PRODUCTION, vendor } from "./vendor.mjs";

const source = join(web, "preview");
const out = join(web, "dist", "preview");
const lock = join(web, "package-lock.json");

/** A digest of everything that decides the output: our sources, the lock file, the allow-list, these scripts. */
async function stamp() {
  const names = (await readdir(source, { recursive: true }))
    .filter((name) => /(?<!\.test|\.d)\.(tsx?|css|html)$/.test(name) && !name.startsWith("corpus"))
    .sort();
  const scripts = ["preview.mjs", "modules.mjs", "vendor.mjs"].map((name) => join(import.meta.dirname, name));
  const hash = createHash("sha256");
  for (const file of [...names.map((name) => join(source, name)), lock, tableFile, ...scripts])
    hash
      .update(file.slice(web.length))
      .update("\0")
      .update(await readFile(file))
      .update("\0");
  return hash.digest("hex");
}

/**
 * `vendor:modules`, and every import of a package as one of the vendor build's files, which lie beside ours.
 * @param {Record<string, import("./vendor.mjs").Bundle>} bundles
 */
const importable = (bundles) => ({
  name: "importable",
  setup({ onResolve, onLoad }) {
    const files = modules();
    const bundled = (id) => (bundles[id] ? { path: `./${bundles[id].file}`, external: true } : undefined);
    onResolve({ filter: /^vendor:modules$/ }, ({ path }) => ({ path, namespace: "modules" }));
    onLoad({ filter: /.*/, namespace: "modules" }, () => ({
      contents: loaders((id) => `module:${id}`),
      resolveDir: web,
    }));
    onResolve({ filter: /^module:/ }, ({ path }) => {
      const id = path.slice("module:".length);
      return files.get(id) ? { path: id, namespace: "own" } : bundled(id);
    });
    onLoad({ filter: /.*/, namespace: "own" }, ({ path }) => ({
      contents: withClasses(files.get(path)),
      resolveDir: web,
    }));
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      // A handful of icons, of the thousands in the package.
      if (path === "lucide-react" && importer.startsWith(uiFolder)) return undefined;
      return bundled(path);
    });
  },
});

async function run() {
  const wanted = await stamp();
  const built = await readFile(join(out, "stamp"), "utf8").catch(() => "");
  if (built === wanted && !process.argv.includes("--force")) {
    console.log("preview: up to date");
    return;
  }
  const packages = await vendor();
  const began = performance.now();
  const fresh = `${out}.${process.pid}`;
  const frame = join(fresh, "frame");
  await rm(fresh, { recursive: true, force: true });
  await mkdir(frame, { recursive: true });
  const { metafile } = await build({
    ...PRODUCTION,
    entryPoints: { main: join(source, "main.ts") },
    outdir: frame,
    plugins: [importable(packages.modules)],
  });
  for (const name of await readdir(packages.folder))
    if (name.endsWith(".js")) await link(join(packages.folder, name), join(frame, name));
  const main = closures(metafile).find(({ file }) => file.startsWith("main-"));
  const page = await readFile(join(source, "index.html"), "utf8");
  const preloads = allOf(main, Object.values(packages.modules)).map(
    (file) => `<link rel="modulepreload" crossorigin href="/frame/${file}">`,
  );
  const loads = JSON.stringify(loadsOf(metafile, packages.modules, main));
  const html = page
    .replace('"LOADS"', () => loads)
    .replace("MAIN", main.file)
    .replace("</head>", `  ${preloads.join("\n    ")}\n  </head>`);
  await writeFile(join(fresh, "index.html"), html);
  // No inline script: the server's CSP needs no hash.
  await writeFile(join(fresh, "csp.json"), JSON.stringify({ scriptHashes: [] }));
  await writeFile(join(fresh, "stamp"), wanted);
  await rm(out, { recursive: true, force: true });
  await rename(fresh, out).catch(async () => {
    await cp(fresh, out, { recursive: true });
    await rm(fresh, { recursive: true, force: true });
  });
  const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  console.log(
    `preview: ${Object.keys(metafile.outputs).length} files, ${Math.round(bytes / 1000)} kB, ${Math.round(performance.now() - began)} ms`,
  );
}

/** For each module that a program can import all files that it needs, as places in one list: those of `main` are there already. */
function loadsOf(metafile, bundles, main) {
  const all = Object.values(bundles);
  const own = new Map(
    Object.entries(metafile.outputs).map(([path, { entryPoint }]) => [entryPoint, basename(path)]),
  );
  const made = closures(metafile);
  const there = new Set([main.file, ...allOf(main, all)]);
  const files = [];
  const place = (file) => (files.includes(file) ? files.indexOf(file) : files.push(file) - 1);
  const needs = {};
  for (const [id, file] of modules()) {
    const bundle = file ? made.find((each) => each.file === own.get(`own:${file}`)) : bundles[id];
    if (!bundle) continue;
    const wanted = [bundle.file, ...allOf(bundle, all)].filter((each) => !there.has(each));
    if (wanted.length > 1) needs[id] = wanted.map(place);
  }
  return { files, needs };
}

/** Every file that `bundle` loads when it loads, so that a page can ask for all at once. */
function allOf(bundle, bundles) {
  const beside = bundles.filter(({ file }) => bundle.loads.includes(file));
  return [...new Set([...bundle.loads, ...beside.flatMap(({ loads }) => loads)])];
}

await run();
