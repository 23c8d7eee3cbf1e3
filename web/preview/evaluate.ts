// Owns the running of one version of the program: its modules in scope proxies, and the choice of what to show.
// Invariant: a throw while a module runs leaves every earlier version untouched. Called by preview.tsx.

import { withSameChance } from "./chance";
import { compileModule, NoModule, withoutMeta } from "./compile";
import type { Facade } from "./facade";
import type { Live } from "./live";
import type { Packages } from "./packages";
import {
  type Component,
  exportedComponents,
  isBare,
  isComponent as isReactComponent,
  likeliestFirst,
} from "./packages/choice";
import { isFilePath, resolveFile } from "./packages/files";
import { sourceNote } from "./places";
import { type Globals, scopeOf } from "./scope";
import type { Props } from "./shells";
import type { Bag } from "./started";
import { isStub, stub } from "./stubs";
import { homesOf, unimported } from "./unimported";

/** `ghost`: nobody renders it yet, so nothing is known of its props. */
export interface Shown {
  type: unknown;
  key: string;
  as: "main" | "section" | "ghost";
}

export interface Evaluation {
  /** What to show: the program itself, or, until it has one, its sections one below the other. */
  shown: Shown[];
  /** Of a finished program without a default component: others that it exports, the likeliest first. */
  instead: Shown[];
  /** Names that the modules declare at their top level. */
  declared: Set<string>;
  /** Style sheets of the program itself. */
  css: string;
}

const DECLARATIONS =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\*?|const|let|var|class|enum)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gmu;

const MAX_GHOSTS = 6;
const IS_SCRIPT = /\.[jt]sx?$/;
const RESERVED = new Set(["extends", "enum", "implements", "function", "class"]);

/** Functions that do not run because their end has not arrived. */
const halfFunctions = (text: string): Set<string> =>
  new Set([...text.matchAll(/return \$rest\("([^"]+)"\);/g)].map((match) => match[1] as string));

const declarations = (text: string): string[] =>
  [...new Set([...text.matchAll(DECLARATIONS)].map((match) => match[1] as string))].filter(
    (name) => !RESERVED.has(name),
  );

interface Module {
  exports: Props;
  /** Top-level names, each read when asked for. */
  names: string[];
  read: ((name: string) => unknown) | null;
}

export class Evaluator {
  private modules = new Map<string, Module>();
  private readonly code = new Map<string, { text: string; code: string }>();
  private looking = false;
  private started: Bag = new Set();

  constructor(
    private readonly live: Live,
    private readonly facade: Facade,
    private readonly packages: Packages,
    private readonly globals: Globals,
  ) {}

  /** Runs `files` from `entry`. Throws what the program throws; then the version before stays current. */
  run(files: Readonly<Record<string, string>>, entry: string): Evaluation {
    const before = this.modules;
    const { started } = this.globals;
    const fresh: Bag = new Set();
    this.modules = new Map();
    try {
      const exported = started.module(fresh, () => this.require(files, entry)).exports;
      started.end(this.started);
      this.started = fresh;
      this.declare();
      const declared = new Set<string>();
      for (const [path, module] of this.modules) {
        const half = halfFunctions(files[path] ?? "");
        for (const name of module.names) if (!half.has(name)) declared.add(name);
        for (const name of Object.keys(module.exports)) {
          const own = name === "default" ? module.exports.default?.name : name;
          if (!half.has(own)) declared.add(`${path}:${name}`);
        }
      }
      const css = Object.keys(files)
        .filter((path) => path.endsWith(".css"))
        .map((path) => files[path])
        .join("\n");
      return { ...this.choose(entry, exported), declared, css };
    } catch (error) {
      this.modules = before;
      started.end(fresh);
      throw error;
    } finally {
      this.facade.enter(null);
    }
  }

  /** Tells the facade which components the modules have. */
  private declare(): void {
    for (const [path, module] of this.modules) {
      for (const name of module.names) {
        const value = /^\p{Lu}/u.test(name) ? this.latest(path, name)?.value : null;
        if (typeof value === "function" && isComponent(value)) this.facade.declares(path, name, value);
      }
    }
  }

  /** What the program wants requests to be answered with (neutral/network.ts). */
  get samples(): Props {
    const found: Props = {};
    for (const { exports } of this.modules.values()) {
      const samples: unknown = Object.hasOwn(exports, "samples") ? exports.samples : null;
      if (typeof samples === "object" && !isStub(samples)) Object.assign(found, samples);
    }
    return found;
  }

  /** The scripts of `files` that do not compile here, once those of `compiled` are taken as they are. */
  refused(files: Readonly<Record<string, string>>, compiled: Readonly<Record<string, string>>): string[] {
    for (const [path, code] of Object.entries(compiled)) {
      this.code.set(path, { text: files[path] ?? "", code: withoutMeta(code) });
    }
    return Object.keys(files).filter(
      (path) => IS_SCRIPT.test(path) && !this.parses(path, files[path] as string),
    );
  }

  private parses(path: string, text: string): boolean {
    try {
      new Function("require", "module", "exports", this.compiled(path, text));
      return true;
    } catch {
      return false;
    }
  }

  private compiled(path: string, text: string): string {
    const known = this.code.get(path);
    if (known?.text === text) return known.code;
    const code = compileModule(path, text);
    this.code.set(path, { text, code });
    return code;
  }

  private require(files: Readonly<Record<string, string>>, path: string): Module {
    const known = this.modules.get(path);
    if (known) return known;
    const text = files[path] ?? "";
    const module: Module = { exports: {}, names: declarations(text), read: null };
    this.modules.set(path, module);
    if (path.endsWith(".css")) {
      module.exports = { __esModule: true, default: new Proxy({}, { get: (_target, key) => key }) };
      return module;
    }
    const { streaming } = this.live;
    const lacks = new Set(streaming ? [] : unimported(text));
    const newest = (name: string) =>
      this.latest(path, name) ?? (lacks.has(name) ? { value: this.unimported(name) } : null);
    const scope = scopeOf(this.globals, this.live, streaming, newest, this.facade.parts);
    const imports = (specifier: string) => this.import(files, path, specifier, streaming);
    const reader = `$read(($name) => { switch ($name) { ${module.names.map((name) => `case "${name}": return ${name};`).join(" ")} } });`;
    const body = `with ($scope) { return function (require, module, exports, $read) { "use strict"; ${reader}\n${this.compiled(path, text)}\n}; }${sourceNote(path)}`;
    this.facade.enter(path);
    const run = scriptOf(path, body)(scope) as (...values: unknown[]) => void;
    withSameChance(path, () =>
      run.call(undefined, imports, module, module.exports, (read: Module["read"]) => {
        module.read = read;
      }),
    );
    return module;
  }

  private import(
    files: Readonly<Record<string, string>>,
    from: string,
    specifier: string,
    streaming: boolean,
  ): Props {
    if (!isFilePath(specifier)) return this.packages.get(specifier);
    const path = resolveFile(files, from, specifier);
    if (path === null) return this.packages.get(specifier);
    const outer = from;
    const module = this.require(files, path);
    this.facade.enter(outer);
    if (!streaming || path.endsWith(".json")) return module.exports;
    return new Proxy(module.exports, {
      get: (target, key) => {
        // As long as nothing has come: of a module that says nothing of itself the whole is its default.
        if (key === "__esModule" && Object.keys(target).length === 0) return true;
        if (typeof key === "symbol" || key === "__esModule" || key in target) return target[key as string];
        this.live.lack(`${path}:${key}`);
        return stub(key);
      },
    });
  }

  /** A component that a finished program forgot to import: ours of that name, or a visible placeholder. */
  private unimported(name: string): unknown {
    const home = homesOf(name).find((specifier) => {
      return this.packages.has(specifier) && Object.hasOwn(this.packages.get(specifier), name);
    });
    this.live.lack(name);
    this.packages.unknown.set(name, `It is used and never imported${home ? `: it is in ${home}` : ""}.`);
    return home === undefined ? stub(name) : this.packages.get(home)[name];
  }

  /** The binding of `name` in the newest version of a module: for closures of an older version that still run. */
  private latest(path: string, name: string): { value: unknown } | null {
    const module = this.modules.get(path);
    if (this.looking || !module?.read || !module.names.includes(name)) return null;
    this.looking = true;
    try {
      return { value: module.read(name) };
    } catch {
      return null;
    } finally {
      this.looking = false;
    }
  }

  private choose(entry: string, exported: Props): Pick<Evaluation, "shown" | "instead"> {
    const main = exported.default;
    const found = this.components(entry, exported);
    const { streaming, mainShown } = this.live;
    if (isComponent(main)) {
      const page: Shown = { type: main, key: nameOf(main), as: "main" };
      // Sections stay below a page that is still being written, until it shows them itself.
      const growing = streaming && found.at(-1)?.type === main;
      if (!growing) return { shown: [page], instead: [] };
      const others = found.filter((each) => each.type !== main);
      const below = mainShown ? others.filter(isBare) : others;
      return {
        shown: stacked([{ name: page.key, type: main, isExported: true }, ...below], page),
        instead: [],
      };
    }
    if (streaming) return { shown: stacked(found, null), instead: [] };
    const own = exportedComponents(exported).filter(({ type }) => !isStub(type));
    const ordered = likeliestFirst(own.length > 0 ? own : found);
    const [first, ...instead] = ordered.map(({ type, name }): Shown => ({ type, key: name, as: "main" }));
    return { shown: first ? [first] : [], instead };
  }

  /** The components of a module, in the order of the text. */
  private components(entry: string, exported: Props): Section[] {
    const found: Section[] = [];
    for (const name of (this.modules.get(entry) as Module).names) {
      if (!/^\p{Lu}/u.test(name)) continue;
      const type = this.latest(entry, name)?.value;
      if (isComponent(type)) found.push({ name, type, isExported: exported[name] === type });
    }
    for (const [name, type] of Object.entries(exported)) {
      const known = found.some((each) => each.type === type);
      if (/^\p{Lu}/u.test(name) && isComponent(type) && !known) found.push({ name, type, isExported: true });
    }
    return found;
  }
}

interface Section {
  name: string;
  type: Component;
  isExported: boolean;
}

/** Sections one below the other; one that another shows is not repeated, and those that show others come first. */
function stacked(sections: Section[], page: Shown | null): Shown[] {
  const uses = (user: Section, used: Section) =>
    user !== used && new RegExp(`[(,]\\s*${used.name.replace(/\$/g, "\\$")}\\s*[,)]`).test(String(user.type));
  const roots = sections.filter((each) => !sections.some((other) => uses(other, each)));
  const leads = roots.filter((each) => sections.some((other) => uses(each, other)));
  const ordered = [...leads, ...roots.filter((each) => !leads.includes(each))];
  const shown = ordered.map((each): Shown => {
    if (page?.type === each.type) return page;
    return { type: each.type, key: each.name, as: isBare(each) ? "section" : "ghost" };
  });
  return [
    ...shown.filter(({ as }) => as !== "ghost"),
    ...shown.filter(({ as }) => as === "ghost").slice(0, MAX_GHOSTS),
  ];
}

/** What the compiler lets through and the engine does not, such as a name that is declared twice, says no place. */
function scriptOf(path: string, body: string): (scope: object) => unknown {
  try {
    return new Function("$scope", body) as (scope: object) => unknown;
  } catch (error) {
    throw new NoModule(path, (error as Error).message, null);
  }
}

const nameOf = (type: Component): string => (typeof type === "function" && type.name) || "main";

const isComponent = (value: unknown): value is Component => !isStub(value) && isReactComponent(value);
