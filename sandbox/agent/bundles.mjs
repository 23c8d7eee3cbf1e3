/**
 * The modules that generated code may import, as the VM evaluates them: web/node_modules and web/preview, each a CommonJS
 * function that requires the others by id. What cannot work without a screen has a stand-in of the package's name in standins/.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { modules, tableFile, web } from "../../web/scripts/modules.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const { packages } = JSON.parse(readFileSync(tableFile, "utf8"));
/** In the snapshot of every VM: what nearly every component imports, or takes long to evaluate. */
export const SNAPSHOT = ["react", "react/jsx-runtime", "react-dom", "clsx", "tailwind-merge", "class-variance-authority", "lucide-react", "recharts", "framer-motion", "@/lib/utils"];

export const OPTIONS = {
  bundle: true,
  target: "es2022",
  platform: "browser",
  mainFields: ["browser", "module", "main"],
  conditions: ["module", "import", "browser"],
  jsx: "automatic",
  minifyWhitespace: true,
  minifySyntax: true,
  loader: { ".css": "empty" },
  define: { "process.env.NODE_ENV": '"development"', global: "globalThis" }, // development: React's errors in words
  logLevel: "error",
};

const packageOf = (id) => id.split("/", id.startsWith("@") ? 2 : 1).join("/");

/** @param {string} id @returns {string | null} */
function standIn(id) {
  if (id !== "lucide-react" && packages[packageOf(id)]?.icons) return `${here}standins/icons.cjs`;
  const file = `${here}standins/${packageOf(id).replace(/^@/, "").replaceAll("/", "-")}.cjs`;
  return existsSync(file) ? file : null;
}

/** Imports by id: from web/, which has the packages and the files of ours. `isApart` keeps an import as a `require`. */
export const byId = (isApart) => ({
  name: "by id",
  setup({ onResolve, resolve }) {
    const files = modules();
    const ids = new Map([...files].filter(([, file]) => file).map(([id, file]) => [file, id]));
    onResolve({ filter: /^module:/ }, ({ path }) => {
      const id = path.slice("module:".length);
      const file = standIn(id) ?? files.get(id);
      return file ? { path: file } : resolve(id, { resolveDir: web, kind: "import-statement", pluginData: "seen" });
    });
    onResolve({ filter: /^[^./]/ }, ({ path, kind, importer, pluginData }) => {
      if (pluginData === "seen" || kind === "entry-point" || !files.has(path)) return undefined;
      const wraps = files.get(path) === importer; // a shim around the package of its name
      if (isApart(path) && !wraps) return { path, external: true };
      return resolve(path, { resolveDir: web, kind, pluginData: "seen" });
    });
    onResolve({ filter: /^\./ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === "seen" || !resolveDir.startsWith(`${web}/preview`)) return undefined;
      const found = await resolve(path, { resolveDir, kind, pluginData: "seen" });
      const id = ids.get(found.path);
      return id && isApart(id) ? { path: id, external: true } : undefined;
    });
  },
});

/** What no program may import, and we need. */
export const OURS = ["react-dom/server.browser"];

/**
 * Every module, behind those that it needs.
 * @returns {Promise<{ id: string, code: string, needs: string[] }[]>}
 */
export async function lazyBundles() {
  const ids = [...modules().keys(), ...OURS];
  const names = new Map(ids.map((id, at) => [`${at}.js`, id]));
  const { outputFiles, metafile } = await build({
    ...OPTIONS,
    entryPoints: ids.map((id, at) => ({ in: `module:${id}`, out: String(at) })),
    outdir: here,
    absWorkingDir: here,
    format: "cjs",
    write: false,
    metafile: true,
    plugins: [byId(() => true)],
  });
  const made = outputFiles.map(({ path, text }) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const { imports } = metafile.outputs[name];
    return { id: names.get(name), code: text, needs: [...new Set(imports.map((each) => each.path))] };
  });
  const seen = new Set();
  const ordered = [];
  const visit = (bundle) => {
    if (seen.has(bundle)) return;
    seen.add(bundle);
    for (const other of made) if (bundle.needs.includes(other.id)) visit(other);
    ordered.push(bundle);
  };
  made.forEach(visit);
  return ordered;
}

/** What the stand-ins' packages export. @returns {Promise<Record<string, string[]>>} */
export async function realExports() {
  const ids = [...modules().keys()].filter((id) => standIn(id) && modules().get(id) === null);
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: ids.map((id, at) => ({ in: `real:${id}`, out: String(at) })),
    outdir: here,
    absWorkingDir: here,
    format: "esm",
    write: false,
    metafile: true,
    plugins: [
      {
        name: "real",
        setup: ({ onResolve, resolve }) =>
          onResolve({ filter: /^real:/ }, ({ path }) =>
            resolve(path.slice("real:".length), { resolveDir: web, kind: "import-statement" }),
          ),
      },
    ],
  });
  return Object.fromEntries(ids.map((id, at) => [id, metafile.outputs[`${at}.js`].exports]));
}
