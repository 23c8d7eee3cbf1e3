import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { apply, EMPTY } from "./fold";
import type { Event, SessionState } from "./protocol";

const FOLDER = new URL("../../tests/transcripts/", import.meta.url);
const transcripts = readdirSync(FOLDER).filter((name) => name.endsWith(".jsonl"));

describe("every transcript folds to the state that Python folded", () => {
  it.each(transcripts)("%s", (name) => {
    const lines = readFileSync(new URL(name, FOLDER), "utf8").trim().split("\n");
    const { state: expected } = JSON.parse(lines.pop() ?? "{}") as { state: SessionState };
    expect(lines.map((line) => JSON.parse(line) as Event).reduce(apply, EMPTY)).toEqual(expected);
  });
});

describe("an event that does not fit is refused", () => {
  it.each<[string, Event]>([
    ["a gap", { type: "text_delta", seq: 2, text: "x" }],
    ["a repetition", { type: "text_delta", seq: 0, text: "x" }],
    ["an unknown file", { type: "file_spliced", seq: 1, path: "App.tsx", at: 0, remove: 0, insert: "x" }],
    ["no turn", { type: "check_started", seq: 1, check: "types", version: null }],
  ])("%s", (_, event) => {
    expect(() => apply(EMPTY, event)).toThrow(RangeError);
  });

  it("past the end of the text", () => {
    const opened = apply(EMPTY, { type: "file_opened", seq: 1, path: "App.tsx", fresh: true });
    const past: Event = { type: "file_spliced", seq: 2, path: "App.tsx", at: 1, remove: 0, insert: "x" };
    expect(() => apply(opened, past)).toThrow(RangeError);
  });
});
