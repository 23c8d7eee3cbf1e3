// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Chosen, readyIds, TurnPictures, whyNotPicture } from "./pictures";
import type { Event } from "./protocol";
import { Store } from "./store";
import { Box } from "./test-box";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const base = { key: 0, name: "a.png", url: "blob:a" };
const about = { id: "abc", mime: "image/png", width: 4, height: 3, bytes: 9 } as const;

describe("whether a picture can go", () => {
  it("by its type and size", () => {
    expect(whyNotPicture("image/webp", 5_000_000)).toBeNull();
    expect(whyNotPicture("image/gif", 5)).toContain("PNG, JPEG and WebP");
    expect(whyNotPicture("image/png", 5_000_001)).toContain("5 MB");
  });

  it("waits for those on their way and for those that failed", () => {
    const chosen: Chosen[] = [{ ...base, state: "there", about }];
    expect(readyIds(chosen)).toEqual({ ids: ["abc"], why: null });
    expect(readyIds([...chosen, { ...base, state: "sending" }]).why).toContain("Adding");
    expect(readyIds([...chosen, { ...base, state: "failed", why: "x" }]).why).toContain("Remove");
  });
});

describe("the composer", () => {
  let host: HTMLDivElement;
  let root: ReturnType<typeof createRoot>;
  let store: Store;
  const send = vi.fn(() => true);
  let answer: () => Promise<Response>;

  beforeEach(() => {
    host = document.body.appendChild(document.createElement("div"));
    root = createRoot(host);
    URL.createObjectURL = () => "blob:x";
    URL.revokeObjectURL = () => {};
    answer = async () => new Response(JSON.stringify(about));
    vi.stubGlobal(
      "fetch",
      vi.fn(() => answer()),
    );
    send.mockClear();
  });
  afterEach(() => {
    act(() => root.unmount());
    host.remove();
    vi.unstubAllGlobals();
  });

  function show(): void {
    store = new Store((publish) => publish());
    store.connectionChanged({ state: "open" });
    act(() => root.render(<Box {...{ store, send }} />));
  }

  async function drop(...files: File[]): Promise<void> {
    const event = Object.assign(new window.Event("drop", { cancelable: true }), {
      dataTransfer: { files, types: ["Files"] },
    });
    await act(async () => {
      window.dispatchEvent(event);
    });
    expect(event.defaultPrevented).toBe(true);
  }

  const submit = () => act(() => host.querySelector("form")?.requestSubmit());
  const shown = () => [...host.querySelectorAll("li")].map((li) => li.dataset.state);
  const png = (name = "a.png") => new File(["x"], name, { type: "image/png" });

  it("sends a dropped picture at once and its id with the prompt, and keeps it until it is taken", async () => {
    show();
    await drop(png());
    expect(fetch).toHaveBeenCalledWith(
      "/api/sessions/s/pictures",
      expect.objectContaining({ method: "POST" }),
    );
    expect(shown()).toEqual(["there"]);
    submit();
    const sent = { type: "prompt", text: "like this", model: null, attachments: ["abc"] };
    expect(send).toHaveBeenCalledWith(sent);
    act(() => store.receive({ type: "error", code: "cannot_see", message: "x", retryable: false }));
    expect(shown()).toEqual(["there"]);
    submit();
    act(() => store.receive({ type: "turn_started", seq: 1, turn: 1, prompt: "like this" } as Event));
    expect(shown()).toEqual([]);
  });

  it("says why the server did not take one, and lets it be removed", async () => {
    answer = async () =>
      new Response(JSON.stringify({ detail: "The picture is animated." }), { status: 422 });
    show();
    await drop(png());
    expect(host.textContent).toContain("The picture is animated.");
    submit();
    expect(send).not.toHaveBeenCalled();
    act(() => host.querySelector<HTMLButtonElement>("[aria-label='Remove a.png']")?.click());
    expect(shown()).toEqual([]);
  });

  it("takes four at most, by paste as well", async () => {
    show();
    await drop(png("1"), png("2"), png("3"));
    expect(host.textContent).not.toContain("At most 4");
    const event = Object.assign(new window.Event("paste", { bubbles: true, cancelable: true }), {
      clipboardData: { files: [png("4"), png("5")] },
    });
    await act(async () => {
      host.querySelector("textarea")?.dispatchEvent(event);
    });
    expect(shown()).toHaveLength(4);
    expect(host.textContent).toContain("At most 4 pictures go with a prompt");
    expect(host.querySelector<HTMLButtonElement>("[aria-label='Add a picture']")?.disabled).toBe(true);
    act(() => host.querySelector<HTMLButtonElement>("[aria-label='Remove 1']")?.click());
    expect(host.textContent).not.toContain("At most 4");
  });

  it("shows a turn's pictures by their address", () => {
    act(() => root.render(<TurnPictures session_id="s" attachments={[about]} />));
    expect(host.querySelector("img")?.getAttribute("src")).toBe("/api/sessions/s/pictures/abc");
  });
});
