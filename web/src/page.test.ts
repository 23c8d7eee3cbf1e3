// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { HOLD_MS } from "./changed-lines";
import { whyNot } from "./composer";
import { changeBetween, Editor } from "./editor";
import { EMPTY } from "./fold";
import { MAX_PROMPT_CHARS, type Turn } from "./protocol";
import { connectionStatus, costLine, titleOf, turnStateOf, turnStatus } from "./words";

const usage = {
  input_tokens: 1400,
  cached_tokens: 0,
  output_tokens: 90,
  estimated: false,
  cache_write_tokens: 0,
};

describe("what the page says", () => {
  it("about the connection", () => {
    const waiting = { state: "waiting", retry_at_ms: 2_000, attempt: 3 } as const;
    expect(connectionStatus(waiting, true, 500)).toBe("Connection lost: reconnecting in 2 s");
    expect(connectionStatus({ state: "connecting" }, false, 0)).toBe("Connecting…");
    expect(connectionStatus({ state: "open" }, true, 0)).toBeNull();
  });

  it("about cost", () => {
    const vendor = { vendor: "openai", name: "x", built_in: false };
    const sketch = { vendor: "atelier", name: "sketch", built_in: true };
    expect(costLine(usage, 0.0042, vendor)).toBe("1,400 in · 90 out · $0.0042");
    expect(costLine({ ...usage, cached_tokens: 300 }, null, vendor)).toBe(
      "1,400 in · 300 cached · 90 out · cost unknown",
    );
    expect(costLine({ ...usage, estimated: true }, 0, sketch)).toBe(
      "about 1,400 in · 90 out · $0.0000 (built-in)",
    );
  });

  it("about an empty session", () => {
    expect([titleOf(EMPTY), turnStateOf(EMPTY), turnStatus(EMPTY)]).toEqual([null, "idle", ""]);
  });

  it("about a turn that was stopped, with and without a version", () => {
    const stopped = (version: number | null) =>
      turnStatus({ ...EMPTY, turns: [{ outcome: "cancelled", version } as Turn] });
    expect(stopped(3)).toBe("Stopped. What there is was kept as a draft.");
    expect(stopped(null)).toBe("Stopped. Nothing was written yet.");
  });

  it("about a fork", () => {
    const fork = { ...EMPTY, forked_from: { session_id: "abc", version: 2, title: "A page" } };
    expect(titleOf(fork)).toBe("Fork of A page");
  });

  it("about a prompt that cannot be sent", () => {
    expect(whyNot("x", true, false, false)).toBeNull();
    expect(whyNot("x", false, false, false)).toContain("Not connected");
    expect(whyNot("🎉".repeat(MAX_PROMPT_CHARS), true, false, false)).toBeNull();
    expect(whyNot("x".repeat(MAX_PROMPT_CHARS + 1), true, false, false)).toBe(
      "20,001 characters; at most 20,000 fit. Shorten the prompt.",
    );
  });
});

describe("changeBetween", () => {
  it.each([
    ["", "abc"],
    ["abc", "abcdef"],
    ["abcdef", "abXef"],
    ["aaaa", "aa"],
    ["aa", "aaaa"],
    ["abc", ""],
    ["🎉🎊", "🎊🎉"],
  ])("%j to %j", (from, to) => {
    const change = changeBetween(from, to);
    expect(change && from.slice(0, change.from) + change.insert + from.slice(change.to)).toBe(to);
  });

  it("of an append is an append, of nothing is null", () => {
    expect(changeBetween("abc", "abcd")).toEqual({ from: 3, to: 3, insert: "d" });
    expect(changeBetween("abc", "abc")).toBeNull();
  });
});

describe("Editor", () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.destroy());

  it("follows a stream, an edit that shortens it, and other line ends", () => {
    editor = new Editor(document.body, "App.tsx");
    for (const text of ["a", "a\r\nbc", "a\r\nb", "\rx"]) {
      editor.show(text, "writing");
      expect(editor.text).toBe(text.replace(/\r\n?/g, "\n"));
    }
  });

  it("gives the shown text back when an edit is discarded", () => {
    editor = new Editor(document.body, "App.tsx");
    editor.show("shown", "still");
    editor.edit();
    editor.view.dispatch({ changes: { from: 0, insert: "mine " } });
    expect(editor.text).toBe("mine shown");
    editor.discard();
    expect(editor.text).toBe("shown");
  });

  it("marks the lines that an edit changes, for a while", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "Date"] });
    editor = new Editor(document.body, "App.tsx");
    const marked = () => [...document.querySelectorAll(".cm-justChanged")].map((line) => line.textContent);
    editor.show("a\nb\nc\n", "writing");
    editor.show("a\nb\nc\nd", "writing");
    expect(marked()).toEqual([]);
    editor.show("a\nB\nB\nc\nd", "editing");
    expect(marked()).toEqual(["B", "B"]);
    vi.advanceTimersByTime(3 * HOLD_MS);
    expect(marked()).toEqual([]);
    vi.useRealTimers();
  });

  it("goes to a line that is asked for", () => {
    editor = new Editor(document.body, "App.tsx");
    editor.show("a\nb\nc", "still");
    editor.reveal(2);
    expect(document.querySelector(".cm-justChanged")?.textContent).toBe("b");
    editor.reveal(99);
    expect(editor.view.state.selection.main.head).toBe(4);
  });
});
