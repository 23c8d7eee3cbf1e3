import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { codeFiles } from "./code-files";
import { apply, EMPTY } from "./fold";
import type { Event, SessionState } from "./protocol";
import { slugOf, zipOf } from "./zip";

const model = { vendor: "atelier", name: "sketch", built_in: true };
const played = (events: readonly object[], from: SessionState = EMPTY) =>
  events.reduce<SessionState>(
    (state, event) => apply(state, { ...event, seq: state.seq + 1 } as Event),
    from,
  );
const started = (turn: number) => ({
  type: "turn_started",
  turn,
  prompt: "x",
  model,
  continues: null,
  at_ms: 1,
});
const made = (version: number, turn: number, paths: string[]) => ({
  type: "version_created",
  ...{ version, parent: null, turn, origin: "prompt", status: "final", label: "x" },
  ...{ entry: "App.tsx", paths, added: 1, removed: 0, at_ms: 1 },
});
const usage = { input_tokens: 0, cached_tokens: 0, output_tokens: 0, estimated: true };
const ended = (turn: number) => ({
  type: "turn_ended",
  ...{ turn, outcome: "final", code: null, message: null, version: turn, usage, cost_usd: 0, at_ms: 2 },
});
const opened = (path: string, fresh: boolean) => ({ type: "file_opened", path, fresh });
const spliced = (path: string, insert: string) => ({ type: "file_spliced", path, at: 0, remove: 0, insert });

describe("the files of the Code view", () => {
  const first = played([started(1), opened("App.tsx", true), spliced("App.tsx", "a")]);
  const final = played([made(1, 1, ["App.tsx"]), ended(1)], first);

  it("are followed while they are written, and new in their first turn", () => {
    expect(codeFiles(first)).toEqual([
      { path: "App.tsx", text: "a", open: true, flow: "writing", mark: "added" },
    ]);
    expect(codeFiles(final)[0]).toMatchObject({ flow: "still", mark: "added" });
  });

  it("are marked by the newest turn alone: edited in place, or new", () => {
    const second = played([started(2), opened("App.tsx", false), opened("b.css", true)], final);
    expect(codeFiles(second)).toMatchObject([
      { path: "App.tsx", flow: "editing", mark: "changed" },
      { path: "b.css", flow: "writing", mark: "added" },
    ]);
    const third = played([made(2, 2, ["App.tsx", "b.css"]), ended(2), started(3)], second);
    expect(codeFiles(third).map(({ flow, mark }) => [flow, mark])).toEqual([
      ["still", null],
      ["still", null],
    ]);
  });
});

it("packs every file below one folder", () => {
  const texts = { "App.tsx": "grüß 👋", "lib/a.ts": "" };
  const entries = unzipSync(new Uint8Array(zipOf("todo", texts)));
  const decoded = Object.entries(entries).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]);
  expect(Object.fromEntries(decoded)).toEqual({ "todo/App.tsx": "grüß 👋", "todo/lib/a.ts": "" });
});

it.each([
  ["A todo list!", "a-todo-list"],
  ["../../etc", "etc"],
  ["日本語", "component"],
  [null, "component"],
])("a title %j is a folder %j", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
