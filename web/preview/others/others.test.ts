// The cut over files that other people wrote: every prefix of a package's sources compiles, and the cut never stands still
// for more than a quarter of a file.

import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { compileModule } from "../compile";
import { Completer } from "../complete";
import { others } from "./fetch.mjs";

const SIZES = [1, 3, 6, 7, 11, 0];
/** A quarter of a tiny file is less than one statement; so much may always wait. */
const MAY_WAIT = 500;
const SAMPLES = 4;
/** All of them take minutes: the benchmark reads the rest. */
const ONE_OF = 3;
/** Of all files; the rest declare a component by an arrow function with very many parameters, which are cut at their end only. */
const MOVES_SHARE = 0.995;

interface File {
  path: string;
  text: string;
}

let files: File[] = [];

beforeAll(async () => {
  // The largest of the packages is left to the benchmark.
  const paths = await others((spec) => !spec.startsWith("@patternfly/"));
  files = paths
    .filter((_, index) => index % ONE_OF === 0)
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}, 900_000);

/** Why a text is no module; null if it is one. */
function refusal(text: string): string | null {
  try {
    new Function("require", "exports", "module", compileModule("part.tsx", text));
    return null;
  } catch (error) {
    return `${error}\n…${text.slice(-160)}`;
  }
}

/** Pseudo-random, the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state % below;
  };
}

/** Comments say nothing: only code counts as standing still. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<![:"'`])\/\/[^\n]*/g, (comment) => " ".repeat(comment.length));

const weight = (text: string): number => text.replace(/\s+/g, " ").length;

interface Streamed {
  /** Some of the prefixes, closed. */
  parts: string[];
  /** The longest stretch of code in which the cut did not move, as a share of the file. */
  still: number;
}

function stream(text: string, size: number, next: (below: number) => number): Streamed {
  const completer = new Completer();
  const code = withoutComments(text);
  const parts: string[] = [];
  let still = 0;
  let from = 0;
  let before = 0;
  for (let end = 0; end < text.length; ) {
    end = Math.min(text.length, end + (size || 1 + next(160)));
    completer.feed(text.slice(0, end));
    if (completer.safe > from || end === text.length) {
      const waited = weight(code.slice(from, end === text.length ? end : before));
      if (waited > MAY_WAIT) still = Math.max(still, waited / weight(code));
      from = completer.safe;
      if (next(Math.max(1, Math.floor(text.length / (40 * SAMPLES)))) === 0)
        parts.push(completer.completed());
    }
    before = end;
  }
  return { parts: [...parts.slice(0, SAMPLES), completer.completed()], still };
}

test("every prefix compiles, and the cut keeps moving", () => {
  const bad: string[] = [];
  const slow: string[] = [];
  let whole = 0;
  for (const [index, { path, text }] of files.entries()) {
    const { parts, still } = stream(text, SIZES[index % SIZES.length] as number, numbers(index + 1));
    const reason = parts.map(refusal).find((each) => each !== null);
    // A file that is no module by itself says nothing of its prefixes.
    if (reason && refusal(text) === null) bad.push(`${path}: ${reason}`);
    if (still > 0.25) slow.push(path);
    whole++;
  }
  expect(whole).toBeGreaterThan(400);
  expect(bad).toEqual([]);
  expect(slow.length / whole, slow.join("\n")).toBeLessThan(1 - MOVES_SHARE);
}, 900_000);
