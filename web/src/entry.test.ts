// The entry rule, over the cases that tests/unit/test_frameworks.py runs too: server and browser mount the same file.

import { expect, it } from "vitest";
import cases from "../../tests/cases/entry.json";
import { entryOf } from "./renderable";

it.each(cases)("$paths → $entry", ({ paths, entry }) => {
  expect(entryOf(paths)).toBe(entry);
});
