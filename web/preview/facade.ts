// Owns the React that generated code sees: real production React, with element creation that maps components to shells and
// drops stubs, the hooks of hooks.ts, and contexts that outlive a version.

import * as React from "react";
import * as runtime from "react/jsx-runtime";
import { makeHooks } from "./hooks";
import { makeLazy } from "./later";
import type { Live } from "./live";
import { Ghosts, Parts, type Props, type Render, Shells } from "./shells";
import { hostProps } from "./shims/hosts";
import type { Started } from "./started";
import { isGhost, isStub, nameOfStub } from "./stubs";

type Callback = (...values: unknown[]) => unknown;

const MAX_PARTS = 6;
const RENDERS = /^(?:render)?\p{Lu}|^render$/u;

interface Lasting {
  show: Render;
  latest: { component: unknown };
}

/** Shows the children of something that is not there (yet). */
function Passthrough({ children }: Props): React.ReactNode {
  return typeof children === "function" ? null : children;
}

/** What a finished program shows in place of a component of a package that does not exist here. */
export function Missing({ $name, children }: Props): React.ReactNode {
  const style = {
    border: "1px dashed #f59e0b",
    borderRadius: 6,
    padding: "4px 8px",
    font: "12px ui-monospace, monospace",
    color: "#b45309",
  };
  const note = React.createElement("span", { role: "note", style }, `${$name} is not available here`);
  return React.createElement(React.Fragment, null, note, typeof children === "function" ? null : children);
}

/** A class that React cannot render. */
function isNative(type: unknown): boolean {
  if (typeof type !== "function" || isStub(type) || type.prototype?.isReactComponent) return false;
  return /^class\b|\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(type));
}

/** Where a text will stand that is not known yet. */
const bar = (): React.ReactNode =>
  React.createElement("span", {
    "data-ghost": "",
    style: {
      display: "inline-block",
      width: "5em",
      maxWidth: "100%",
      height: ".7em",
      borderRadius: 4,
      background: "currentColor",
      opacity: 0.15,
    },
  });

export interface Facade {
  react: Props;
  jsx: Props;
  /** Called before a module of the program runs, with null when none runs any more. */
  enter(path: string | null): void;
  /** Names what the module that runs makes next, by its order in it; null while none runs. */
  place(): string | null;
  /** A component that the module `path` declares at its top, by the name it has there. */
  declares(path: string, name: string, component: object): void;
  /** Components of packages: rendered as they are. */
  libraries: WeakSet<object>;
  /** A component that is shown by itself before anything renders it: its errors do not count. As a ghost nothing is known of its props. */
  section(fn: unknown, key: string, ghost: boolean): React.ReactNode;
  /** What a half component returns: what it shows so far, and below that its own components and named elements (frames.ts). */
  parts(...values: unknown[]): React.ReactNode;
  /** The program itself, in the place that it had as a section. */
  main(fn: unknown, key: string): React.ReactNode;
}

export function makeFacade(live: Live, started: Started): Facade {
  const shells = new Shells(live);
  const libraries = new WeakSet<object>();
  const contexts = new Map<string, React.Context<unknown>>();
  const tops = new WeakMap<object, string>();
  const stable = new Map<string, Lasting>();
  let path: string | null = null;
  let order = 0;

  const place = () => (path === null ? null : `${path}#${order++}`);

  /** A component of the program that a package is given as it is: the same function in every version, which shows the newest. */
  function lasting(value: unknown): unknown {
    const name = typeof value === "function" ? tops.get(value) : undefined;
    if (name === undefined) return value;
    const known = stable.get(name);
    const latest = known?.latest ?? { component: value };
    latest.component = value;
    if (known) return known.show;
    const show = (props: Props) => createElement(latest.component, props);
    stable.set(name, { show, latest });
    libraries.add(show);
    return show;
  }

  const lastingIn = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
      return lasting(value);
    const entries = Object.entries(value);
    if (!entries.some(([, each]) => typeof each === "function" && tops.has(each))) return value;
    return Object.fromEntries(entries.map(([key, each]) => [key, lasting(each)]));
  };

  const withoutStubs = (value: unknown): unknown => {
    if (isGhost(value)) return bar();
    if (isStub(value)) return null;
    if (!Array.isArray(value) || !value.some(isStub)) return value;
    return value
      .filter((each) => !isStub(each) || isGhost(each))
      .map((each) => (isGhost(each) ? bar() : each));
  };

  /** The type and props that real React gets for what the program asked for. */
  function translate(type: unknown, given: Props | null): [React.ElementType, Props] {
    const props: Props = { ...given };
    if ("children" in props) props.children = withoutStubs(props.children);
    // `<Text>` before its declaration is the browser's class of that name.
    if (live.streaming && isNative(type)) return [Passthrough, { children: props.children }];
    const missing = nameOfStub(type);
    if (missing !== null)
      return live.streaming
        ? [Passthrough, { children: props.children }]
        : [Missing, { $name: missing, children: props.children }];
    if ((type === undefined || type === null) && live.streaming)
      return [Passthrough, { children: props.children }];
    const own = typeof type === "function" && !libraries.has(type);
    if (!own) {
      for (const key in props) {
        if (isStub(props[key])) delete props[key];
        else if (typeof type !== "string") props[key] = lastingIn(props[key]);
      }
      return [type as React.ElementType, typeof type === "string" ? hostProps(type, props) : props];
    }
    props.$fn = type;
    if ("ref" in props) {
      props.$ref = props.ref;
      delete props.ref;
    }
    return [shells.of(type as Render), props];
  }

  const maker = (real: typeof runtime.jsx) => (type: unknown, given: Props, key?: string) => {
    const [known, props] = translate(type, given);
    return real(known, props, key);
  };

  function createElement(type: unknown, given: Props | null, ...children: unknown[]): React.ReactNode {
    const [known, props] = translate(type, given);
    return React.createElement(known, props, ...(children.map(withoutStubs) as React.ReactNode[]));
  }

  function createContext(initial: unknown): React.Context<unknown> {
    const key = place();
    if (key === null) return React.createContext(initial);
    const known = contexts.get(key);
    if (known) {
      // A context outlives its version; its default is that of the latest one.
      const inside = known as unknown as { _currentValue: unknown; _currentValue2: unknown };
      inside._currentValue = inside._currentValue2 = initial;
      return known;
    }
    const made = React.createContext(initial);
    contexts.set(key, made);
    return made;
  }

  function forwardRef(render: Callback): Render {
    const wrapper = ({ ref, ...props }: Props) => render(props, ref ?? null) as React.ReactNode;
    shells.alias(wrapper, render);
    return wrapper as Render;
  }

  const react: Props = {
    ...React,
    __esModule: true,
    createElement,
    createContext,
    forwardRef,
    memo: (type: unknown) => type,
    lazy: makeLazy(live, place, (type, props) => createElement(type, props)),
    ...makeHooks(live, started),
  };
  react.default = react;

  function partOf(name: string, value: unknown): React.ReactNode {
    if (isStub(value) || libraries.has(value as object)) return null;
    if (typeof value === "function")
      return RENDERS.test(name) ? createElement(value, { $ghost: true }) : null;
    return React.isValidElement(value) ? value : null;
  }

  /** Beside what is shown so far, not around it: that keeps its state when the parts go. */
  function parts(...values: unknown[]): React.ReactNode {
    const [main, named] = values.slice(-2) as [React.ReactNode, Props];
    const known = Object.entries(named).slice(0, MAX_PARTS);
    const shown = known.map(([name, value]) =>
      React.createElement(Parts, { key: name }, partOf(name, value)),
    );
    const below = React.createElement(Parts, { key: "$parts" }, shown);
    if (isStub(main) || main === null || main === undefined || main === false) return below;
    const isOpen = React.isValidElement<Props>(main) && main.type === React.Fragment && main.key === null;
    return [...(isOpen ? [main.props.children].flat() : [main]), below];
  }

  return {
    react,
    jsx: { __esModule: true, Fragment: React.Fragment, jsx: maker(runtime.jsx), jsxs: maker(runtime.jsxs) },
    enter(next) {
      path = next;
      order = 0;
    },
    place,
    declares(from, name, component) {
      tops.set(component, `${from}:${name}`);
    },
    libraries,
    parts,
    section: (fn, key, ghost) =>
      React.createElement(
        Ghosts.Provider,
        { value: true, key: ghost ? `${key} ghost` : key },
        createElement(fn, ghost ? { $ghost: true } : {}),
      ),
    main: (fn, key) =>
      React.createElement(Ghosts.Provider, { value: false, key }, createElement(fn, { $main: true })),
  };
}
