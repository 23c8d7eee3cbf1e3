import { describe, expect, it } from "vitest";
import { EMPTY } from "./fold";
import { stateOf } from "./preview";
import type { SessionState, Turn, Version } from "./protocol";
import { finished, isCutOff } from "./renderable";

const model = { vendor: "atelier", name: "sketch", built_in: true };
const usage = { input_tokens: 0, cached_tokens: 0, output_tokens: 0, estimated: true, cache_write_tokens: 0 };

function session(ends: Partial<Turn>, version: Partial<Version> = {}): SessionState {
  const turn: Turn = {
    turn: 1,
    prompt: "x",
    model,
    continues: null,
    started_ms: 1,
    parts: [],
    findings: [],
    checks: [],
    outcome: "cancelled",
    code: null,
    message: null,
    version: 1,
    usage,
    cost_usd: 0,
    ended_ms: 2,
    why: "",
    switches: [],
    purpose: "",
    picked: null,
    waiting: "",
    attachments: [],
    ...ends,
  };
  const made: Version = {
    version: 1,
    parent: null,
    turn: 1,
    origin: "prompt",
    status: "draft",
    label: "x",
    entry: "App.tsx",
    paths: ["App.tsx"],
    added: 1,
    removed: 0,
    at_ms: 2,
    error: null,
    checks: [],
    ...version,
  };
  return { ...EMPTY, turns: [turn], versions: [made] };
}

describe("a version whose text may end anywhere", () => {
  it.each<[string, SessionState, boolean]>([
    ["was stopped", session({}), true],
    ["broke off", session({ outcome: "failed", code: "network" }), true],
    ["is whole and fails its checks", session({ outcome: "failed", code: "check_failed" }), false],
    ["is final", session({ outcome: "final" }, { status: "final" }), false],
    ["is the user's own edit", session({}, { origin: "edit", turn: null }), false],
  ])("%s", (_, state, cut) => {
    expect(isCutOff(state, 1)).toBe(cut);
    expect(isCutOff(state, 2)).toBe(false);
  });

  it("shows what there is as all that it will show", () => {
    const files = { "App.tsx": "export default () => <p" };
    expect(stateOf({ state: "streaming" }, false, finished(files, false))).toBe("ready");
    expect(stateOf({ state: "empty" }, false, finished(files, false))).toBe("empty");
    expect(stateOf({ state: "streaming" }, true, finished(files, false))).toBe("streaming");
  });
});
