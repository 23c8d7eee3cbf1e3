import { describe, expect, it } from "vitest";
import { fixPrompt, spotOf } from "./failure";
import { samplesPrompt, sentences } from "./neutralised";
import { changesBetween, excerptOf } from "./places";
import type { Fault } from "./said";

const FILES = { "App.tsx": "one\r\ntwo\nthree\nfour\nfive\nsix" };
const at = (path: string, line: number) => ({ name: "App", path, line, column: 3 });
const fault = (...places: Fault["places"]): Fault => ({
  message: "x is not a function",
  places,
  components: ["Row", "App"],
});

describe("an excerpt", () => {
  it("holds the line and its neighbours", () => {
    expect(excerptOf(FILES, { path: "App.tsx", line: 2 })).toEqual([
      { line: 1, text: "one", hit: false },
      { line: 2, text: "two", hit: true },
      { line: 3, text: "three", hit: false },
      { line: 4, text: "four", hit: false },
    ]);
    expect(excerptOf(FILES, { path: "App.tsx", line: 6 }).map(({ line }) => line)).toEqual([4, 5, 6]);
  });

  it.each([
    ["App.tsx", 0],
    ["App.tsx", 7],
    ["gone.tsx", 1],
  ])("of %s:%i is empty: there is no such line", (path, line) => {
    expect(excerptOf(FILES, { path, line })).toEqual([]);
  });
});

describe("the prompt of a repair", () => {
  it("says what, in which component, where, and shows the code", () => {
    expect(fixPrompt("x is not a function", fault(at("gone.tsx", 1), at("App.tsx", 6)), FILES)).toBe(
      [
        "Fix this error of the preview and keep everything else.",
        "",
        "```",
        "x is not a function",
        "in <Row> at App.tsx:6",
        "",
        "  4 | four",
        "  5 | five",
        "> 6 | six",
        "```",
      ].join("\n"),
    );
  });

  it("says what is known of a preview that was stopped", () => {
    expect(fixPrompt("The preview was stopped.", null, FILES).split("\n").at(-2)).toBe(
      "The preview was stopped.",
    );
    expect(spotOf(fault(at("gone.tsx", 1)), FILES)).toBeNull();
  });
});

it("tells added, changed and removed files", () => {
  expect(changesBetween({ a: "1", b: "1", c: "1" }, { b: "2", c: "1", d: "1" })).toEqual([
    { path: "a", change: "removed" },
    { path: "b", change: "changed" },
    { path: "d", change: "added" },
  ]);
});

it("says what has a stand-in, and nothing of what works all the same", () => {
  const network = { count: 3, example: "GET /api/users" };
  expect(sentences({ network })).toEqual([
    "This component uses the network (3 calls, last GET /api/users): the preview has none.",
  ]);
  const storage = { count: 9, example: "" };
  expect(sentences({ storage })).toEqual([]);
  expect(sentences({ storage, network })).toHaveLength(2);
  expect(samplesPrompt({ network })).toContain('export const samples = { "GET /api/users": … }');
});
