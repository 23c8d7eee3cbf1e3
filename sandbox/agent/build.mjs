/**
 * Writes dist/: agent.mjs and its chunks (so that the agent may read nothing else), quickjs.wasm, snapshot.bin (a VM
 * in which React and what most components import are loaded), modules/ (all, and what each exports), packages.json (which
 * there are), runner.cjs (what executes them where there is V8), tools/ (type check and lint), attack.mjs and traitor.mjs. Does nothing if no input has changed.
 */
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { QuickJS } from "quickjs-wasi";
import { modules, tableFile, web } from "../../web/scripts/modules.mjs";
import { byId, lazyBundles, OPTIONS, realExports, OURS, SNAPSHOT } from "./bundles.mjs";
import { writeTools } from "./tools.mjs";
import { vmOptions } from "./vm.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = `${here}dist/`;
const nameOf = (id) => id.replace(/[^\w.-]/g, "_");

async function stampOf() {
  const hash = createHash("sha256");
  const own = (await readdir(here)).filter((name) => /\.(mjs|json|tsx)$/.test(name)).map((name) => here + name);
  const folders = ["guest", "runner", "seen", "standins"].map((name) => `${here}${name}/`);
  const below = (await Promise.all(folders.map(async (folder) => (await readdir(folder)).map((name) => folder + name)))).flat();
  const ours = [...modules().values()].filter((file) => file !== null);
  const shared = ["choice.ts", "files.ts", "resolve.ts", "nearest.ts", "exports.ts"].map((name) => join(web, "preview/packages", name));
  const lists = [tableFile, join(web, "package-lock.json"), join(web, "scripts/modules.mjs")];
  for (const path of [...own, ...below, ...ours, ...shared, ...lists].sort())
    hash.update(path).update(await readFile(path));
  return hash.digest("hex");
}

const inSnapshot = [...SNAPSHOT, ...OURS];

/** `vendor:packages`: what is in the snapshot, by id. */
const snapshotPlugin = {
  name: "packages",
  setup(bundle) {
    bundle.onResolve({ filter: /^vendor:packages$/ }, ({ path }) => ({ path, namespace: "vendor" }));
    bundle.onLoad({ filter: /.*/, namespace: "vendor" }, () => ({
      resolveDir: here,
      contents:
        inSnapshot.map((id, i) => `import * as p${i} from ${JSON.stringify(`module:${id}`)};`).join("\n") +
        `\nexport const packages = {${inSnapshot.map((id, i) => `${JSON.stringify(id)}: p${i}`).join(", ")}};`,
    }));
  },
};

async function vendorBundle() {
  const { outputFiles } = await build({
    ...OPTIONS,
    stdin: { contents: 'import "./guest/globals.mjs";\nimport "./guest/main.mjs";', resolveDir: here },
    write: false,
    format: "iife",
    plugins: [snapshotPlugin, byId(() => false)],
  });
  return outputFiles[0].text;
}

/** Evaluates every module once, for the names that it exports. */
function evaluated(vm, bundles) {
  const api = vm.global.getProp("__atelier");
  const [provide, exportsOf] = ["provide", "exportsOf"].map((name) => api.getProp(name));
  for (const { id, code } of bundles) {
    try {
      const run = vm.evalCode(`(function (require, module, exports) {${code}\n})`, id);
      vm.callFunction(provide, api, vm.newString(id), run).dispose();
    } catch (error) {
      throw new Error(`${id} does not load in the VM: ${error.message}\n${error.stack?.slice(0, 500)}`);
    }
  }
  const all = [...SNAPSHOT, ...bundles.map(({ id }) => id)];
  return Object.fromEntries(
    all.map((id) => [
      id,
      JSON.parse(vm.callFunction(exportsOf, api, vm.newString(id)).consume((text) => text.toString())),
    ]),
  );
}

const stamp = await stampOf();
if ((await readFile(`${dist}stamp`, "utf8").catch(() => "")) === stamp) process.exit(0);
await rm(dist, { recursive: true, force: true });
await mkdir(dist);

await copyFile(fileURLToPath(import.meta.resolve("quickjs-wasi/quickjs.wasm")), `${dist}quickjs.wasm`);
const wasm = await WebAssembly.compile(await readFile(`${dist}quickjs.wasm`));
const vm = await QuickJS.create(vmOptions(wasm, () => false));
try {
  vm.evalCode(await vendorBundle(), "packages.js").dispose();
} catch (error) {
  console.error(`The packages do not load in the VM: ${error.name}: ${error.message}\n${error.stack}`);
  process.exit(1);
}
vm.executePendingJobs();
await writeFile(`${dist}snapshot.bin`, QuickJS.serializeSnapshot(vm.snapshot()));
const [bundles, real] = await Promise.all([lazyBundles(), realExports()]);
const inVm = bundles.filter(({ id }) => !SNAPSHOT.includes(id) && !OURS.includes(id));
const exports = { ...evaluated(vm, inVm), ...real };
await mkdir(`${dist}modules`);
for (const { id, code } of bundles) await writeFile(`${dist}modules/${nameOf(id)}.js`, code);
for (const [id, names] of Object.entries(exports))
  await writeFile(`${dist}modules/${nameOf(id)}.exports.json`, JSON.stringify(names));
const known = bundles.map(({ id, needs }) => [id, { name: nameOf(id), lazy: !SNAPSHOT.includes(id), needs }]);
const listOf = (wanted) => JSON.stringify(Object.fromEntries(known.filter(([id]) => wanted(id))));
await writeFile(`${dist}packages.json`, listOf((id) => !OURS.includes(id)));
await writeFile(`${dist}runner.json`, listOf((id) => OURS.includes(id)));
await writeTools(`${dist}tools/`);
for (const name of ["attack.mjs", "traitor.mjs", "warm.tsx"]) await copyFile(`${here}${name}`, `${dist}${name}`);
await build({
  entryPoints: [`${here}runner/main.mjs`],
  outfile: `${dist}runner.cjs`,
  bundle: true,
  minifyWhitespace: true,
  format: "cjs",
  // Node's globals are taken away from the program, and stay here.
  banner: { js: "const { process, Buffer, setImmediate, clearImmediate } = globalThis, global = globalThis;" },
  platform: "node",
  target: "node20",
  logLevel: "error",
});
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
