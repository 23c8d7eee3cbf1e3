// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ActDialog, type Acts } from "./acts";

let host: HTMLElement;
let root: ReturnType<typeof createRoot>;
const close = vi.fn();

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  HTMLDialogElement.prototype.showModal = () => {};
  close.mockClear();
  host = document.body.appendChild(document.createElement("div"));
  root = createRoot(host);
  const acts: Acts = {
    asked: { what: "copy", text: "words" },
    done: null,
    close,
    download: () => {},
    copy: () => {},
    open: () => {},
  };
  act(() => root.render(<ActDialog acts={acts} />));
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.unstubAllGlobals();
});

const press = (name: string) =>
  act(async () => [...host.querySelectorAll("button")].find((b) => b.textContent === name)?.click());

it("stays, with the text and what to do, when the text could not be copied", async () => {
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.reject(new Error("no")) } });
  await press("Copy");
  expect(close).not.toHaveBeenCalled();
  expect(host.querySelector("[role=alert]")?.textContent).toContain("did not allow it");
  expect(host.textContent).toContain("words");
});

it("closes when the text was copied", async () => {
  vi.stubGlobal("navigator", { clipboard: { writeText: async () => {} } });
  await press("Copy");
  expect(close).toHaveBeenCalledOnce();
});
