/**
 * A project of its own around an artifact: what `npm install && npm run build` makes a page of. Pure. The artifact's files stay as
 * they are; what the preview has in its frame (our components, stand-ins, the theme) lies beside them, as files. Loaded when a
 * download is asked for, as it brings all of these along.
 */

import { kit } from "vendor:kit";
import type { Files } from "./looking";
import { importsOf } from "./project-imports";
import { indexHtml, mainTsx, PICTURE, packageJson, readme, tsconfig, viteConfig } from "./project-texts";
import { entryOf } from "./renderable";

const THEME = "theme.css";
const STAND_INS = "stand-ins";
/** Lines that only a build with another set-up understands: the preview leaves them out as well. */
const SETUP = /@(?:tailwind|plugin|source|config)\b[^;]*;|@import\s+["'](?!https?:)[^"']*["'][^;]*;/g;

/** `name`: of its folder and package; `title`: of its page. All files by path, without the folder. */
export function projectOf(name: string, title: string, files: Files): Files {
  const paths = Object.keys(files);
  const root = paths.every((path) => path.startsWith("src/")) ? "" : "src/";
  const taken = new Set(paths.map((path) => root + path));
  const uiFolder = free("src/components/ui/", taken);
  const standIns = free(`src/${STAND_INS}/`, taken);
  const placeOf = (source: string) =>
    source.startsWith("ui/") ? source.replace("ui/", uiFolder) : source.replace(`${STAND_INS}/`, standIns);
  const imports = importsOf(files, root, kit, placeOf);
  const theme = freeFile(THEME, taken);
  const main = freeFile("main.tsx", taken);
  const entry = entryOf(paths);
  const brought = [...imports.ours].map((source) => [
    placeOf(source),
    source === `${STAND_INS}/picture.ts` ? PICTURE : (kit.sources[source] ?? ""),
  ]);
  return {
    "README.md": readme(title, imports),
    ".gitignore": "node_modules\ndist\n",
    "package.json": packageJson(name, imports, kit),
    "index.html": indexHtml(title, main),
    "vite.config.js": viteConfig(imports, standIns),
    "tsconfig.json": tsconfig(imports),
    [`src/${theme}`]: kit.theme,
    [`src/${main}`]: entry === null ? "" : mainTsx(...componentOf(root + entry, files[entry] ?? ""), theme),
    ...Object.fromEntries(brought),
    ...Object.fromEntries(paths.map((path) => [root + path, asItBuilds(path, files[path] ?? "")])),
  };
}

const asItBuilds = (path: string, text: string): string =>
  path.endsWith(".css") ? text.replace(SETUP, "") : text;

/** The import clause of the entry's component, and the path of the entry. */
function componentOf(path: string, text: string): [clause: string, from: string] {
  const from = path.replace(/^src\//, "./").replace(/\.[cm]?[jt]sx?$/, "");
  if (/\bexport\s+default\b|\bas\s+default\b/.test(text)) return ["App", from];
  const named = [...text.matchAll(/^export\s+(?:async\s+)?(?:function|const|class)\s+(\p{Lu}\w*)/gmu)].at(-1);
  return [named ? `{ ${named[1]} as App }` : "App", from];
}

/** A folder that no file of the artifact is in. */
function free(folder: string, taken: ReadonlySet<string>): string {
  const inside = [...taken].some((path) => path.startsWith(folder));
  return inside ? free(folder.replace(/\/$/, "-kit/"), taken) : folder;
}

/** A file of `src/` that is not one of the artifact's. */
const freeFile = (name: string, taken: ReadonlySet<string>): string =>
  taken.has(`src/${name}`) ? freeFile(`project-${name}`, taken) : name;
