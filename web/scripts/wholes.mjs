// Owns what benchmarks/real.py needs of other people's whole components, as one JSON text: their files, and for each a script that
// shows it in plain React, without any part of the preview but its stand-ins for packages. `node wholes.mjs PART...` of wholes.json; a
// package that cannot be had now is left out, which the other stream says in a line.

import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { folder } from "../preview/others/fetch.mjs";
import { wholes } from "../preview/others/wholes.mjs";
import { modules, web } from "./modules.mjs";

const preview = join(web, "preview");
const plain = join(folder, "plain");
const LOADERS = { ".png": "dataurl", ".svg": "dataurl", ".jpg": "dataurl", ".js": "jsx", ".css": "empty" };
const STYLES = /\.(?:css|scss|sass|less)$/;
const PICTURES = /\.(?:png|jpe?g|gif|svg|webp|avif|ico)(?:\?\w*)?$/;

const { outputFiles } = await build({
  stdin: {
    contents: 'export * from "./packages/files"; export { resolve } from "./packages/resolve";',
    resolveDir: preview,
  },
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  logLevel: "error",
});
const { resolve, resolveFile, isFilePath } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);
const known = modules();
const isThere = (name) => known.has(resolve(name)?.module);

/** Imports of a component's files: its own, then what the allow-list gives for the name. */
const linked = (files) => ({
  name: "linked",
  setup(builder) {
    builder.onResolve({ filter: /.*/ }, async ({ path, importer, namespace, kind }) => {
      if (namespace !== "files" || kind === "entry-point") return null;
      const own = isFilePath(path) ? resolveFile(files, importer, path) : null;
      if (own) return { path: own, namespace: "files" };
      const target = resolve(path);
      if (!target || !known.has(target.module))
        return { path, namespace: STYLES.test(path) || PICTURES.test(path) ? "asset" : "absent" };
      if (target.member !== null) return { path: JSON.stringify(target), namespace: "member" };
      const file = known.get(target.module);
      return file ? { path: file } : builder.resolve(target.module, { resolveDir: web, kind });
    });
    builder.onLoad({ filter: /.*/, namespace: "files" }, ({ path }) => {
      if (path.endsWith(".css")) return { contents: "module.exports = {};", loader: "js" };
      return { contents: files[path], loader: path.endsWith(".json") ? "json" : "tsx" };
    });
    builder.onLoad({ filter: /.*/, namespace: "asset" }, ({ path }) => ({
      contents: STYLES.test(path)
        ? "module.exports = { default: new Proxy({}, { get: (_, key) => String(key) }), __esModule: true };"
        : `module.exports = ${JSON.stringify(path)};`,
      loader: "js",
    }));
    builder.onLoad({ filter: /.*/, namespace: "absent" }, ({ path }) => ({
      errors: [{ text: `${path} is not there` }],
    }));
    builder.onLoad({ filter: /.*/, namespace: "member" }, ({ path }) => {
      const target = JSON.parse(path);
      const from = JSON.stringify(known.get(target.module) ?? target.module);
      return {
        contents:
          `import * as space from ${from}; import { exportsFor } from ${JSON.stringify(join(preview, "packages/exports.ts"))};` +
          `module.exports = exportsFor(${path}, space);`,
        loader: "js",
        resolveDir: web,
      };
    });
  },
});

const SHOW = (entry, name) => `
import * as React from "react";
import { createRoot } from "react-dom/client";
import * as module from ${JSON.stringify(`./${entry}`)};
const fail = (error) => { (window.$failed ??= []).push(String(error)); };
addEventListener("error", (event) => fail(event.error ?? event.message));
const shown = module.default ?? module[${JSON.stringify(name)}];
createRoot(document.getElementById("root"), { onCaughtError: fail, onUncaughtError: fail }).render(React.createElement(shown));
`;

/** The script's path; undefined where a part is not there at all. */
async function plainOf({ entry, files, name }) {
  const text = JSON.stringify([entry, files, name]);
  const to = join(plain, `${createHash("sha1").update(text).digest("hex")}.js`);
  const all = { ...files, "$show.tsx": SHOW(entry, name) };
  try {
    await build({
      entryPoints: [{ in: "$show.tsx", out: "show" }],
      plugins: [
        {
          name: "entry",
          setup: (builder) =>
            builder.onResolve({ filter: /^\$show\.tsx$/ }, () => ({ path: "$show.tsx", namespace: "files" })),
        },
        linked(all),
      ],
      bundle: true,
      minify: true,
      outfile: to,
      format: "iife",
      platform: "browser",
      jsx: "automatic",
      nodePaths: [join(web, "node_modules")],
      absWorkingDir: web,
      loader: LOADERS,
      logLevel: "silent",
      define: {
        "process.env.NODE_ENV": '"production"',
        "process.env": "{}",
        "import.meta.env": "{}",
        global: "window",
      },
    });
    return to;
  } catch (error) {
    // A name that a package no longer has is the preview's to bear: there is only nothing to compare with.
    return /No matching export in "(?!files:)/.test(error.message) ? null : undefined;
  }
}

await mkdir(plain, { recursive: true });
const onMissing = (error) => console.error(JSON.stringify({ left_out: error.message }));
const all = {};
for (const part of process.argv.slice(2)) {
  all[part] = [];
  for (const each of await wholes(part, isThere, onMissing)) {
    const script = await plainOf(each);
    if (script !== undefined) all[part].push({ ...each, plain: script });
  }
}
console.log(JSON.stringify(all));
