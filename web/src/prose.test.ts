import { describe, expect, it } from "vitest";
import { blocksOf } from "./prose";

const text = (said: string) => ({ kind: "text", text: said });
const list = (...items: string[]) => ({ kind: "list", ordered: false, start: 1, items });

describe("what a reply says, in blocks", () => {
  it.each([
    ["one\ntwo\n\nthree", [text("one\ntwo"), text("three")]],
    ["The plan:\n- a\n- b\n\nDone.", [text("The plan:"), list("a", "b"), text("Done.")]],
    ["- a\n  goes on\n\n- b", [list("a\ngoes on", "b")]],
    ["2. b\n3. c", [{ kind: "list", ordered: true, start: 2, items: ["b", "c"] }]],
    ["- a\n1. b", [list("a"), { kind: "list", ordered: true, start: 1, items: ["b"] }]],
    ["# Title\nand text", [{ kind: "heading", text: "Title" }, text("and text")]],
    ["a\n```tsx\nx;\n\n- y;\n```\nb", [text("a"), { kind: "code", text: "x;\n\n- y;" }, text("b")]],
    ["```\nstill open", [{ kind: "code", text: "still open" }]],
    ["5 > 3 - 2\n-none", [text("5 > 3 - 2\n-none")]],
    ["", []],
  ])("%j", (said, blocks) => {
    expect(blocksOf(said)).toEqual(blocks);
  });

  it("loses no word of any beginning", () => {
    const whole =
      "# Plan\n\nI will:\n1. **write**\n2. `check`\n\n```tsx\nconst a = 1;\n\nreturn a;\n```\nDone.";
    for (let end = 0; end <= whole.length; end++) {
      const shown = blocksOf(whole.slice(0, end)).flatMap((block) =>
        block.kind === "list" ? block.items : [block.text],
      );
      for (const word of whole.slice(0, end).match(/[a-z]{3,}(?=[^a-z])/g) ?? [])
        if (word !== "tsx") expect(shown.join("\n")).toContain(word);
    }
  });
});
