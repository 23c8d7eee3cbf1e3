// biome-ignore-all lint/correctness/noComponentHookFactories: a shell is made once for each key and kept
// Owns the stable component types behind which versions of a component are swapped, so that state, focus and the caret survive.
// A shell is keyed by the component's name and its ordered hooks; the function itself travels with each element (`$fn`), so
// two closures of one source never mix. Each shell is an error boundary that falls back to its last good tree.

import {
  Component,
  createContext,
  createElement,
  isValidElement,
  type ReactNode,
  useLayoutEffect,
} from "react";
import { hookOf, type Live } from "./live";
import { within } from "./places";
import { ghostProps, isStub } from "./stubs";
import { atAnother, quietly, type Way } from "./trial";

// biome-ignore lint/suspicious/noExplicitAny: props of generated components
export type Props = Record<string, any>;
export type Render = ((props: Props) => ReactNode) & { prototype?: { isReactComponent?: unknown } };
type ShellType = ((props: Props) => ReactNode) & { displayName?: string };

/** Below a component that is shown before anything renders it: what goes wrong there is nobody's fault. */
export const Ghosts = createContext(false);

/** What a component has of its own that could show before the component itself has shown it. Whatever fails there is left out. */
export class Parts extends Component<{ children?: ReactNode }, { error: boolean }> {
  override state = { error: false };
  static getDerivedStateFromError = (): { error: boolean } => ({ error: true });
  override render(): ReactNode {
    return this.state.error ? null : createElement(Ghosts.Provider, { value: true }, this.props.children);
  }
}

/** Nothing but parts: the component itself shows nothing yet. */
const isParts = (tree: ReactNode): boolean => isValidElement(tree) && tree.type === Parts;

interface State {
  error: boolean;
  version: number;
}

const MAX_DEPTH = 6;

/** Calls of hooks as compilers write them: `useX(`, `_react.useX.call(`, `(0, react_1.useX)(` or `_usex2.default.call(`. */
const HOOKS = /\b(?:use(?:[A-Z]\w*)?|\w+\.default)(?=\s*(?:\)?\(|\.call\())/g;

export class Shells {
  private readonly sources = new WeakMap<object, string>();
  private readonly names = new WeakMap<object, string>();
  private readonly seen = new Map<string, string[]>();
  private readonly shells = new Map<string, ShellType>();
  private readonly classes = new Map<string, Render>();
  private readonly keys = new WeakMap<object, { key: string; late: number }>();
  private readonly promises = new WeakMap<Render, { props: Props; promise: Promise<Awaited<ReactNode>> }[]>();
  private version = 0;

  constructor(private readonly live: Live) {}

  /** Wrappers made by forwardRef and the like: identity and hooks are those of the function inside. */
  alias(wrapper: object, inner: object): void {
    this.sources.set(wrapper, this.sourceOf(inner));
    this.names.set(wrapper, (inner as { name?: string }).name ?? "");
  }

  /** The stable type for this version of a component. */
  of(fn: Render): ShellType {
    const key = this.keyOf(fn);
    const known = this.shells.get(key);
    if (known) return known;
    const made = shell(this.live, this, key.split("|", 1)[0] as string);
    this.shells.set(key, made);
    return made;
  }

  /** Class components keep the identity of their first version while the source is the same. */
  stableClass(fn: Render): Render {
    const source = this.sourceOf(fn);
    const known = this.classes.get(source);
    if (known) return known;
    this.classes.set(source, fn);
    return fn;
  }

  /**
   * What an async component of a finished program gave for these props the first time: React renders it again when that has come, and
   * would wait for the next one without end.
   */
  once(fn: Render, props: Props, promise: Promise<Awaited<ReactNode>>): Promise<Awaited<ReactNode>> {
    const known = this.promises.get(fn) ?? [];
    this.promises.set(fn, known);
    const same = known.find((each) => isAlike(each.props, props));
    if (same) return same.promise;
    known.push({ props, promise });
    return promise;
  }

  sourceOf(fn: object): string {
    const known = this.sources.get(fn);
    if (known !== undefined) return known;
    const source = Function.prototype.toString.call(fn);
    this.sources.set(fn, source);
    return source;
  }

  private keyOf(fn: Render): string {
    const { live } = this;
    const cached = this.keys.get(fn);
    if (cached && cached.late === live.lateHooks.size) return cached.key;
    if (this.version !== live.version) {
      this.version = live.version;
      this.seen.clear();
    }
    const name = this.names.get(fn) || fn.name || "Anonymous";
    const source = this.sourceOf(fn);
    const same = this.seen.get(name) ?? [];
    if (!same.includes(source)) same.push(source);
    this.seen.set(name, same);
    const calls = source.match(HOOKS) ?? [];
    const hooks = calls.filter((call) => /^_?use/.test(call));
    const late = calls.filter((hook) => live.lateHooks.has(hookOf(hook)));
    const key = `${name}|${same.indexOf(source)}|${hooks.join()}|${late.join()}`;
    this.keys.set(fn, { key, late: live.lateHooks.size });
    return key;
  }
}

function shell(live: Live, shells: Shells, name: string): ShellType {
  function Inner({ owner, own }: { owner: Shell; own: Props }): ReactNode {
    let tree: ReactNode = null;
    let done = false;
    useLayoutEffect(() => {
      if (done) owner.tree = tree;
    });
    const { $fn, $ref, $ghost, $main, ...props } = own;
    if ($ref !== undefined) props.ref = $ref;
    const fn = $fn as Render;
    live.marked = live.lookups;
    if (owner.awaited?.fn === fn) {
      tree = owner.awaited.tree;
    } else if (fn.prototype?.isReactComponent) {
      tree = createElement(shells.stableClass(fn), props);
    } else {
      const result = run(owner, () => fn($ghost ? ghostProps(shells.sourceOf(fn)) : props));
      if (result === undefined && live.streaming) return owner.tree;
      if (isPromise(result)) {
        if (!live.streaming) return shells.once(fn, props, result);
        void result.then((awaited) => owner.show(fn, awaited)).catch(() => undefined);
        return owner.tree;
      }
      tree = isStub(result) ? null : result;
      if ($main && tree !== null && !isParts(tree)) live.mainShown = true;
    }
    done = true;
    return tree;
  }
  Inner.displayName = name;

  /**
   * A hook that asks for trials has React run the component again at once: at two other times, then as it is. A run that repeats
   * another says nothing to the console.
   */
  function run(owner: Shell, act: () => ReactNode): ReactNode {
    const { next } = owner;
    const trial = next === "said" ? null : next;
    live.trial = trial;
    live.tried = live.replaced = false;
    try {
      if (trial !== null) return atAnother(trial, act);
      return next === "said" ? quietly(act) : act();
    } catch (error) {
      // What it throws at another time alone is nobody's fault; it runs again at once, as a hook before that has asked.
      if (trial === null || !live.tried) throw error;
      return null;
    } finally {
      const repeats = trial === 2 || (live.replaced && next !== "said");
      owner.next = live.tried && trial !== 2 ? (trial === null ? 1 : 2) : repeats ? "said" : null;
      live.trial = null;
    }
  }

  class Shell extends Component<Props, State> {
    static displayName = name;
    static override contextType = Ghosts;
    tree: ReactNode = null;
    /** What an async component of this version has come to. */
    awaited: { fn: Render; tree: ReactNode } | null = null;
    /** How it runs next. `said`: as it is, as it did before, so that what it says was said then. */
    next: Way | "said" | null = null;
    override state: State = { error: false, version: live.version };
    static getDerivedStateFromProps(_props: Props, state: State): State | null {
      return state.version === live.version ? null : { error: false, version: live.version };
    }
    static getDerivedStateFromError(): Partial<State> {
      return { error: true };
    }
    override componentDidCatch(error: unknown): void {
      if (this.context === true) return;
      within(error, namesAround(this));
      live.fail(error);
    }
    /**
     * While text streams every version makes a promise of its own, for which React would hold back the whole page: the page goes on
     * with what the component showed before, and shows what it came to unless a newer one has begun.
     */
    show(fn: Render, tree: ReactNode): void {
      if (this.props.$fn !== fn || isStub(tree)) return;
      this.awaited = { fn, tree };
      this.forceUpdate();
    }
    override render(): ReactNode {
      return this.state.error ? this.tree : createElement(Inner, { owner: this, own: this.props });
    }
  }

  /** Takes the ref that a library's Slot puts on an element to the component, as React does for functions. */
  function Referred({ ref, ...own }: Props): ReactNode {
    return createElement(Shell, ref === undefined ? own : { ...own, $ref: ref });
  }
  Referred.displayName = name;
  return Referred;
}

/** Functions, elements and objects are made anew on every render: they count by what they say. */
function isAlike(one: unknown, other: unknown, depth = 0): boolean {
  if (Object.is(one, other) || depth > MAX_DEPTH) return true;
  if (typeof one !== typeof other || one === null || other === null) return false;
  if (typeof one === "function") return true;
  if (typeof one !== "object") return false;
  const [a, b] = [one as Props, other as Props];
  if ("$$typeof" in a) return a.type === b.type && isAlike(a.props, b.props, depth + 1);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && isAlike(a[key], b[key], depth + 1))
  );
}

const isPromise = (value: unknown): value is Promise<Awaited<ReactNode>> =>
  !isStub(value) && value instanceof Promise;

interface Fiber {
  type: unknown;
  return: Fiber | null;
}

/** The shell's name and those of the shells around it, innermost first. React keeps the way up to itself. */
function namesAround(shell: Component): string[] {
  const names: string[] = [];
  let fiber = (shell as unknown as { _reactInternals?: Fiber })._reactInternals ?? null;
  for (; fiber; fiber = fiber.return) {
    const { contextType, displayName } = (fiber.type ?? {}) as {
      contextType?: unknown;
      displayName?: string;
    };
    if (contextType === Ghosts && displayName) names.push(displayName);
  }
  return names;
}
