// Owns what the program has started outside of React: timers, animation frames, listeners of the window and the document, observers.
// What a module starts while it runs ends when its next version has run; what an effect starts and does not end by itself, with the
// version. Only calls that the program itself makes are known: what packages start is theirs. Used by scope.ts, evaluate.ts and hooks.ts.

type Realm = Window & typeof globalThis;
type Call = (...values: unknown[]) => unknown;
/** How to end each thing that was started. */
export type Bag = Set<() => void>;

const ONCE: [start: string, stop: string][] = [
  ["setTimeout", "clearTimeout"],
  ["requestAnimationFrame", "cancelAnimationFrame"],
  ["requestIdleCallback", "cancelIdleCallback"],
];
const OBSERVERS = ["IntersectionObserver", "MutationObserver", "ResizeObserver", "PerformanceObserver"];

export class Started {
  /** By name, what the program gets in place of the browser's own. */
  readonly globals = new Map<string, unknown>();
  private bag: Bag | null = null;

  constructor(private readonly host: Realm) {
    const own = host as unknown as Record<string, Call | undefined>;
    for (const [start, stop] of ONCE) this.timer(start, own[start], own[stop], true);
    this.timer("setInterval", own.setInterval, own.clearInterval, false);
    this.globals.set("addEventListener", this.listening(host));
    for (const name of OBSERVERS) {
      const real = own[name] as unknown as typeof MutationObserver | undefined;
      if (real) this.globals.set(name, this.observing(real));
    }
  }

  /** What `act` starts, and what its timers start in turn, is put into `bag`. */
  into<T>(bag: Bag, act: () => T): T {
    const before = this.bag;
    this.bag = bag;
    try {
      return act();
    } finally {
      this.bag = before;
    }
  }

  /** The same for modules, which also listen to the document. */
  module<T>(bag: Bag, act: () => T): T {
    const { document } = this.host;
    Object.defineProperty(document, "addEventListener", {
      value: this.listening(document),
      configurable: true,
    });
    try {
      return this.into(bag, act);
    } finally {
      Reflect.deleteProperty(document, "addEventListener");
    }
  }

  end(bag: Bag): void {
    for (const stop of bag) stop();
    bag.clear();
  }

  private timer(name: string, start: Call | undefined, stop: Call | undefined, once: boolean): void {
    if (!start || !stop) return;
    const { host } = this;
    this.globals.set(name, (callback: unknown, ...rest: unknown[]) => {
      const { bag } = this;
      if (bag === null || typeof callback !== "function") return start.call(host, callback, ...rest);
      const end = () => stop.call(host, id);
      const id = start.call(
        host,
        (...values: unknown[]) => {
          if (once) bag.delete(end);
          return this.into(bag, () => callback(...values));
        },
        ...rest,
      );
      bag.add(end);
      return id;
    });
  }

  private listening(target: EventTarget): Call {
    const add = target.addEventListener.bind(target) as Call;
    const remove = target.removeEventListener.bind(target) as Call;
    return (...values) => {
      add(...values);
      this.bag?.add(() => remove(...values));
    };
  }

  private observing(real: typeof MutationObserver): unknown {
    return new Proxy(real, {
      construct: (target, values, made) => {
        const observer = Reflect.construct(target, values, made) as MutationObserver;
        this.bag?.add(() => observer.disconnect());
        return observer;
      },
    });
  }
}
