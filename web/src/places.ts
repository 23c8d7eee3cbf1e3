/** Lines of the artifact's code: the one that somebody points at, and what differs between two versions. Pure. */
import type { Files } from "./looking";
import type { Place } from "./said";

/** A line of a file, from 1. */
export type Spot = Pick<Place, "path" | "line">;

export interface ExcerptLine {
  line: number;
  text: string;
  hit: boolean;
}

const AROUND = 2;

/** The spot's line and its neighbours; empty if there is no such line. */
export function excerptOf(files: Files, spot: Spot): ExcerptLine[] {
  const lines = files[spot.path]?.split(/\r\n?|\n/) ?? [];
  if (spot.line < 1 || spot.line > lines.length) return [];
  const first = Math.max(1, spot.line - AROUND);
  return lines.slice(first - 1, spot.line + AROUND).map((text, at) => {
    const line = first + at;
    return { line, text, hit: line === spot.line };
  });
}

export function spotText({ path, line }: Spot): string {
  return `${path}:${line}`;
}

/** Adds, changes and removals of a file between two states of the artifact. */
export type Change = "added" | "changed" | "removed";

export function changesBetween(base: Files, target: Files): { path: string; change: Change }[] {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(target)])].sort();
  return paths.flatMap((path) => {
    if (base[path] === target[path]) return [];
    const change = base[path] === undefined ? "added" : target[path] === undefined ? "removed" : "changed";
    return [{ path, change }];
  });
}
