import { expect, test, vi } from "vitest";
import { quietly } from "./trial";

test("a console that the program has frozen says nothing either, and is the program's again", () => {
  const real = globalThis.console;
  const own = Object.freeze({ ...real, log: vi.fn() });
  globalThis.console = own;
  try {
    quietly(() => console.log("said"));
    expect(own.log).not.toHaveBeenCalled();
    expect(globalThis.console).toBe(own);
  } finally {
    globalThis.console = real;
  }
});
