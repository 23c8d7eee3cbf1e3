// Owns what a downloaded project brings along besides its artifact: the sources of our own modules, the theme, and the versions of
// packages as this machine's lock file has them. Read by web/src/project.ts as `vendor:kit`; vite.config.ts serves it.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { modules, uiFolder, web } from "./modules.mjs";

const preview = join(web, "preview");
const SOURCE = /(?<!\.test|\.d)\.tsx?$/;

/** Every source below `folder`, by its path in the project. */
function sourcesOf(folder, place) {
  const names = readdirSync(folder, { recursive: true }).map((name) => name.replaceAll("\\", "/"));
  const wanted = names.filter((name) => SOURCE.test(name) && !name.startsWith("test/")).sort();
  return wanted.map((name) => [`${place}/${name}`, readFileSync(join(folder, name), "utf8")]);
}

/** `web/preview/ui/button.tsx` is `ui/button.tsx`, `web/preview/shims/axios.ts` is `stand-ins/axios.ts`. */
const placeOf = (file) =>
  file.startsWith(uiFolder)
    ? `ui/${relative(uiFolder, file).replaceAll("\\", "/")}`
    : `stand-ins/${relative(join(preview, "shims"), file)}`;

/** Names and versions of what lies on top of node_modules, and which of each other they need beside them. */
function installed() {
  const { packages } = JSON.parse(readFileSync(join(web, "package-lock.json"), "utf8"));
  const versions = {};
  const peers = {};
  for (const [path, { version, peerDependencies = {}, peerDependenciesMeta = {} }] of Object.entries(
    packages,
  )) {
    const name = path.slice("node_modules/".length);
    if (!path.startsWith("node_modules/") || name.includes("node_modules/")) continue;
    versions[name] = version;
    const needed = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
    if (needed.length > 0) peers[name] = needed;
  }
  return { versions, peers };
}

/** The source of `vendor:kit`. */
export function kit() {
  const own = [...modules()].filter(([, file]) => file !== null);
  const said = {
    ...installed(),
    modules: Object.fromEntries(own.map(([id, file]) => [id, placeOf(file)])),
    sources: Object.fromEntries([
      ...sourcesOf(uiFolder, "ui"),
      ...sourcesOf(join(preview, "shims"), "stand-ins"),
    ]),
    theme: readFileSync(join(preview, "theme.css"), "utf8"),
  };
  return `export const kit = ${JSON.stringify(said)};`;
}
