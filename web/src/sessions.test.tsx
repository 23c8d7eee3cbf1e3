// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Header } from "./header";
import { SessionList } from "./sessions";

let host: HTMLElement;
let root: ReturnType<typeof createRoot>;
let answer: (path: string, method: string) => Promise<Response>;
let asked: string[];

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  asked = [];
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => {
    asked.push(`${init?.method ?? "GET"} ${path}`);
    return answer(path, init?.method ?? "GET");
  });
  host = document.body.appendChild(document.createElement("div"));
  root = createRoot(host);
  act(() => root.render(<Header title={null} session_id="s1" pages={1} />));
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

const some = (count: number, from = 0) =>
  Response.json(
    Array.from({ length: count }, (_, n) => ({
      session_id: `s${from + n}`,
      title: `Number ${from + n}`,
      updated_ms: 1_000 - from - n,
    })),
  );
const button = (name: string) =>
  [...host.querySelectorAll("button")].find((b) => (b.getAttribute("aria-label") ?? b.textContent) === name);
const press = (name: string) => act(async () => button(name)?.click());
const links = () => [...host.querySelectorAll("nav a")].map((a) => a.getAttribute("href"));
const escapes = () =>
  act(async () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true })));

it("goes on with older sessions until there are none", async () => {
  answer = async (path) => (path.includes("behind") ? some(30, 100) : some(100));
  await press("Sessions");
  expect(links()).toHaveLength(100);
  await press("Older sessions");
  expect(asked.at(-1)).toBe("GET /api/sessions?behind=901,s99");
  expect(new Set(links()).size).toBe(130);
  expect(button("Older sessions")).toBeUndefined();
});

it("keeps what it has where older ones cannot be had, and asks again", async () => {
  answer = async (path) => (path.includes("behind") ? new Response("", { status: 503 }) : some(100));
  await press("Sessions");
  await press("Older sessions");
  expect(links()).toHaveLength(100);
  expect(host.querySelector("[role=alert]")?.textContent).toContain("could not be loaded");
  answer = async () => some(1, 100);
  await press("Try again");
  expect(links()).toHaveLength(101);
});

it("keeps a session away that was deleted while older ones were on their way", async () => {
  let arrive = (_: Response) => {};
  const late = new Promise<Response>((resolve) => {
    arrive = resolve;
  });
  answer = (path, method) => {
    if (method === "DELETE") return Promise.resolve(new Response(null, { status: 204 }));
    return path.includes("behind") ? late : Promise.resolve(some(100));
  };
  await press("Sessions");
  await press("Older sessions");
  for (const name of ["Number 0", "Number 99"]) {
    await press(`Delete ${name}`);
    await press("Delete for good");
  }
  expect(links()).toHaveLength(98);
  await act(async () => arrive(some(30, 100)));
  expect(links()).toHaveLength(128);
  expect(links()).not.toContain("/s/s0");
  expect(links()).not.toContain("/s/s99");
});

it("takes older ones that come late for the list that they were asked for", async () => {
  let arrive = (_: Response) => {};
  const late = new Promise<Response>((resolve) => {
    arrive = resolve;
  });
  answer = (path) => (path.includes("behind") ? late : Promise.resolve(some(100)));
  await press("Sessions");
  await press("Older sessions");
  await press("Sessions");
  await press("Sessions");
  await act(async () => arrive(some(30, 100)));
  expect(links()).toHaveLength(100);
  expect(button("Older sessions")?.disabled).toBe(false);
});

it("goes on behind the last one of its page when that was deleted", async () => {
  answer = async (path, method) => {
    if (method === "DELETE") return new Response(null, { status: 204 });
    return path.includes("behind") ? some(2, 100) : some(100);
  };
  await press("Sessions");
  await press("Delete Number 99");
  await press("Delete for good");
  await press("Older sessions");
  expect(asked.at(-1)).toBe("GET /api/sessions?behind=901,s99");
  expect(links().slice(-3)).toEqual(["/s/s98", "/s/s100", "/s/s101"]);
});

it("does not say that there are none while there are older ones", () => {
  const none = { asked: null, ask() {}, drop() {}, older() {}, again() {}, session_id: "s1" };
  const end = { session_id: "s99", title: "Number 99", updated_ms: 901 };
  for (const [older, says] of [
    ["some", "Older sessions"],
    ["loading", "Loading…"],
    ["failed", "The list could not be loaded.Try again"],
    ["none", "No sessions yet."],
  ] as const) {
    act(() => root.render(<SessionList {...none} listing={{ state: "listed", sessions: [], end, older }} />));
    expect(host.textContent).toBe(says);
  }
});

it("offers no older ones where the list is short", async () => {
  answer = async () => some(99);
  await press("Sessions");
  expect(button("Older sessions")).toBeUndefined();
});

it("can be asked again for a list that failed", async () => {
  answer = () => Promise.reject(new TypeError("no network"));
  await press("Sessions");
  expect(host.querySelector("[role=alert]")?.textContent).toContain("could not be loaded");
  answer = async () => some(1);
  await press("Try again");
  expect(links()).toHaveLength(1);
});

it("deletes a session only when it was asked twice, and its draft with it", async () => {
  sessionStorage.setItem("atelier.draft.s0", "typed");
  answer = async (_, method) => (method === "DELETE" ? new Response(null, { status: 204 }) : some(3));
  await press("Sessions");
  await press("Delete Number 0");
  expect(asked).toEqual(["GET /api/sessions"]);
  expect(host.querySelector("fieldset")?.textContent).toContain("gone for good");
  expect(document.activeElement).toBe(button("Keep it"));
  await press("Keep it");
  expect(links()).toHaveLength(3);
  await press("Delete Number 0");
  await press("Delete for good");
  expect(asked.at(-1)).toBe("DELETE /api/sessions/s0");
  expect(links()).toEqual(["/s/s1", "/s/s2"]);
  expect(sessionStorage.getItem("atelier.draft.s0")).toBeNull();
  expect(document.activeElement).toBe(button("Sessions"));
});

it("says which one is open here, and leads to a new one when that is deleted", async () => {
  const assign = vi.fn();
  vi.stubGlobal("location", { assign });
  answer = async (_, method) => (method === "DELETE" ? new Response(null, { status: 204 }) : some(2));
  await press("Sessions");
  await press("Delete Number 1");
  expect(host.querySelector("fieldset")?.textContent).toContain("which is open here");
  await press("Delete for good");
  expect(assign).toHaveBeenCalledWith("/new");
});

it("says that it was not deleted, and tries again", async () => {
  answer = async (_, method) => (method === "DELETE" ? new Response("", { status: 503 }) : some(1));
  await press("Sessions");
  await press("Delete Number 0");
  await press("Delete for good");
  expect(host.querySelector("fieldset [role=alert]")?.textContent).toContain("could not be deleted");
  answer = async () => new Response(null, { status: 204 });
  await press("Delete for good");
  expect(host.querySelector("nav")?.textContent).toContain("No sessions yet.");
});

it("takes Escape for the question first, then for the list", async () => {
  answer = async () => some(1);
  await press("Sessions");
  await press("Delete Number 0");
  await escapes();
  expect(host.querySelector("fieldset")).toBeNull();
  expect(links()).toHaveLength(1);
  await escapes();
  expect(host.querySelector("nav")).toBeNull();
});
