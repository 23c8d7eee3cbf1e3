// @vitest-environment jsdom
// What is gone, silent or replaced before generated code runs.

import { expect, test } from "vitest";
import { guard, memoryStorage } from "./boot";

test("storage lives in memory", () => {
  const storage = memoryStorage();
  storage.setItem("a", "1");
  storage.b = "2";
  expect([storage.getItem("a"), storage.a, storage.getItem("b"), storage.length]).toEqual(["1", "1", "2", 2]);
  expect(Object.keys(storage)).toEqual(["a", "b"]);
  storage.removeItem("a");
  expect(storage.getItem("a")).toBeNull();
  storage.clear();
  expect(storage.length).toBe(0);
});

test("a guarded window reaches nothing and takes no focus", async () => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const inner = frame.contentWindow as Window & typeof globalThis;
  guard(inner);
  await expect(inner.fetch("https://example.org")).rejects.toThrow("no network in the preview");
  expect(inner.confirm("x")).toBe(false);
  inner.localStorage.setItem("a", "1");
  expect(inner.localStorage.getItem("a")).toBe("1");
  expect("RTCPeerConnection" in inner && inner.RTCPeerConnection).toBeFalsy();
  const input = inner.document.body.appendChild(inner.document.createElement("input"));
  inner.document.hasFocus = () => false;
  input.focus();
  expect(inner.document.activeElement).not.toBe(input);
});
