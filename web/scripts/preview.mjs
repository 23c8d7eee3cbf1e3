// Owns the build of the preview frame: web/preview and the allowed packages to web/dist/preview, hashed, split, minified,
// production. Skips when no input changed. `node scripts/preview.mjs [--force]`.

import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { build } from "esbuild";

const web = resolve(import.meta.dirname, "..");
const source = join(web, "preview");
const out = join(web, "dist", "preview");
const allowList = resolve(web, "../studio/frameworks/packages.json");

/** A digest of everything that decides the output: our sources, the lock file, the allow-list, this script. */
async function stamp() {
  const names = (await readdir(source))
    .filter((name) => /\.(tsx?|css|html)$/.test(name) && !/\.test\.tsx?$/.test(name))
    .sort();
  const files = [
    ...names.map((name) => join(source, name)),
    join(web, "package-lock.json"),
    allowList,
    import.meta.filename,
  ];
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(basename(file))
      .update("\0")
      .update(await readFile(file))
      .update("\0");
  return hash.digest("hex");
}

async function run() {
  const wanted = await stamp();
  const built = await readFile(join(out, "stamp"), "utf8").catch(() => "");
  if (built === wanted && !process.argv.includes("--force")) {
    console.log("preview: up to date");
    return;
  }
  const began = performance.now();
  const fresh = `${out}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(join(fresh, "frame"), { recursive: true });
  const { metafile } = await build({
    entryPoints: { main: join(source, "main.ts") },
    outdir: join(fresh, "frame"),
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
    entryNames: "[hash]",
    chunkNames: "[hash]",
    logLevel: "warning",
  });
  const [main] = Object.entries(metafile.outputs).find(([, output]) =>
    output.entryPoint?.endsWith("main.ts"),
  );
  const html = (await readFile(join(source, "index.html"), "utf8")).replace("MAIN", basename(main));
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

await run();
