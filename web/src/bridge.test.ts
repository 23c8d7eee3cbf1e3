import { describe, expect, it } from "vitest";
import { Bridge, type Render, type Shown, type ToFrame } from "./bridge";

function frame() {
  const posted: ToFrame[] = [];
  const shown: Shown[] = [];
  const failures: string[] = [];
  let replaced = 0;
  const bridge = new Bridge({
    post: (message) => posted.push(message),
    replaceFrame: () => replaced++,
    shown: (state) => shown.push(state),
    failed: (message) => failures.push(message),
  });
  const renders = () => posted.flatMap((message) => (message.type === "render" ? [message] : []));
  const answer = (more: object = {}) => {
    const id = renders().at(-1)?.id;
    bridge.receive({ type: "rendered", id, ok: true, error: null, stubs: 0, painted: true, ...more });
  };
  return { bridge, posted, shown, failures, renders, answer, replaced: () => replaced };
}

const text = (code: string, final = false): Render => {
  return { files: { "App.tsx": code }, entry: "App.tsx", final, dark: false };
};

describe("Bridge", () => {
  it("sends nothing before ready, then only the newest", () => {
    const { bridge, renders } = frame();
    bridge.render(text("a"));
    bridge.render(text("ab"));
    expect(renders()).toEqual([]);
    bridge.receive({ type: "ready" });
    expect(renders().map((r) => r.files["App.tsx"])).toEqual(["ab"]);
  });

  it("keeps one render unanswered and the latest behind it", () => {
    const { bridge, renders, answer, shown } = frame();
    bridge.receive({ type: "ready" });
    for (const code of ["a", "ab", "abc"]) bridge.render(text(code));
    expect(renders()).toHaveLength(1);
    answer();
    expect(renders().map((r) => r.files["App.tsx"])).toEqual(["a", "abc"]);
    bridge.render(text("abc", true));
    answer({ ok: false, error: "not yet" });
    answer();
    expect(shown).toEqual([{ state: "streaming" }, { state: "streaming" }, { state: "ready" }]);
  });

  it("is not streaming before something was painted", () => {
    const { bridge, answer, shown } = frame();
    bridge.receive({ type: "ready" });
    bridge.render(text("a"));
    answer({ painted: false });
    expect(shown).toEqual([]);
  });

  it("shows the error of a final render, and passes on what the finished component throws", () => {
    const { bridge, answer, shown, failures } = frame();
    bridge.receive({ type: "ready" });
    bridge.render(text("a"));
    bridge.receive({ type: "error", message: "half-written", stack: "" });
    answer();
    bridge.render(text("a", true));
    answer({ ok: false, error: "x is not defined" });
    expect(shown.at(-1)).toEqual({ state: "error", message: "x is not defined" });
    bridge.receive({ type: "error", message: "boom", stack: "at App" });
    expect(failures).toEqual(["x is not defined", "boom"]);
  });

  it("renders the same files again only to finish them or for another colour scheme", () => {
    const { bridge, renders, answer } = frame();
    bridge.receive({ type: "ready" });
    bridge.render(text("a", true));
    answer();
    bridge.render(text("a", false));
    expect(renders()).toHaveLength(1);
    bridge.render({ ...text("a", true), dark: true });
    expect(renders()).toHaveLength(2);
  });

  it("replaces a frame that hangs, replays, and gives up on what hangs it again and again", () => {
    const { bridge, renders, replaced, shown } = frame();
    bridge.render(text("while(true){}", true));
    for (let i = 0; i < 3; i++) {
      bridge.receive({ type: "ready" });
      for (let tick = 0; tick < 3; tick++) bridge.tick();
    }
    expect(replaced()).toBe(3);
    expect(renders()).toHaveLength(3);
    expect(shown.at(-1)).toEqual({
      state: "error",
      message: "The preview was stopped. It does not respond.",
    });
    bridge.receive({ type: "ready" });
    expect(renders()).toHaveLength(3);
    bridge.render(text("fixed", true));
    expect(renders()).toHaveLength(4);
  });

  it("replaces a frame that floods", () => {
    const { bridge, replaced } = frame();
    bridge.receive({ type: "ready" });
    for (let i = 0; i < 1_000; i++) bridge.receive({ type: "pong", id: i });
    expect(replaced()).toBe(1);
  });

  it.each([null, 1, "ready", {}, { type: "nonsense" }, { type: "rendered", id: "1" }, []])(
    "ignores %j",
    (data) => {
      const { bridge, posted, shown } = frame();
      bridge.receive(data);
      expect([posted, shown]).toEqual([[], []]);
    },
  );
});
