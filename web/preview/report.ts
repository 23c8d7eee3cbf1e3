// Owns what the page hears of the component's faults and of its console: each fault once, with its place in the source; console
// lines in batches, repeats counted, never so many that the page would take the frame for one that floods.

import type { ConsoleLine, Fault, FromFrame, Level } from "../src/said";
import { NoModule } from "./compile";
import { formatAll } from "./format";
import { NoNetwork } from "./neutral/network";
import { type Outside, Unavailable } from "./neutral/outside";
import { componentsOf, placesOf } from "./places";
import { wordsOf } from "./react-errors";

const BATCH_MS = 150;
const MAX_BATCH = 100;
const MAX_FAULTS = 20;
/** What goes on to the browser's own console; developer tools hang on more. */
const MAX_PASSED_PER_S = 500;

// biome-ignore format: a table
const LEVEL_OF: Record<string, Level> = {
  log: "log", info: "info", warn: "warn", error: "error", debug: "debug", trace: "log", dir: "log",
  dirxml: "log", table: "log", group: "log", groupCollapsed: "log",
};

/** `message`: what to say instead of the error's own words. */
export function faultOf(error: unknown, message?: string): Fault {
  if (!(error instanceof Error))
    return { message: message ?? formatAll([error]), places: [], components: [] };
  const places = error instanceof NoModule ? error.places : placesOf(error.stack);
  return { message: message ?? wordsOf(error), places, components: componentsOf(error) };
}

export class Report {
  private readonly told = new Set<string>();
  private lines: ConsoleLine[] = [];
  private dropped = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly once = new Set<string>();
  private finished = false;
  private passed = { count: 0, since: 0 };

  constructor(
    private readonly say: (message: FromFrame) => void,
    private readonly outside: Outside | null,
  ) {}

  /** A version is shown. One that streams may end anywhere: its faults are no news, its console says each thing once. */
  shown(finished: boolean): void {
    this.finished = finished;
    if (!finished) return;
    this.told.clear();
    this.once.clear();
    this.outside?.forget();
  }

  /** Of a finished component, and each only once. */
  fault(error: unknown, message?: string): void {
    if (!this.finished || this.told.size >= MAX_FAULTS) return;
    const fault = faultOf(error, message);
    const [place] = fault.places;
    const key = `${fault.message}|${place?.path}:${place?.line}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.say({ type: "error", fault });
  }

  /** A rejection that nobody handled. Where the preview itself refused something it is told, but is no fault. */
  rejection(reason: unknown): void {
    const refused = reason instanceof NoNetwork || reason instanceof Unavailable;
    if (refused || (this.outside?.count("network") ?? 0) > 0) {
      this.line(
        "error",
        [`Uncaught (in promise) ${faultOf(reason).message}`],
        faultOf(reason).places[0] ?? null,
      );
    } else this.fault(reason);
  }

  /** Whether one more line or fault is not to reach the browser's console. */
  flooded(): boolean {
    const now = performance.now();
    if (now - this.passed.since > 1_000) this.passed = { count: 0, since: now };
    return ++this.passed.count > MAX_PASSED_PER_S;
  }

  listen(console: Console): void {
    const own = console as unknown as Record<string, (...values: unknown[]) => void>;
    const capture = (name: string, level: Level, pick: (values: unknown[]) => unknown[] | null) => {
      const real = own[name];
      own[name] = (...values) => {
        if (!this.flooded()) real?.apply(console, values);
        const said = pick(values);
        if (said) this.line(level, said);
      };
    };
    for (const [name, level] of Object.entries(LEVEL_OF)) capture(name, level, (values) => values);
    capture("assert", "error", ([holds, ...rest]) => (holds ? null : ["Assertion failed:", ...rest]));
    const counts = new Map<string, number>();
    capture("count", "log", ([label = "default"]) => {
      const name = String(label);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return [`${name}: ${counts.get(name)}`];
    });
    const started = new Map<string, number>();
    capture("time", "log", ([label = "default"]) => {
      started.set(String(label), performance.now());
      return null;
    });
    capture("timeEnd", "log", ([label = "default"]) => {
      const since = started.get(String(label));
      return since === undefined ? null : [`${String(label)}: ${(performance.now() - since).toFixed(1)} ms`];
    });
  }

  private line(level: Level, values: unknown[], at?: ConsoleLine["place"]): void {
    if (this.lines.length >= MAX_BATCH) {
      this.dropped++;
      return;
    }
    const place = at !== undefined ? at : (placesOf(new Error().stack)[0] ?? null);
    const text = formatAll(values);
    const key = `${level}|${text}|${place?.path}:${place?.line}`;
    if (!this.finished) {
      if (this.once.has(key)) return;
      this.once.add(key);
    }
    const last = this.lines.at(-1);
    const same = last?.text === text && last.level === level && last.place?.line === place?.line;
    if (last && same && last.place?.path === place?.path) last.count++;
    else this.lines.push({ level, text, place, count: 1 });
    this.timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }

  private flush(): void {
    this.timer = null;
    const { lines, dropped } = this;
    this.lines = [];
    this.dropped = 0;
    if (dropped > 0)
      lines.push({ level: "warn", text: `${dropped} more lines were left out.`, place: null, count: 1 });
    if (lines.length > 0) this.say({ type: "console", lines });
  }
}
