/**
 * Writes dist/tools: the programs that read artifacts and execute none, with all that they read: TypeScript's native
 * compiler and the types of everything that may be imported, and oxlint with our choice of rules. Used by build.mjs.
 */
import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { modules, web } from "../../web/scripts/modules.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
/** Only what is certainly a fault, or nearly. */
const RULES = {
  "react/rules-of-hooks": "error",
  "react/jsx-key": "warn",
  "react/exhaustive-deps": "off",
  "react/no-direct-mutation-state": "warn",
  "react/jsx-no-duplicate-props": "warn",
  "react/void-dom-elements-no-children": "warn",
  "no-const-assign": "error",
  "no-dupe-keys": "warn",
  "no-unsafe-optional-chaining": "warn",
  "no-self-assign": "warn",
  "no-unreachable": "warn",
};
const PATHS = {
  "@/components/ui/*": ["./preview/ui/*", "./app/components/ui/*", "./app/src/components/ui/*"],
  "@/hooks/*": ["./preview/ui/hooks/*", "./app/hooks/*", "./app/src/hooks/*"],
  "@/lib/utils": ["./preview/ui/lib/utils"],
};
const OPTIONS = {
  target: "es2022",
  module: "esnext",
  moduleResolution: "bundler",
  lib: ["es2023", "dom", "dom.iterable"],
  jsx: "react-jsx",
  types: ["react", "react-dom"],
  skipLibCheck: true,
  noEmit: true,
  strict: false,
  resolveJsonModule: true,
  allowSyntheticDefaultImports: true,
};

/** @param {string} tools the folder to write */
export async function writeTools(tools) {
  await mkdir(`${tools}lint`, { recursive: true });
  await writeFile(
    `${tools}lint/.oxlintrc.json`,
    JSON.stringify({ plugins: ["react", "oxc"], categories: { correctness: "off" }, rules: RULES }),
  );
  const packages = join(here, "node_modules");
  const bindings = (await readdir(join(packages, "@oxlint")).catch(() => [])).map((name) => `@oxlint/${name}`);
  for (const name of ["oxlint", ...bindings])
    await cp(join(packages, name), `${tools}node_modules/${name}`, { recursive: true, dereference: true });
  const natives = (await readdir(join(web, "node_modules/@typescript")).catch(() => [])).filter((name) => name.startsWith("typescript-"));
  for (const name of natives) await cp(join(web, "node_modules/@typescript", name, "lib"), `${tools}tsc`, { recursive: true });
  await writeTypes(`${tools}types/`);
}

/** The declarations of every module that may be imported, where TypeScript finds them below one folder. */
async function writeTypes(folder) {
  const ids = [...modules().keys()].filter((id) => !id.endsWith(".css"));
  const entry = join(web, "all.ts");
  const text = ids.map((id, at) => `import * as m${at} from ${JSON.stringify(id)};`).join("\n");
  const { options } = ts.convertCompilerOptionsFromJson({ ...OPTIONS, paths: PATHS }, web);
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.getCurrentDirectory = () => web;
  host.fileExists = (file) => file === entry || fileExists(file);
  host.getSourceFile = (file, ...how) =>
    file === entry ? ts.createSourceFile(file, text, ...how) : getSourceFile(file, ...how);
  const files = ts
    .createProgram([entry], options, host)
    .getSourceFiles()
    .map(({ fileName }) => fileName)
    .filter((file) => file !== entry && file.startsWith(web));
  const owners = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(file) ?? []));
  for (const file of [...files, ...[...owners].map((owner) => `${owner}package.json`)]) {
    const target = join(folder, relative(web, file));
    await mkdir(dirname(target), { recursive: true });
    await cp(file, target);
  }
  await mkdir(`${folder}app`, { recursive: true }); // the compiler looks for the artifact in folders that there are
  await writeFile(`${folder}app/artifact.txt`, "");
  const paths = { ...PATHS, "@/*": ["./app/*", "./app/src/*"], "~/*": ["./app/*", "./app/src/*"] };
  await writeFile(`${folder}tsconfig.json`, JSON.stringify({ compilerOptions: { ...OPTIONS, paths }, include: ["app/**/*"] }));
}
