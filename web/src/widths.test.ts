import { describe, expect, it } from "vitest";
import { dragged, fitted, MIN_PX, stepped } from "./widths";

describe("a width", () => {
  it.each([
    [null, 900, { px: 900, scale: 1 }],
    [390, 900, { px: 390, scale: 1 }],
    [820, 410, { px: 820, scale: 0.5 }],
    [390, 0, { px: 390, scale: 1 }],
  ])("of %j in %j px", (width, available_px, fit) => {
    expect(fitted(width, available_px)).toEqual(fit);
  });

  it("follows the pointer on both sides, within what there is", () => {
    expect(dragged(400, 10, 900)).toBe(420);
    expect(dragged(400, -200, 900)).toBe(MIN_PX);
    expect(dragged(400, 400, 900)).toBeNull();
    expect(dragged(880, 6, 900)).toBeNull();
  });

  it("follows the keys, faster with shift", () => {
    expect(stepped(400, "ArrowRight", false, 900)).toBe(410);
    expect(stepped(400, "ArrowLeft", true, 900)).toBe(350);
    expect(stepped(null, "ArrowLeft", false, 900)).toBe(890);
    expect(stepped(400, "Home", false, 900)).toBe(MIN_PX);
    expect(stepped(400, "End", false, 900)).toBeNull();
    expect(stepped(400, "a", false, 900)).toBeUndefined();
  });

  it("that is shrunk to fit goes on from what is seen", () => {
    expect(stepped(820, "ArrowLeft", false, 600)).toBe(590);
  });
});
