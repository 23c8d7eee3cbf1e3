/** TypeScript's native compiler, asked over its (unstable, so pinned) API: one project whose files are those of the artifact that is asked about. */
import { fileURLToPath } from "node:url";
import { API } from "../../web/node_modules/typescript/dist/api/async/api.js";

const CODE = /\.tsx?$/;
const MOST = 20;
// What the transform and the page settle otherwise: modules and exports that are not found, and types of what has none.
const NOT_HERE = new Set([2305, 2307, 2503, 2614, 2724, 7016, 2792, 2882, 5097, 1149, 1261, 2686, 6142]);
// A name that nothing declares: it throws when it is reached.
const BREAKS = new Set([2304, 2552, 18004]);

/** @typedef {{ path: string, line: number, message: string, breaks: boolean }} Problem */

export class Types {
  #api;
  #root;
  #config;
  /** By absolute path. @type {Map<string, string>} */
  #files = new Map();
  #snapshot = null;

  /** @param {URL} tools */
  static async open(tools) {
    const types = new Types(tools);
    await types.check({ "App.tsx": 'import { useState } from "react";\nexport default function App() { const [n] = useState(1); return <p>{n}</p>; }' });
    return types;
  }

  constructor(tools) {
    process.env.GOMAXPROCS = "2"; // for the compiler: a box has few threads to give
    this.#root = fileURLToPath(new URL("types/app/", tools));
    this.#config = fileURLToPath(new URL("types/tsconfig.json", tools));
    const inside = (path) => `${path}/`.startsWith(this.#root);
    const below = (folder) => {
      const start = folder.endsWith("/") ? folder : `${folder}/`;
      const names = [...this.#files.keys()].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
      return {
        files: names.filter((name) => !name.includes("/")),
        directories: [...new Set(names.filter((name) => name.includes("/")).map((name) => name.split("/")[0]))],
      };
    };
    this.#api = new API({
      tsserverPath: fileURLToPath(new URL(process.platform === "win32" ? "tsc/tsc.exe" : "tsc/tsc", tools)),
      cwd: fileURLToPath(new URL("types/", tools)),
      fs: {
        readFile: (path) => (inside(path) ? (this.#files.get(path) ?? null) : undefined),
        fileExists: (path) => (inside(path) ? this.#files.has(path) : undefined),
        directoryExists: (path) => (inside(path) ? `${path}/` === this.#root || below(path).files.length + below(path).directories.length > 0 : undefined),
        getAccessibleEntries: (path) => (inside(path) ? below(path) : undefined),
        realpath: (path) => (inside(path) ? path : undefined),
      },
    });
  }

  /** @param {Record<string, string>} files @param {(path: string) => void} [begun] @returns {Promise<Problem[]>} */
  async check(files, begun = () => {}) {
    const wanted = new Map(Object.entries(files).filter(([path]) => /^[\w@./ -]+$/.test(path) && !path.includes("..")).map(([path, text]) => [this.#root + path, text]));
    const before = this.#files;
    const paths = { created: [], changed: [], deleted: [] };
    for (const path of before.keys()) if (!wanted.has(path)) paths.deleted.push(path);
    for (const [path, text] of wanted) if (!before.has(path)) paths.created.push(path); else if (before.get(path) !== text) paths.changed.push(path);
    this.#files = wanted;
    const last = this.#snapshot;
    this.#snapshot = await this.#api.updateSnapshot({ ...(last ? {} : { openProjects: [this.#config] }), fileChanges: paths });
    await last?.dispose();
    const project = this.#snapshot.getProject(this.#config);
    const problems = [];
    for (const [path, text] of wanted) {
      if (!CODE.test(path)) continue;
      begun(path.slice(this.#root.length));
      for (const found of await project.program.getSemanticDiagnostics(path)) {
        if (NOT_HERE.has(found.code) || found.category !== 1) continue;
        const line = text.slice(0, found.pos).split("\n").length;
        problems.push({ path: path.slice(this.#root.length), line, message: `${found.text} (TS${found.code})`, breaks: BREAKS.has(found.code) });
      }
    }
    return problems.slice(0, MOST);
  }
}
