// What the page hears: values as short text, faults at their source line, console lines in batches.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FromFrame } from "../src/said";
import { formatAll } from "./format";
import { NoNetwork } from "./neutral/network";
import { LINES_BEFORE, placesOf, sourceNote } from "./places";
import { Report } from "./report";

let said: FromFrame[];
let report: Report;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  report = new Report((message) => said.push(message), null);
});
afterEach(() => vi.useRealTimers());

const lines = () => said.flatMap((message) => (message.type === "console" ? message.lines : []));
const faults = () => said.flatMap((message) => (message.type === "error" ? [message.fault.message] : []));

const READS: [unknown[], string][] = [
  [["a", 1, null, undefined], "a 1 null undefined"],
  [["%s is %d%%, %o", "x", "5", { a: 1 }], "x is 5%, {a: 1}"],
  [["%cred", "color: red"], "red"],
  [[[1, "two", [3]]], '[1, "two", [3]]'],
  [[new Map([["k", new Set([1])]])], 'Map(1) {"k" => Set(1) [1]}'],
  [[{ a: { b: { c: { d: 1 } } } }], "{a: {b: {c: {…}}}}"],
  [[Array.from({ length: 25 }, () => 0)], `[${"0, ".repeat(20)}… 5 more]`],
  [[new TypeError("bad")], "TypeError: bad"],
  [[Symbol("s"), 3n, formatAll], "Symbol(s) 3n ƒ formatAll"],
];

test.each(READS.map(([values, text]) => ({ values, text })))("$text", ({ values, text }) => {
  expect(formatAll(values)).toBe(text);
});

test("circles, throwing getters and long texts do no harm", () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const trap = {
    get a(): never {
      throw new Error("no");
    },
  };
  expect(formatAll([circle, trap])).toBe("{self: [circular]} {a: [unreadable]}");
  expect(formatAll(["x".repeat(9_000)])).toHaveLength(2_000);
});

test("a place is the author's line, and the artifact's only", () => {
  const body = `with ($scope) { return function () { "use strict";\nthrow new Error("here");\n}; }${sourceNote("ui/My Card.tsx")}`;
  const run = new Function("$scope", body)({}) as () => void;
  try {
    run();
    expect.unreachable();
  } catch (error) {
    const places = placesOf((error as Error).stack);
    expect(places).toHaveLength(1);
    expect(places[0]).toMatchObject({ path: "ui/My Card.tsx", line: 1, column: 7 });
  }
  expect(LINES_BEFORE).toBe(3);
  const stack = "Error: x\n    at TodoList (artifact:///App.tsx:15:9)\n    at t (http://host/frame/a.js:1:2)";
  expect(placesOf(stack)).toEqual([{ name: "TodoList", path: "App.tsx", line: 12, column: 9 }]);
});

test("a fault of the finished component is told once; of a version once more", () => {
  report.fault(new Error("half-written"));
  report.shown(true);
  const fault = new Error("boom");
  report.fault(fault);
  report.fault(fault);
  report.fault("a string");
  report.shown(true);
  report.fault(fault);
  expect(faults()).toEqual(["Error: boom", "a string", "Error: boom"]);
});

test("that the preview has no network is a line of the console, no fault", () => {
  report.shown(true);
  report.rejection(new NoNetwork("There is no network in the preview."));
  report.rejection(new Error("real"));
  vi.advanceTimersByTime(200);
  expect(lines().map(({ level, text }) => `${level} ${text}`)).toEqual([
    "error Uncaught (in promise) NoNetwork: There is no network in the preview.",
  ]);
  expect(faults()).toEqual(["Error: real"]);
});

test("console lines come in batches, repeats are counted, the rest is left out", () => {
  const real = { log: vi.fn(), assert: vi.fn(), warn: vi.fn() };
  report.listen(real as unknown as Console);
  report.shown(true);
  const { console: own } = { console: real as unknown as Console };
  own.log("same");
  own.log("same");
  own.warn("other");
  own.assert(true, "never");
  own.assert(1 > 2, "said");
  vi.advanceTimersByTime(200);
  expect(lines().map(({ level, text, count }) => [level, text, count])).toEqual([
    ["log", "same", 2],
    ["warn", "other", 1],
    ["error", "Assertion failed: said", 1],
  ]);
  said = [];
  report = new Report((message) => said.push(message), null);
  const loud = { log: vi.fn() };
  report.listen(loud as unknown as Console);
  report.shown(true);
  for (let n = 0; n < 1_000; n++) (loud as unknown as Console).log(n);
  vi.advanceTimersByTime(200);
  expect(said).toHaveLength(1);
  expect(lines()).toHaveLength(101);
  expect(lines().at(-1)?.text).toBe("900 more lines were left out.");
});

test("what streams says each thing once", () => {
  const loud = { log: vi.fn() };
  report.listen(loud as unknown as Console);
  for (let n = 0; n < 5; n++) {
    report.shown(false);
    (loud as unknown as Console).log("again");
    vi.advanceTimersByTime(200);
  }
  expect(lines()).toHaveLength(1);
});
