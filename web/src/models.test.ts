import { describe, expect, it } from "vitest";
import { autoText, chosenText, priceOf, refinedBy, refiners, shortAutoText, whyNoChoice } from "./models";
import type { ModelOffer } from "./protocol";

function offer(vendor: string, name: string, purposes: string[], asked_for: string[] = []): ModelOffer {
  const model = { vendor, name, built_in: vendor === "atelier" };
  const id = `${vendor}:${name}`;
  return { id, model, purposes, images: true, input_usd: 1, output_usd: 5, asked_for };
}

const HAIKU = offer("anthropic", "haiku", ["draft", "edit"], ["draft"]);
const SONNET = offer("anthropic", "sonnet", ["edit", "repair", "draft", "final"], ["edit"]);
const OPUS = offer("anthropic", "opus", ["final", "repair"], ["final"]);
const ARGON = offer("gemini", "argon", ["final", "repair"]);
const SKETCH = offer("atelier", "sketch", ["draft", "edit"], ["draft", "edit", "final"]);
const LOCAL = offer("openai-compatible", "a, b", ["draft"], ["draft", "final"]);
const ALL = [HAIKU, SONNET, ARGON, OPUS];

describe("the model that will be asked", () => {
  it("is the router's choice where nobody picked one", () => {
    expect(autoText(ALL)).toBe("Auto: draft haiku, refine opus");
    expect(shortAutoText(ALL)).toBe("Auto: draft haiku");
    expect(shortAutoText([LOCAL])).toBe("Auto: a, b");
    expect(autoText([SKETCH])).toBe("Auto: Built-in sketch model");
    expect(autoText([])).toBe("Auto");
    expect(chosenText(ALL, null, null)).toEqual({ name: "Auto: draft haiku, refine opus", holds: "" });
  });

  it("is the one of the next prompt before that of the session", () => {
    expect(chosenText(ALL, ARGON.id, OPUS.id)).toEqual({ name: "argon", holds: "for the next prompt" });
    expect(chosenText(ALL, null, OPUS.id)).toEqual({ name: "opus", holds: "" });
  });

  it("may have been taken away since", () => {
    const { name, holds } = chosenText([HAIKU], null, "gemini:models/argon:x");
    expect([name, holds]).toEqual(["models/argon:x", "not on this server: pick another"]);
  });

  it("cannot be chosen where there is but one", () => {
    expect(whyNoChoice(ALL, null)).toBeNull();
    expect(whyNoChoice([SKETCH], null)).toContain("only model");
    expect(whyNoChoice([SKETCH], SKETCH.id)).toContain("only model");
    expect(whyNoChoice([SKETCH], OPUS.id)).toBeNull();
  });
});

describe("a price", () => {
  it.each([
    [{ input_usd: 1, output_usd: 5 }, "$1 in, $5 out"],
    [{ input_usd: 0.1, output_usd: 0.4 }, "$0.10 in, $0.40 out"],
    [{ input_usd: 0.075, output_usd: 12.5 }, "$0.075 in, $12.50 out"],
    [{ input_usd: 0, output_usd: 0 }, "no charge"],
    [{ input_usd: null, output_usd: null }, "price unknown"],
  ])("%j", (usd, text) => {
    expect(priceOf({ ...HAIKU, ...usd })).toBe(text);
  });
});

describe("a refinement", () => {
  it("is by the largest first, the router's choice before others as large", () => {
    expect(refiners(ALL)).toEqual([OPUS, ARGON, SONNET]);
    expect([refinedBy(OPUS), refinedBy(ARGON)]).toEqual([null, ARGON.id]);
  });

  it("is by what there is, but never by the built-in model", () => {
    expect(refiners([SKETCH, HAIKU])).toEqual([HAIKU]);
    expect(refiners([SKETCH])).toEqual([]);
  });
});
