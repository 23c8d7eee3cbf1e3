/**
 * Writes dist/: agent.mjs and its chunks (so that the agent may read nothing else), quickjs.wasm, snapshot.bin (a VM
 * in which React and the allowed packages are loaded), packages.json (their names and exports) and attack.mjs. Does nothing if no input has changed.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { QuickJS } from "quickjs-wasi";
import { vmOptions } from "./vm.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = `${here}dist/`;
const packagesPath = `${here}../../studio/frameworks/packages.json`;
const BESIDES = ["react/jsx-runtime"];

async function stampOf() {
  const hash = createHash("sha256");
  const own = (await readdir(here)).filter((name) => /\.(mjs|json)$/.test(name)).map((name) => here + name);
  const guest = (await readdir(`${here}guest`)).map((name) => `${here}guest/${name}`);
  for (const path of [...own, ...guest, packagesPath].sort()) hash.update(path).update(await readFile(path));
  return hash.digest("hex");
}

/** `vendor:packages`: every allowed package, by name. @param {string[]} names */
const packagesPlugin = (names) => ({
  name: "packages",
  setup(bundle) {
    bundle.onResolve({ filter: /^vendor:packages$/ }, ({ path }) => ({ path, namespace: "vendor" }));
    bundle.onLoad({ filter: /.*/, namespace: "vendor" }, () => ({
      resolveDir: here,
      contents:
        names.map((name, i) => `import * as p${i} from ${JSON.stringify(name)};`).join("\n") +
        `\nexport const packages = {${names.map((name, i) => `${JSON.stringify(name)}: p${i}`).join(", ")}};`,
    }));
  },
});

async function vendorBundle(names) {
  const { outputFiles } = await build({
    stdin: { contents: 'import "./guest/globals.mjs";\nimport "./guest/mount.mjs";', resolveDir: here },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    platform: "browser",
    minifyWhitespace: true,
    define: { "process.env.NODE_ENV": '"development"', global: "globalThis" }, // development: React's errors in words
    plugins: [packagesPlugin(names)],
    logLevel: "error",
  });
  return outputFiles[0].text;
}

const stamp = await stampOf();
if ((await readFile(`${dist}stamp`, "utf8").catch(() => "")) === stamp) process.exit(0);
await rm(dist, { recursive: true, force: true });
await mkdir(dist);

const { packages: listed } = JSON.parse(await readFile(packagesPath, "utf8"));
const allowed = Object.keys(listed).filter((name) => existsSync(`${here}node_modules/${name}`));
await copyFile(fileURLToPath(import.meta.resolve("quickjs-wasi/quickjs.wasm")), `${dist}quickjs.wasm`);
const wasm = await WebAssembly.compile(await readFile(`${dist}quickjs.wasm`));
const vm = await QuickJS.create(vmOptions(wasm, () => false));
try {
  vm.evalCode(await vendorBundle([...allowed, ...BESIDES]), "packages.js").dispose();
} catch (error) {
  console.error(`The packages do not load in the VM: ${error.name}: ${error.message}\n${error.stack}`);
  process.exit(1);
}
vm.executePendingJobs();
const exports = JSON.parse(vm.evalCode("__atelier.exportsOf()").consume((text) => text.toString()));
await writeFile(`${dist}packages.json`, JSON.stringify({ allowed, exports }));
await writeFile(`${dist}snapshot.bin`, QuickJS.serializeSnapshot(vm.snapshot()));
await copyFile(`${here}attack.mjs`, `${dist}attack.mjs`);
await build({
  entryPoints: [`${here}agent.mjs`],
  outdir: dist,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true, // TypeScript is read only by an agent that needs it
  minifyWhitespace: true,
  format: "esm",
  banner: {
    // What TypeScript expects of its surroundings.
    js: [
      'import { createRequire as $require } from "node:module"; import { fileURLToPath as $path } from "node:url";',
      'const require = $require(import.meta.url), __filename = $path(import.meta.url), __dirname = $path(new URL(".", import.meta.url));',
    ].join("\n"),
  },
  platform: "node",
  target: "node20",
  logLevel: "error",
});
await writeFile(`${dist}stamp`, stamp);
