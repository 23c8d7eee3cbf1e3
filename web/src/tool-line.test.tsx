// @vitest-environment jsdom
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { EMPTY } from "./fold";
import type { SessionState, ToolPart, Turn } from "./protocol";
import { shortArguments, ToolLine } from "./tool-line";
import { turnStatus } from "./words";

const call: ToolPart = {
  type: "tool",
  call: 1,
  name: "search_icons",
  arguments: '{"words":"shopping basket"}',
  at: 0,
  outcome: null,
  result: "",
  ms: 0,
  round: 1,
};

function shown(part: ToolPart, running = true): Document {
  const html = renderToStaticMarkup(<ToolLine part={part} running={running} />);
  return new DOMParser().parseFromString(html, "text/html");
}

describe("a call of a tool", () => {
  it("says its name, its arguments and that it runs", () => {
    const line = shown(call).querySelector("summary")?.textContent;
    expect(line).toBe("search_iconsshopping basketrunning");
    expect(shown(call).querySelector(".animate-spin")).not.toBeNull();
  });

  it("says how it went and how long it took, with the result inside", () => {
    const page = shown({ ...call, outcome: "done", result: "ShoppingBasket", ms: 12 });
    expect(page.querySelector("summary")?.textContent).toContain("in 12 ms");
    expect(page.querySelector("pre")?.textContent).toContain("ShoppingBasket");
    const failed = shown({ ...call, outcome: "failed", result: "No such tool.", ms: 1 });
    expect(failed.querySelector("summary")?.textContent).toContain("failed after 1 ms");
  });

  it("shows arguments whole where the line shortens them", () => {
    expect(shown(call).querySelector("pre")?.textContent).toContain(call.arguments);
    expect(shown({ ...call, arguments: "{}" }).querySelector("pre")?.textContent).toBe("No result yet.");
  });

  it("was stopped if the turn is over", () => {
    expect(shown(call, false).querySelector("summary")?.textContent).toContain("stopped");
  });

  it("shows hostile text as text", () => {
    const hostile = "<img src=x onerror=alert(1)>";
    const page = shown({ ...call, name: hostile, arguments: hostile, outcome: "done", result: hostile });
    expect(page.querySelector("img")).toBeNull();
    expect(page.querySelector("pre")?.textContent).toContain(hostile);
  });

  it.each([
    ['{"path":"App.tsx","lines":[1,2]}', "App.tsx, [1,2]"],
    ["", ""],
    ["{half", "{half"],
    ["3", "3"],
    ["null", "null"],
  ])("shortens %s", (json, short) => {
    expect(shortArguments(json)).toBe(short);
  });

  it("is what the page says the turn does", () => {
    const turn = { outcome: null, checks: [], parts: [call] } as unknown as Turn;
    const session: SessionState = { ...EMPTY, turns: [turn] };
    expect(turnStatus(session)).toBe("Using search_icons…");
  });
});
