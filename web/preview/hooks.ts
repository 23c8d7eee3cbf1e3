// biome-ignore-all lint/correctness/useHookAtTopLevel: these are the hooks themselves
// biome-ignore-all lint/correctness/noComponentHookFactories: made once for each document
// Owns the hooks that generated code calls instead of React's: they let go of a captured stub as soon as the real value arrives,
// and of what a changed program says otherwise once it is finished, without losing what a person has changed since.
// Each calls a fixed number of React's own hooks.

import * as React from "react";
import { alike, copyOf } from "./alike";
import type { Live } from "./live";
import type { Props } from "./shells";
import type { Bag, Started } from "./started";
import { isStub } from "./stubs";
import { atAnother } from "./trial";

type Callback = (...values: unknown[]) => unknown;
type AnyHook = (...values: unknown[]) => unknown;

/** What a state was first: the value, what makes it, and when it was made. */
interface First {
  tainted: boolean;
  first: unknown;
  /** What the newest edition makes of it, and a copy that says what that was before the program changed it in place. */
  made: unknown;
  copy: unknown;
  /** As of the last render: what it is made of may come from props or from other state. */
  start: () => unknown;
  /** What it is given at other times (trial.ts), while that is looked for. */
  trials: unknown[] | null;
  version: number;
  edition: number;
}

/** More than any animation does. */
const MAX_RUNS_PER_S = 300;
const REPLACE = Symbol("replace the state");
const KEEP = Symbol("keep the state");
const ASK = Symbol("ask what else it may be made of");

export function makeHooks(live: Live, started: Started): Props {
  const call = (initial: unknown) =>
    typeof initial === "function" && !isStub(initial) ? (initial as Callback)() : initial;

  /** Runs `make` and tells whether it, or the arguments of its hook, asked for a missing name. */
  function watched(make: () => unknown): { value: unknown; tainted: boolean } {
    const value = make();
    const tainted = live.lookups !== live.marked || isStub(value);
    live.marked = live.lookups;
    return { value, tainted };
  }

  /** What `start` of the edition before makes now; null if it cannot any more. */
  function before(first: First): unknown {
    const { missing } = live;
    live.missing = new Set(missing);
    try {
      const value = atAnother(1, first.start);
      return value === first.made ? first.copy : value;
    } catch {
      return first.copy;
    } finally {
      live.missing = missing;
    }
  }

  /** The value that a changed program puts in the place of `state`, or whether to keep that, or to ask for a trial. */
  function anew(first: First, state: unknown, start: () => unknown): unknown {
    const { trials } = first;
    if (live.trial !== null) {
      trials?.push(start());
      live.tried = true;
      return ASK;
    }
    const { value } = watched(start);
    const changed = !alike(atAnother(1, start), before(first));
    live.marked = live.lookups;
    const same = Object.is(state, first.first);
    const untouched = same && alike(state, first.copy);
    if (changed && !untouched && trials === null) {
      first.trials = [];
      live.tried = true;
      return ASK;
    }
    const steady = trials?.length === 2 && trials.every((each) => alike(each, value));
    const made = { made: value, copy: copyOf(value), start, trials: null };
    const replaced = changed && (untouched || steady);
    Object.assign(first, made, { tainted: false, version: live.version, edition: live.edition });
    if (replaced || !same) first.first = value;
    if (replaced) live.replaced = true;
    return replaced ? value : KEEP;
  }

  /**
   * A first value that was made from a stub, or from data that was half, is made again in each version until the real
   * thing is there, unless someone has changed it since. One that a changed program makes otherwise than the program before
   * would now is made anew once that is finished, even if someone has changed it: the change was asked for. What differs by
   * chance or by the clock says nothing of that, nor do props and other state that have become other since.
   */
  function settle(
    start: () => unknown,
    hook: (first: () => unknown) => [unknown, unknown],
    replace: (value: unknown) => void,
  ): unknown {
    const box = React.useRef<First | null>(null);
    let fresh = false;
    const [state] = hook(() => {
      const { value, tainted } = watched(start);
      if (box.current === null)
        box.current = {
          tainted: tainted || live.half,
          first: value,
          made: value,
          copy: copyOf(value),
          start,
          trials: null,
          version: live.version,
          edition: live.edition,
        };
      fresh = true;
      return value;
    });
    const first = box.current;
    if (first && !fresh && !live.streaming && first.edition < live.edition) {
      const next = anew(first, state, start);
      if (next === KEEP) return state;
      replace(next === ASK ? state : next);
      return next === ASK ? state : next;
    }
    if (first && first.edition === live.edition && live.trial === null) first.start = start;
    if (fresh || !first?.tainted || first.version === live.version) {
      live.marked = live.lookups;
      return state;
    }
    first.version = live.version;
    const again = watched(start);
    if (again.tainted && live.streaming) return state;
    first.tainted = live.half;
    if (!Object.is(state, first.first)) {
      first.tainted = false;
      return state;
    }
    Object.assign(first, { first: again.value, made: again.value, copy: copyOf(again.value) });
    if (Object.is(state, again.value)) return state;
    replace(again.value);
    return again.value;
  }

  function useState(initial: unknown): [unknown, React.Dispatch<unknown>] {
    let set: React.Dispatch<unknown> = () => undefined;
    const hook = (first: () => unknown) => {
      const pair = React.useState(first);
      set = pair[1];
      return pair as [unknown, unknown];
    };
    return [
      settle(
        () => call(initial),
        hook,
        (value) => set(() => value),
      ),
      set,
    ];
  }

  function useReducer(
    reducer: Callback,
    argument: unknown,
    init?: Callback,
  ): [unknown, React.Dispatch<unknown>] {
    let dispatch: React.Dispatch<unknown> = () => undefined;
    const reduce = (state: unknown, action: unknown) =>
      typeof action === "object" && action !== null && REPLACE in action
        ? action[REPLACE]
        : reducer(state, action);
    const hook = (first: () => unknown) => {
      const pair = React.useReducer(reduce, undefined, first);
      dispatch = pair[1];
      return pair as [unknown, unknown];
    };
    const start = () => (init ? init(argument) : argument);
    return [settle(start, hook, (value) => dispatch({ [REPLACE]: value })), dispatch];
  }

  function useRef(initial: unknown): React.RefObject<unknown> {
    const [ref, setRef] = React.useState(() => watchedRef(live));
    const hook = (first: () => unknown) => {
      React.useState(() => {
        ref.current = first();
      });
      return [ref.current, null] as [unknown, unknown];
    };
    settle(
      () => initial,
      hook,
      (value) => {
        ref.current = value;
        setRef(ref); // runs the component again, as the setters of state do
      },
    );
    return ref;
  }

  /** Hooks with dependencies run again when a missing name has arrived. */
  const dependent = (hook: AnyHook) => (callback: unknown, dependencies?: unknown) => {
    const stands = isStub(callback) ? () => undefined : callback;
    return hook(stands, Array.isArray(dependencies) ? [...dependencies, live.generation] : undefined);
  };

  /**
   * An effect that looked into a ref has done nothing if the element came with a later version, or was built anew:
   * after a version in which that happened it runs again, once.
   */
  const looking = (hook: AnyHook) => (callback: unknown, dependencies?: unknown) => {
    const [late, again] = React.useReducer((count: number) => count + 1, 0);
    const saw = React.useRef({ version: live.version, refs: new Map<React.RefObject<unknown>, unknown>() });
    const run = () => {
      const outer = live.looked;
      const looked = new Set<React.RefObject<unknown>>();
      live.looked = looked;
      try {
        return (callback as Callback)();
      } finally {
        live.looked = outer;
        const refs = new Map([...looked].map((ref) => [ref, ref.current]));
        saw.current = { version: live.version, refs };
      }
    };
    hook(
      isStub(callback) ? callback : run,
      Array.isArray(dependencies) ? [...dependencies, late] : undefined,
    );
    React.useEffect(() => {
      const { version, refs } = saw.current;
      if (version === live.version) return;
      saw.current = { version: live.version, refs };
      if ([...refs].some(([ref, seen]) => came(seen, ref.current))) again();
    });
  };

  /** An effect that sets state each time it runs would run without end: after many times in a second it does no more. */
  const bounded = (hook: AnyHook) => (callback: unknown, dependencies?: unknown) => {
    const runs = React.useRef({ count: 0, since: 0 });
    const run = () => {
      const { current } = runs;
      const now = performance.now();
      if (now - current.since > 1_000) runs.current = { count: 1, since: now };
      else if (++current.count > MAX_RUNS_PER_S) {
        if (current.count === MAX_RUNS_PER_S + 1)
          live.fail(new Error("An effect runs without end: it changes what it depends on."));
        return undefined;
      }
      const bag: Bag = new Set();
      const { version } = live;
      const undo = started.into(bag, callback as Callback);
      return () => {
        try {
          if (typeof undo === "function") undo();
        } finally {
          if (live.version !== version) started.end(bag);
        }
      };
    };
    return hook(isStub(callback) ? callback : run, dependencies);
  };

  return {
    useState,
    useReducer,
    useRef,
    useMemo: dependent(React.useMemo as AnyHook),
    useCallback: dependent(React.useCallback as AnyHook),
    useEffect: bounded(looking(dependent(React.useEffect as AnyHook))),
    useLayoutEffect: bounded(looking(dependent(React.useLayoutEffect as AnyHook))),
    use: (usable: unknown) => (isStub(usable) ? usable : React.use(usable as React.Context<unknown>)),
  };
}

/** A ref that tells the effect which looks into it. */
function watchedRef(live: Live): React.RefObject<unknown> {
  let value: unknown;
  const ref = {
    get current() {
      live.looked?.add(ref);
      return value;
    },
    set current(next) {
      value = next;
    },
  };
  return ref;
}

/** Where there was nothing, or another element, there is something now. What a program puts there itself may change. */
function came(seen: unknown, now: unknown): boolean {
  if (typeof now !== "object" || now === null || now === seen) return false;
  return seen === null || seen === undefined || seen instanceof Node;
}
