// Owns what the imports of generated code give: React as the facade shows it, the modules of the allow-list, each loaded when an
// import line names it, and stand-ins for all else. Never throws; what does not exist becomes a visible placeholder.

import { modules } from "vendor:modules";
import * as dom from "react-dom";
import type { Facade } from "../facade";
import { hookOf, type Live } from "../live";
import { stub } from "../stubs";
import { assetFor, type Exports, exportsFor } from "./exports";
import { BlankIcon, EmptyIcon } from "./icons";
import { keeping } from "./kept";
import { closest, remedy } from "./nearest";
import { preload } from "./preload";
import { hasIcons, resolve } from "./resolve";

/** What asks the browser for an address: there is none that a component may ask for. */
const RESOURCES = ["prefetchDNS", "preconnect", "preload", "preloadModule", "preinit", "preinitModule"];
const nothing = () => undefined;
/** A program that mounts itself is shown as any other: by its component. */
const mounting = () => ({ render: nothing, unmount: nothing });
const reactDom: Exports = { ...dom, ...Object.fromEntries(RESOURCES.map((name) => [name, nothing])) };
const client: Exports = { createRoot: mounting, hydrateRoot: mounting };
/** Where React 17 had them. */
const both: Exports = { ...reactDom, ...client, render: nothing, hydrate: nothing };

/** How deep components are looked for in a package: `Dialog.Root` is two. */
const DEPTH = 2;

const always = (facade: Facade): Record<string, Exports> => ({
  react: facade.react,
  "react/jsx-runtime": facade.jsx,
  "react/jsx-dev-runtime": facade.jsx,
  "react-dom": { ...both, default: both, __esModule: true },
  "react-dom/client": { ...client, default: client, __esModule: true },
});

export class Packages {
  /** What a finished program asked for and cannot have, and what to use instead. */
  readonly unknown = new Map<string, string>();
  private readonly ready: Record<string, Exports>;
  private readonly loads = new Map<string, Promise<boolean>>();
  private readonly given = new Map<string, Exports>();
  private readonly renewals = new Set<() => Promise<unknown>>();
  /** Hooks that were stubs because their module was on its way. */
  private readonly early = new Map<string, Set<string>>();

  /** `onClasses` takes the class names that a module of ours uses. */
  constructor(
    private readonly facade: Facade,
    private readonly live: Live,
    private readonly onClasses: (classes: string) => void = () => undefined,
  ) {
    this.ready = always(facade);
  }

  /** Starts loading; resolves to true when anything new has arrived. */
  async load(specifiers: readonly string[]): Promise<boolean> {
    const all = specifiers.map((specifier) => {
      const module = moduleOf(specifier);
      if (module === null || Object.hasOwn(this.ready, module)) return false;
      const running = this.loads.get(module) ?? this.start(module);
      this.loads.set(module, running);
      return running;
    });
    return (await Promise.all(all)).includes(true);
  }

  /** The program calls what this package exports by default as a hook: until it is there that is none. */
  expectHook(specifier: string): void {
    const module = moduleOf(specifier);
    if (module === null || Object.hasOwn(this.ready, module)) return;
    const early = this.early.get(module) ?? new Set();
    this.early.set(module, early.add(nameOfFile(specifier)));
  }

  has(specifier: string): boolean {
    const module = moduleOf(specifier);
    return module !== null && Object.hasOwn(this.ready, module);
  }

  /** What `require` gives. */
  get(specifier: string): Exports {
    const known = this.given.get(specifier);
    if (known) return known;
    const target = resolve(specifier);
    const module = moduleOf(specifier);
    const ready = module !== null && this.ready[module];
    if (!target || !module || !ready) return this.absent(specifier, module);
    const made = target.member === null ? ready : this.tolerant(module, exportsFor(target, ready));
    this.given.set(specifier, made);
    return made;
  }

  /** A changed program is finished: what caches of packages hold was fetched by the one before. */
  renew(): void {
    for (const again of this.renewals) void again().catch(() => undefined);
  }

  private async start(module: string): Promise<boolean> {
    try {
      preload(module);
      const space = await (modules[module] as () => Promise<Exports>)();
      if (module.endsWith(".css")) addSheet(space.default);
      if (space.$classes) this.onClasses(space.$classes);
      this.markComponents(space, DEPTH);
      const kept = keeping(module, space, this.facade.place, this.facade.react.lazy, this.renewals);
      for (const hook of this.early.get(module) ?? []) this.live.lateHooks.add(hookOf(hook));
      this.ready[module] = this.tolerant(module, exportsFor({ module, member: null }, kept));
      return true;
    } catch {
      this.loads.delete(module);
      return false;
    }
  }

  /** Components of packages are rendered as they are: only the program's own are swapped while it streams. */
  private markComponents(space: Exports, depth: number): void {
    for (const [key, value] of Object.entries(space)) {
      if (typeof value === "function") this.facade.libraries.add(value);
      else if (depth > 1 && /^[A-Z]/.test(key) && isNamespace(value)) this.markComponents(value, depth - 1);
    }
  }

  /** A package that has not arrived, or does not exist. */
  private absent(specifier: string, module: string | null): Exports {
    const exists = module !== null;
    const asset = exists ? null : assetFor(specifier);
    if (asset) return asset;
    if (!this.live.streaming && !exists) this.unknown.set(specifier, insteadOf(specifier));
    if (!exists) this.live.lack(specifier);
    const icons = exists && hasIcons(module);
    const early = this.early.get(module ?? "") ?? new Set();
    if (exists) this.early.set(module, early);
    return new Proxy(
      {},
      {
        get: (_target, key) => {
          if (key === "__esModule") return true;
          if (typeof key === "symbol" || key === "then") return undefined;
          if (/^use[A-Z]/.test(key)) early.add(key);
          // A file that is still to come: its hooks are names that somebody will declare.
          const hook = key === "default" ? nameOfFile(specifier) : key;
          if (!exists && this.live.streaming && /^use[A-Z]/.test(hook)) this.live.lack(hook);
          if (icons && /^[A-Z]/.test(key)) return this.library(BlankIcon);
          return stub(this.live.streaming ? key : specifier);
        },
        has: () => true,
      },
    );
  }

  /** `space`, and a visible placeholder for each name that it lacks. */
  private tolerant(module: string, space: Exports): Exports {
    const made = new Map<string, unknown>();
    return new Proxy(
      { ...space },
      {
        get: (target, key) => {
          if (key === "__esModule") return true;
          if (typeof key === "symbol" || key in target) return target[key as string];
          if (key === "then") return undefined;
          const stands = made.get(key) ?? space.$missing?.(key) ?? this.missing(module, key);
          made.set(key, stands);
          return stands;
        },
      },
    );
  }

  private missing(module: string, name: string): unknown {
    this.live.lack(`${module}.${name}`);
    return hasIcons(module) && /^[A-Z]/.test(name) ? this.library(EmptyIcon) : stub(`${module}.${name}`);
  }

  private library<T extends object>(value: T): T {
    this.facade.libraries.add(value);
    return value;
  }
}

/** The module that an import names, null if there is none. */
function moduleOf(specifier: string): string | null {
  const module = resolve(specifier)?.module;
  return module !== undefined && Object.hasOwn(modules, module) ? module : null;
}

/** What to write in place of an import that names nothing. */
function insteadOf(specifier: string): string {
  const ours = resolve(specifier)?.module;
  if (ours) return `The nearest is “${closest(ours, Object.keys(modules))}”.`;
  return /^[.@~]{0,2}\//.test(specifier) ? "There is no such file." : remedy(specifier);
}

/** `./use-size` is `useSize`. */
const nameOfFile = (path: string): string =>
  (/[^/]*$/.exec(path)?.[0] ?? "").replace(/\.\w+$/, "").replace(/-(\w)/g, (_, first) => first.toUpperCase());

const isNamespace = (value: unknown): value is Exports =>
  typeof value === "object" && value !== null && !("$$typeof" in value) && !Array.isArray(value);

function addSheet(text: string): void {
  const sheet = document.createElement("style");
  sheet.textContent = text;
  document.head.append(sheet);
}
