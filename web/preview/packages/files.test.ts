import { expect, test } from "vitest";
import cases from "../../../tests/cases/files.json";
import { isFilePath, resolveFile } from "./files";

const FILES = {
  "App.tsx": "",
  "ui/card.tsx": "",
  "data.json": "{}",
  "src/lib/format.ts": "",
  "widgets/index.tsx": "",
  "app/theme.css": "",
  "index.js": "",
};

test.each(cases)("$from imports $names", ({ from, names, file }) => {
  expect(resolveFile(FILES, from, names)).toBe(file);
});

test.each([
  ["./a", true],
  ["../a", true],
  ["@/a", true],
  ["react", false],
  ["@scope/a", false],
])("%s is a file: %s", (path, expected) => expect(isFilePath(path)).toBe(expected));
