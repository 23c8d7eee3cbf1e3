// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ANSWER_MS, fateOf, givenBack, type Sent, takenOut } from "./asking";
import { EMPTY } from "./fold";
import type { Event, Error as Refusal, Turn } from "./protocol";
import { Store } from "./store";
import { Box } from "./test-box";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const REFUSAL: Refusal = { type: "error", code: "busy", message: "A turn is running.", retryable: true };
const began = (prompt: string, seq = 1): Event =>
  ({ type: "turn_started", seq, turn: seq, prompt, attachments: [] }) as unknown as Event;

describe("the prompt box", () => {
  let host: HTMLDivElement;
  let root: ReturnType<typeof createRoot>;
  let store: Store;
  const send = vi.fn(() => true);

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    host = document.body.appendChild(document.createElement("div"));
    root = createRoot(host);
    store = new Store((publish) => publish());
    act(() => store.connectionChanged({ state: "open" }));
    act(() => root.render(<Box {...{ store, send }} />));
  });
  afterEach(() => {
    act(() => root.unmount());
    host.remove();
    vi.useRealTimers();
  });

  const submit = () => act(() => host.querySelector("form")?.requestSubmit());
  const pin = () =>
    act(() => [...host.querySelectorAll("button")].find((it) => it.textContent === "Pin")?.click());
  const text = () => host.querySelector("textarea")?.value;
  const alert = () => host.querySelector("[role=alert]")?.textContent;
  const type = (value: string) =>
    act(() => {
      const area = host.querySelector("textarea");
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(area, value);
      area?.dispatchEvent(new window.Event("input", { bubbles: true }));
    });

  it("is empty while a prompt is on its way, and stays so when its turn begins", () => {
    submit();
    expect(text()).toBe("");
    expect(host.textContent).toContain("Sending…");
    act(() => store.receive(began("like this")));
    expect(text()).toBe("");
    expect(host.textContent).not.toContain("Sending…");
  });

  it("stays empty when its turn begins with what the server could read of half a character", () => {
    type("like \ud83c");
    submit();
    act(() => store.receive(began("like \ufffd")));
    act(() => vi.advanceTimersByTime(ANSWER_MS));
    expect([text(), alert()]).toEqual(["", undefined]);
  });

  it("gets back what the server refused, before what was typed since", () => {
    submit();
    type("and this");
    act(() => store.receive(REFUSAL));
    expect(text()).toBe("like this\n\nand this");
    act(() => store.receive(began("like this")));
    expect(text()).toBe("and this");
  });

  it("gets back what was refused when another page's turn begins before the page shows the refusal", () => {
    const frames: (() => void)[] = [];
    store = new Store((publish) => frames.push(publish));
    const frame = () =>
      act(() => {
        for (const publish of frames.splice(0)) publish();
      });
    store.connectionChanged({ state: "open" });
    frame();
    act(() => root.render(<Box {...{ store, send }} key="slow" />));
    submit();
    store.receive(REFUSAL);
    store.receive(began("of another page"));
    frame();
    expect(alert()).toBeUndefined();
    expect(text()).toBe("like this");
    expect(host.textContent).not.toContain("Sending…");
  });

  it("gets nothing back when a command that was sent before it is refused", () => {
    pin();
    submit();
    act(() => store.receive(REFUSAL));
    expect(text()).toBe("");
    expect(host.textContent).toContain("Sending…");
    pin();
    act(() => store.receive(REFUSAL));
    expect(text()).toBe("like this");
    expect(host.textContent).not.toContain("Sending…");
  });

  it("stays empty when the command before it gets no answer in time", () => {
    pin();
    act(() => vi.advanceTimersByTime(1_000));
    submit();
    act(() => vi.advanceTimersByTime(ANSWER_MS - 1_000));
    expect(alert()).toBe("The server has not answered for 20 s.");
    expect(text()).toBe("");
    act(() => vi.advanceTimersByTime(1_000));
    expect(text()).toBe("like this");
  });

  it("gets back what no answer came to, and says so", () => {
    submit();
    act(() => vi.advanceTimersByTime(ANSWER_MS - 1));
    expect(text()).toBe("");
    act(() => vi.advanceTimersByTime(1));
    expect(text()).toBe("like this");
    expect(alert()).toBe("The server has not answered for 20 s. Your prompt is back in the box.");
    expect(host.textContent).not.toContain("Sending…");
    act(() => store.receive(began("like this")));
    expect(text()).toBe("");
  });

  it("gets back what was under way when the connection was lost, also when another turn begins", () => {
    submit();
    act(() => store.connectionChanged({ state: "connecting" }));
    expect(text()).toBe("like this");
    act(() => store.connectionChanged({ state: "open" }));
    act(() => store.receive(began("of another page")));
    expect(text()).toBe("like this");
  });
});

describe("what became of a command", () => {
  const at = { turns: 1, seq: 5, before: 0, due_ms: 100, returned: false };
  const seen: Parameters<typeof fateOf>[1] = {
    session: { ...EMPTY, seq: 5, turns: [{} as Turn] },
    connection: { state: "open" },
    refusals: 0,
    fork: null,
  };
  const sent = (command: Sent["command"]): Sent => ({ ...at, command });
  const later = { session: { ...seen.session, seq: 6 } };

  it.each<[Sent["command"], Partial<typeof seen>, string]>([
    [{ type: "pin_model", model: null }, {}, "waits"],
    [{ type: "pin_model", model: null }, later, "taken"],
    [{ type: "restore", version: 1 }, later, "taken"],
    [{ type: "refine", version: 1, model: null }, later, "waits"],
    [{ type: "fork", version: 1 }, later, "waits"],
    [{ type: "fork", version: 1 }, { fork: "abc" }, "taken"],
    [{ type: "continue" }, { refusals: 1 }, "refused"],
    [{ type: "continue" }, { connection: { state: "connecting" } }, "refused"],
  ])("%j with %j %s", (command, change, fate) => {
    expect(fateOf(sent(command), { ...seen, ...change }, 99)).toBe(fate);
  });

  it("is overdue at its time, and a refusal from before is none", () => {
    expect(fateOf(sent({ type: "continue" }), seen, 100)).toBe("overdue");
    const before = { ...sent({ type: "continue" }), before: 1 };
    expect(fateOf(before, { ...seen, refusals: 1 }, 99)).toBe("waits");
  });

  it("does not mind white space at the ends of a prompt", () => {
    const turns = [...seen.session.turns, { prompt: "a todo" } as Turn];
    const prompt = sent({ type: "prompt", text: "\u001fa todo\ufeff\n", model: null, attachments: [] });
    expect(fateOf(prompt, { ...seen, session: { ...seen.session, turns } }, 0)).toBe("taken");
  });
});

it("a text that is given back can be taken out again", () => {
  for (const typed of ["", "more", "more\n\nof it"])
    expect(takenOut("it", givenBack("it", typed))).toBe(typed);
  expect(givenBack("it", "it")).toBe("it");
  expect(takenOut("it", "it changed")).toBe("it changed");
});
