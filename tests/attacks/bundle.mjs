// Each artifact of the folder that is named, as one ES module and one style sheet beside it; packages stay imports. Prints what does not compile.

import { createRequire } from "node:module";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";

const { build } = createRequire(resolve("web/package.json"))("esbuild");
const folder = process.argv[2];

for (const name of await readdir(folder))
  try {
    await build({
      entryPoints: [join(folder, name, "App.tsx")],
      outfile: join(folder, name, "whole.js"),
      bundle: true,
      packages: "external",
      format: "esm",
      jsx: "automatic",
      external: ["http:*"],
      logLevel: "silent",
    });
  } catch {
    console.log(name);
  }
