/** The component's console as the drawer shows it: folded repeats, counts, a filter. Pure. Text from hostile code. */
import type { ConsoleLine, Fault } from "./said";

export interface Line extends ConsoleLine {
  /** Grows by one with each line; the list's key. */
  id: number;
}

export const MAX_LINES = 500;

/** With what was `said` at the end; the same again makes the last line count, and the oldest lines fall out. */
export function withLine(lines: readonly Line[], said: ConsoleLine): Line[] {
  const last = lines.at(-1);
  if (last && sameLine(last, said)) {
    return [...lines.slice(0, -1), { ...last, count: last.count + said.count }];
  }
  return [...lines.slice(-(MAX_LINES - 1)), { ...said, id: (last?.id ?? 0) + 1 }];
}

/** As the browser's console would say it. */
export function thrownLine({ message, places }: Fault): ConsoleLine {
  return { level: "error", text: `Uncaught ${message}`, place: places[0] ?? null, count: 1 };
}

function sameLine(a: ConsoleLine, b: ConsoleLine): boolean {
  return (
    a.level === b.level &&
    a.text === b.text &&
    a.place?.path === b.place?.path &&
    a.place?.line === b.place?.line
  );
}

export type Shown = "all" | "errors" | "warnings";

/** The lines of the levels that were asked for which hold `text`, whatever its case. */
export function filtered(lines: readonly Line[], shown: Shown, text: string): Line[] {
  const wanted = text.trim().toLowerCase();
  return lines.filter(
    (line) =>
      (shown === "all" || line.level === (shown === "errors" ? "error" : "warn")) &&
      (wanted === "" || line.text.toLowerCase().includes(wanted)),
  );
}

export function counts(lines: readonly Line[]): { errors: number; warnings: number } {
  let [errors, warnings] = [0, 0];
  for (const { level, count } of lines) {
    if (level === "error") errors += count;
    if (level === "warn") warnings += count;
  }
  return { errors, warnings };
}
