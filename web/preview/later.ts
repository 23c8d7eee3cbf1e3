// biome-ignore-all lint/correctness/noComponentHookFactories: this is what React.lazy is
// Owns the components that come later (`React.lazy`, next/dynamic): one type for each place in the program, in every version, which
// shows the newest that was loaded. While the text streams a load that fails is waited out: its module may still be on its way. In a
// finished program it is told: what was loaded before stays, and where nothing was, the next version starts anew.

import * as React from "react";
import type { Live } from "./live";
import type { Props } from "./shells";

// biome-ignore lint/suspicious/noExplicitAny: any component may be loaded
type Any = React.ComponentType<any>;
type Load = () => Promise<{ default: Any }>;
type Create = (type: unknown, props: Props) => React.ReactNode;

interface Place {
  type: React.LazyExoticComponent<Any>;
  load(load: Load): void;
}

/** `place` names what the running module makes next, null while none runs. */
export function makeLazy(live: Live, place: () => string | null, create: Create): (load: Load) => Any {
  const places = new Map<string, Place>();
  return (load) => {
    const at = place();
    const known = at === null ? undefined : places.get(at);
    const found = known ?? placed(live, create, () => at !== null && places.delete(at));
    if (at !== null) places.set(at, found);
    found.load(load);
    return found.type;
  };
}

/** `forget` gives the place up: React never asks again for what failed once. */
function placed(live: Live, create: Create, forget: () => void): Place {
  let newest: Load | null = null;
  let component: unknown = null;
  let failure: { error: unknown } | null = null;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const Show = (props: Props) => {
    const failed = React.useSyncExternalStore(subscribe, () => failure);
    // Thrown, it would take the last good page with it: the shell around would fall back to a tree that throws again.
    React.useEffect(() => {
      if (failed) live.fail(failed.error);
    }, [failed]);
    return create(
      React.useSyncExternalStore(subscribe, () => component),
      props,
    );
  };
  let asked = false;
  let settle: { resolve(module: { default: Any }): void; reject(reason: unknown): void } | null = null;
  const first = new Promise<{ default: Any }>((resolve, reject) => {
    settle = { resolve, reject };
  });

  async function run(load: Load): Promise<void> {
    try {
      // The module that says what to load has to end first.
      await null;
      const loaded = await load();
      if (newest !== load) return;
      component = loaded?.default;
      settle?.resolve({ default: Show as Any });
      tell();
    } catch (error) {
      if (newest !== load || live.streaming) return;
      if (component === null) {
        forget();
        settle?.reject(error);
      } else {
        failure = { error };
        tell();
      }
    }
  }

  return {
    // Nothing is loaded before it is shown.
    type: React.lazy(() => {
      asked = true;
      if (newest) void run(newest);
      return first;
    }),
    load(load) {
      newest = load;
      failure = null;
      if (asked) void run(load);
    },
  };
}
