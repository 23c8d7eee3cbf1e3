import { describe, expect, it } from "vitest";
import { counts, filtered, type Line, MAX_LINES, withLine } from "./console";
import type { ConsoleLine, Level } from "./said";

const line = (text: string, level: Level = "log", row = 1): ConsoleLine => ({
  level,
  text,
  place: { name: "App", path: "App.tsx", line: row, column: 1 },
  count: 1,
});
const all = (...said: ConsoleLine[]) => said.reduce<Line[]>(withLine, []);

describe("the console", () => {
  it("folds what is said again in a row, and only that", () => {
    const lines = all(line("a"), line("a"), line("b"), line("a"), line("a", "warn"), line("a", "warn", 2));
    expect(lines.map(({ text, level, count }) => [text, level, count])).toEqual([
      ["a", "log", 2],
      ["b", "log", 1],
      ["a", "log", 1],
      ["a", "warn", 1],
      ["a", "warn", 1],
    ]);
    expect(withLine(lines, { ...line("a", "warn", 2), count: 40 }).at(-1)?.count).toBe(41);
  });

  it("keeps the newest lines, each with an id of its own", () => {
    const lines = all(...Array.from({ length: MAX_LINES + 20 }, (_, at) => line(`${at}`)));
    expect(lines).toHaveLength(MAX_LINES);
    expect(lines[0]?.text).toBe("20");
    expect(new Set(lines.map(({ id }) => id)).size).toBe(MAX_LINES);
  });

  it("counts repeats, and filters by level and text", () => {
    const lines = all(line("Boom", "error"), line("Boom", "error"), line("careful", "warn"), line("boom"));
    expect(counts(lines)).toEqual({ errors: 2, warnings: 1 });
    expect(filtered(lines, "all", " BOOM ").map(({ level }) => level)).toEqual(["error", "log"]);
    expect(filtered(lines, "errors", "").map(({ text }) => text)).toEqual(["Boom"]);
    expect(filtered(lines, "warnings", "boom")).toEqual([]);
  });
});
