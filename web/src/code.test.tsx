// @vitest-environment jsdom
import { EditorView } from "@codemirror/view";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Code from "./code";
import type { CodeFile } from "./code-files";
import { MAX_FILE_CHARS, type Error as Refusal } from "./protocol";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const STALE = "There is a newer version";
const changed: Refusal = { type: "error", code: "bad_request", message: "base_version: …", retryable: false };

function file(text: string, path = "App.tsx"): CodeFile {
  return { path, text, flow: "still", open: false, mark: null };
}

describe("the user's own edit", () => {
  let host: HTMLDivElement;
  let root: ReturnType<typeof createRoot>;
  const save = vi.fn(() => true);

  beforeEach(() => {
    host = document.body.appendChild(document.createElement("div"));
    root = createRoot(host);
    save.mockClear();
    show([file("old\n")], 3);
    press("Edit");
    act(() => view().dispatch({ changes: { from: 0, to: 3, insert: "mine" } }));
  });
  afterEach(() => {
    act(() => root.unmount());
    host.remove();
  });

  function show(files: CodeFile[], version: number, refusal: Refusal | null = null): void {
    const still = { choice: null, choose: () => {}, locked: null, download: async () => {} };
    act(() => root.render(<Code {...{ files, version, refusal, save }} {...still} />));
  }

  function button(name: string): HTMLButtonElement | undefined {
    const all = [...host.querySelectorAll("button")];
    return all.find((each) => (each.getAttribute("aria-label") ?? each.textContent) === name);
  }

  function press(name: string): void {
    act(() => button(name)?.click());
  }

  function view(): EditorView {
    const found = EditorView.findFromDOM(host);
    if (!found) throw new Error("no editor");
    return found;
  }

  const text = () => view().state.doc.toString();

  it("is over when a version holds the text", () => {
    press("Save");
    expect(save).toHaveBeenCalledWith({
      type: "edit_file",
      path: "App.tsx",
      text: "mine\n",
      base_version: 3,
    });
    show([file("mine\n")], 4);
    expect(text()).toBe("mine\n");
    expect(button("Edit")).toBeDefined();
  });

  it("is saved by Ctrl+S, and Escape leads out of the text to the button", () => {
    const key = (key: string, more = {}) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
      act(() => void view().contentDOM.dispatchEvent(event));
      return event.defaultPrevented;
    };
    key("Escape");
    expect(document.activeElement).toBe(button("Save"));
    expect(key("s", { ctrlKey: true })).toBe(true);
    expect(save).toHaveBeenCalledOnce();
    show([file("mine\n")], 4);
    expect(key("s", { ctrlKey: true })).toBe(false);
    expect(save).toHaveBeenCalledOnce();
  });

  it("is asked about before the page is left, as long as it differs", () => {
    const leave = () => {
      const event = new window.Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(true);
    act(() => view().dispatch({ changes: { from: 0, to: 4, insert: "old" } }));
    expect(leave()).toBe(false);
    act(() => view().dispatch({ changes: { from: 0, insert: "mine " } }));
    press("Discard");
    expect(leave()).toBe(false);
  });

  it("is not sent when it is too long: it stays, and the limit is said", () => {
    act(() => view().dispatch({ changes: { from: 0, insert: "🎉".repeat(MAX_FILE_CHARS) } }));
    press("Save");
    expect(save).not.toHaveBeenCalled();
    expect(host.querySelector("[role=alert]")?.textContent).toContain("at most 200,000 fit");
    expect(text()).toContain("🎉mine");
    act(() => view().dispatch({ changes: { from: 0, to: 2 * 5 } }));
    press("Save");
    expect(save).toHaveBeenCalledOnce();
    expect(host.querySelector("[role=alert]")).toBeNull();
  });

  it("is over when a version holds the text, half a character of which went as the server can read it", () => {
    act(() => view().dispatch({ changes: { from: 0, insert: "\ud83c " } }));
    press("Save");
    expect(save).toHaveBeenCalledWith(expect.objectContaining({ text: "\ufffd mine\n" }));
    show([file("\ufffd mine\n")], 4);
    expect(button("Edit")).toBeDefined();
  });

  it("keeps its text when it is refused", () => {
    press("Save");
    show([file("old\n")], 3, changed);
    expect(text()).toBe("mine\n");
    expect(button("Save")?.disabled).toBe(false);
  });

  it("keeps its text when another page's version came first, before and after the refusal", () => {
    press("Save");
    show([file("theirs\n")], 4);
    expect(text()).toBe("mine\n");
    show([file("theirs\n")], 4, changed);
    expect(text()).toBe("mine\n");
    expect(host.textContent).toContain(STALE);
    press("Discard");
    expect(text()).toBe("theirs\n");
  });

  it("keeps its text when another page's version has no such file", () => {
    show([file("other\n", "Other.tsx")], 4);
    expect(text()).toBe("mine\n");
    expect(host.textContent).toContain(STALE);
    press("Discard");
    expect(text()).toBe("other\n");
  });
});

describe("Copy code", () => {
  let host: HTMLDivElement;
  let root: ReturnType<typeof createRoot>;

  beforeEach(() => {
    host = document.body.appendChild(document.createElement("div"));
    root = createRoot(host);
    const still = {
      choice: null,
      choose: () => {},
      locked: null,
      download: async () => {},
      save: () => true,
    };
    act(() => root.render(<Code files={[file("mine")]} version={1} refusal={null} {...still} />));
  });
  afterEach(() => {
    act(() => root.unmount());
    host.remove();
    vi.unstubAllGlobals();
  });

  const ticked = () => host.querySelector("[aria-label='Copy code'] .text-good") !== null;
  const alert = () => host.querySelector("[role=alert]")?.textContent;
  const copy = () =>
    act(async () => host.querySelector<HTMLButtonElement>("[aria-label='Copy code']")?.click());

  it("ticks when the text was copied", async () => {
    const writeText = vi.fn(async () => {});
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    await copy();
    expect(writeText).toHaveBeenCalledWith("mine");
    expect([ticked(), alert()]).toEqual([true, undefined]);
  });

  it.each([
    ["there is no clipboard, as over plain HTTP", {}],
    ["the browser refuses", { clipboard: { writeText: () => Promise.reject(new Error("no")) } }],
  ])("says so when %s", async (_, navigator) => {
    vi.stubGlobal("navigator", navigator);
    await copy();
    expect([ticked(), alert()]).toEqual([false, expect.stringContaining("did not allow it")]);
  });

  it("says so when the project cannot be packed, as after an update of the server", async () => {
    const download = () => Promise.reject(new Error("gone"));
    const still = { choice: null, choose: () => {}, locked: null, download, save: () => true };
    act(() => root.render(<Code files={[file("mine")]} version={1} refusal={null} {...still} />));
    await act(async () => host.querySelector<HTMLButtonElement>("[aria-label='Download']")?.click());
    expect(alert()).toContain("could not be made");
  });
});
