// @vitest-environment jsdom
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { apply, EMPTY } from "./fold";
import type { Event, FilePart, Turn } from "./protocol";
import { fileWord, TurnView } from "./turn";

const TRANSCRIPT = join(import.meta.dirname, "../../tests/transcripts/edits-without-a-place.jsonl");

/** The files that the turn names, each with its word, when so many events have come. */
function chips(seq: number, change: Partial<Turn> = {}): string[] {
  const lines = readFileSync(TRANSCRIPT, "utf8").trim().split("\n").slice(0, seq);
  const state = lines.map((line) => JSON.parse(line) as Event).reduce(apply, EMPTY);
  const turn = state.turns.at(-1);
  if (!turn) throw new Error("no turn");
  const nothing = () => {};
  const html = renderToStaticMarkup(
    <TurnView
      mine
      turn={{ ...turn, ...change }}
      session_id="s"
      files={state.files}
      last
      canContinue
      ways={null}
      onContinue={nothing}
      onFix={nothing}
      onFile={nothing}
    />,
  );
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.querySelectorAll(".chip")].map((chip) => chip.textContent);
}

describe("a file that a turn names", () => {
  it("is said to be edited as soon as it is, and changed only if it was", () => {
    expect(chips(8)).toEqual(["App.tsxEditing"]);
    expect(chips(9)).toEqual(["App.tsxNot changed"]);
    expect(chips(13)).toEqual(["App.tsxNot changed", "Two.tsxEmpty", "App.tsxEditing"]);
  });

  it("keeps its word when the turn was stopped", () => {
    expect(chips(16, { version: 2 })).toEqual(["App.tsxNot changed", "Two.tsxEmpty", "App.tsxEdited"]);
  });

  it("is not kept by a turn that made no version", () => {
    expect(chips(16)).toEqual(["App.tsxNot changed", "Two.tsxEmpty", "App.tsxNot kept"]);
  });

  it.each<[Partial<FilePart>, boolean, boolean, string]>([
    [{ fresh: true }, true, true, "Writing"],
    [{ fresh: true, touched: true }, false, true, "Written"],
    [{ fresh: true, touched: true }, false, false, "Not kept"],
    [{ fresh: true, touched: true, removed: true }, false, true, "Removed"],
  ])("%o", (part, open, kept, word) => {
    const plain = { type: "file", path: "a", fresh: false, touched: false, removed: false } as const;
    expect(fileWord({ ...plain, ...part }, open, kept)).toBe(word);
  });
});
