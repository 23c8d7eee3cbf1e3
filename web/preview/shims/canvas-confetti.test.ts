// @vitest-environment jsdom
// Confetti falls where no worker starts.

import { expect, test, vi } from "vitest";

test("neither the default nor one that asks for a worker makes one", async () => {
  const made = vi.fn();
  class Worker {
    constructor() {
      made();
    }
  }
  vi.stubGlobal("Worker", Worker);
  vi.stubGlobal("OffscreenCanvas", class {});
  vi.stubGlobal("OffscreenCanvasRenderingContext2D", class {});
  Object.assign(HTMLCanvasElement.prototype, { transferControlToOffscreen: () => ({}) });
  Object.assign(URL, { createObjectURL: () => "blob:worker" });
  const { default: theirs } = await import("canvas-confetti");
  const { create, default: ours } = await import("./canvas-confetti");
  const canvas = document.createElement("canvas");
  create(canvas, { useWorker: true, resize: true });
  ours.create(canvas, { useWorker: true });
  ours.reset();
  expect(made).not.toHaveBeenCalled();
  theirs.create(canvas, { useWorker: true });
  expect(made).toHaveBeenCalled();
});
