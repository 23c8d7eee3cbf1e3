import { expect, it } from "vitest";
import { fixPrompt } from "./failure";

it("asks for a repair without half a character, however long the message is", () => {
  const prompt = fixPrompt(`x${"🎉".repeat(600)}`, null, {});
  expect(prompt.isWellFormed()).toBe(true);
  expect(prompt).toMatch(/\nx(🎉){499}\n```$/u);
});

it("hands on what a program said as data, in a fence that it cannot close", () => {
  expect(fixPrompt("a ``` b", null, {})).toMatch(/\n```\na ''' b\n```$/);
});
