// Owns the packages that generated code may import: the allow-list of studio/frameworks/packages.json, bundled by
// scripts/preview.mjs and loaded when an import line names them. A name that a package lacks becomes a visible placeholder.

import { clsx } from "clsx";
import { createElement, type ReactNode } from "react";
import * as dom from "react-dom";
import * as merge from "tailwind-merge";
import type { Facade } from "./facade";
import type { Live } from "./live";
import type { Props } from "./shells";
import { stub } from "./stubs";

type Load = () => Promise<Props>;

/** Packages that are fetched when they are named. Same keys as the allow-list, less those that are always there. */
const LAZY: Record<string, Load> = {
  "lucide-react": () => import("lucide-react"),
  recharts: () => import("recharts"),
  "framer-motion": () => import("framer-motion"),
};
const ALIASES: Record<string, string> = { "motion/react": "framer-motion", motion: "framer-motion" };
export const ALLOWED = ["react", "react-dom", "clsx", "tailwind-merge", ...Object.keys(LAZY)];

const drawn = {
  viewBox: "0 0 24 24",
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 2,
  strokeDasharray: "3 3",
};

/** Holds the place of an icon while the icons load. */
function BlankIcon({ size = 24, className, style }: Props): ReactNode {
  return createElement("svg", { width: size, height: size, className, style, "data-icon": "loading" });
}

/** Stands where the icons have no such name. */
function EmptyIcon({ size = 24, className, style }: Props): ReactNode {
  const square = createElement("rect", { x: 3, y: 3, width: 18, height: 18, rx: 4 });
  return createElement(
    "svg",
    { ...drawn, width: size, height: size, className, style, "data-icon": "missing" },
    square,
  );
}

const small = (facade: Facade): Record<string, Props> => ({
  react: facade.react,
  "react/jsx-runtime": facade.jsx,
  "react-dom": { ...dom, default: dom, __esModule: true },
  "react-dom/client": { createRoot: () => ({ render() {}, unmount() {} }) },
  clsx: { clsx, default: clsx, __esModule: true },
  "tailwind-merge": { ...merge, __esModule: true },
  "@/lib/utils": {
    cn: (...values: Parameters<typeof clsx>) => merge.twMerge(clsx(...values)),
    __esModule: true,
  },
});

export class Packages {
  /** Packages that do not exist here and that a finished program asked for. */
  readonly unknown = new Set<string>();
  private readonly ready: Record<string, Props>;
  private readonly loads = new Map<string, Promise<boolean>>();

  constructor(
    private readonly facade: Facade,
    private readonly live: Live,
  ) {
    this.ready = small(facade);
  }

  /** Starts loading; resolves to true when anything new has arrived. */
  async load(specifiers: readonly string[]): Promise<boolean> {
    const all = specifiers.map((specifier) => {
      const name = ALIASES[specifier] ?? specifier;
      const load = LAZY[name];
      if (!load || Object.hasOwn(this.ready, name)) return false;
      const running =
        this.loads.get(name) ??
        load().then(
          (space) => {
            this.ready[name] = this.wrap(name, space);
            return true;
          },
          () => {
            this.loads.delete(name);
            return false;
          },
        );
      this.loads.set(name, running);
      return running;
    });
    return (await Promise.all(all)).includes(true);
  }

  has(specifier: string): boolean {
    return Object.hasOwn(this.ready, ALIASES[specifier] ?? specifier);
  }

  /** What `require` gives for a package; never throws. */
  get(specifier: string): Props {
    const name = ALIASES[specifier] ?? specifier;
    const ready = this.ready[name];
    if (ready) return ready;
    const absent = !Object.hasOwn(LAZY, name);
    if (!this.live.streaming) this.unknown.add(specifier);
    if (absent) this.live.lack(specifier);
    const label = absent ? specifier : "";
    return new Proxy(
      {},
      {
        get: (_target, key) => {
          if (key === "__esModule") return true;
          if (typeof key === "symbol" || key === "then") return undefined;
          if (name === "lucide-react") return this.library(BlankIcon);
          return stub(this.live.streaming ? key : label || name);
        },
        has: () => true,
      },
    );
  }

  private library<T extends object>(value: T): T {
    this.facade.libraries.add(value);
    return value;
  }

  private wrap(name: string, space: Props): Props {
    const made = new Map<string, unknown>();
    return new Proxy(space, {
      get: (_target, key) => {
        if (key === "__esModule") return true;
        if (typeof key === "symbol") return undefined;
        if (key === "default" && !("default" in space)) return this.wrap(name, space);
        const value = space[key];
        if (value !== undefined) return typeof value === "function" ? this.library(value) : value;
        if (key === "then") return undefined;
        this.live.lack(`${name}.${key}`);
        const stands =
          made.get(key) ?? (name === "lucide-react" ? this.library(EmptyIcon) : stub(`${name}.${key}`));
        made.set(key, stands);
        return stands;
      },
      // A module namespace has fixed properties, which a proxy may not misreport.
      getOwnPropertyDescriptor: (_target, key) => Reflect.getOwnPropertyDescriptor({ ...space }, key),
    });
  }
}
