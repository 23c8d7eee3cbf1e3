import { describe, expect, it } from "vitest";
import { type Event, PROTOCOL_VERSION } from "./protocol";
import { entryOf } from "./renderable";
import { Store } from "./store";

const model = { vendor: "atelier", name: "sketch", built_in: true };
const usage = { input_tokens: 0, cached_tokens: 0, output_tokens: 0, estimated: true, cache_write_tokens: 0 };

function filled(...events: Event[]): Store {
  const store = new Store((publish) => publish());
  for (const event of events) store.receive(event);
  return store;
}

const started: Event = {
  type: "turn_started",
  seq: 1,
  turn: 1,
  prompt: "x",
  model,
  continues: null,
  at_ms: 1,
  why: "",
  attachments: [],
  purpose: "",
  picked: null,
};
const opened: Event = { type: "file_opened", seq: 2, path: "App.tsx", fresh: true };
const splice = (seq: number, at: number, insert: string): Event => {
  return { type: "file_spliced", seq, path: "App.tsx", at, remove: 0, insert };
};
const scanned = (seq: number, through: number): Event => ({ type: "scanned", seq, path: "App.tsx", through });

describe("the store", () => {
  it("offers the preview no text that was not scanned", () => {
    const store = filled(started, opened, splice(3, 0, "ab"), splice(4, 2, "cd"), scanned(5, 3));
    expect(store.view().session.files[0]?.text).toBe("abcd");
    expect(store.view().renderable).toEqual({
      files: { "App.tsx": "ab" },
      entry: "App.tsx",
      streaming: true,
      final: false,
    });
    store.receive(scanned(6, 4));
    expect(store.view().renderable.files).toEqual({ "App.tsx": "abcd" });
  });

  it("is final when the turn has ended, and keeps its object while nothing changes", () => {
    const store = filled(started, opened, splice(3, 0, "ab"), scanned(4, 3));
    const before = store.view().renderable;
    store.receive({ type: "text_delta", seq: 5, text: "…" });
    expect(store.view().renderable).toBe(before);
    const ended = { outcome: "cancelled", code: null, message: null, version: null } as const;
    store.receive({ type: "turn_ended", seq: 6, turn: 1, ...ended, usage, cost_usd: 0, at_ms: 2 });
    expect(store.view().renderable).toEqual({ ...before, streaming: false, final: true });
  });

  it("keeps the last scanned text over a rewrite and over a snapshot in mid-stream", () => {
    const store = filled(started, opened, splice(3, 0, "old"), scanned(4, 3));
    store.receive({ type: "file_opened", seq: 5, path: "App.tsx", fresh: true });
    store.receive(splice(6, 0, "new"));
    expect(store.view().renderable.files).toEqual({ "App.tsx": "old" });
    store.receive({ type: "snapshot", state: store.view().session });
    expect(store.view().renderable.files).toEqual({ "App.tsx": "old" });
    store.receive(scanned(7, 6));
    expect(store.view().renderable.files).toEqual({ "App.tsx": "new" });
  });

  it("starts from nothing after an event that does not fit", () => {
    const store = filled(started);
    expect(() => store.receive(splice(2, 0, "x"))).toThrow(RangeError);
    expect(store.lastSeq()).toBe(0);
  });

  it("counts pages until it is welcomed anew, and names the fork that was made", () => {
    const store = filled();
    store.receive({ type: "presence", pages: 3 });
    store.receive({ type: "fork_made", session_id: "abc" });
    expect([store.view().pages, store.view().fork]).toEqual([3, "abc"]);
    const preview_origin = "http://abc.preview.localhost";
    store.receive({
      type: "welcome",
      protocol: PROTOCOL_VERSION,
      session_id: "x",
      model,
      sandbox: "wasm",
      preview_origin,
      models: [],
      account: null,
    });
    expect(store.view().pages).toBe(1);
    store.receive({ type: "sandbox", tier: "docker" });
    expect(store.view().welcome).toMatchObject({ sandbox: "docker", preview_origin });
  });

  it("hears of the sandbox only when it is welcome", () => {
    const store = filled();
    store.receive({ type: "sandbox", tier: "docker" });
    expect(store.view().welcome).toBeNull();
  });

  it("publishes once for many messages", () => {
    const plans: (() => void)[] = [];
    const store = new Store((publish) => plans.push(publish));
    let renewed = 0;
    store.subscribe(() => renewed++);
    for (const event of [started, opened, splice(3, 0, "x")]) store.receive(event);
    expect(plans).toHaveLength(1);
    plans[0]?.();
    expect(renewed).toBe(1);
  });
});

it("finds the entry", () => {
  expect(entryOf(["lib/a.ts", "B.tsx", "App.tsx"])).toBe("App.tsx");
  expect(entryOf(["lib/a.ts", "B.jsx"])).toBe("B.jsx");
  expect(entryOf(["style.css", "a.js"])).toBe("a.js");
  expect(entryOf(["style.css"])).toBeNull();
});
