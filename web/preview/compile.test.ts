// One module to script text, and what import paths mean.

import { expect, test } from "vitest";
import { compileModule, importedPackages } from "./compile";

test("types and JSX go, imports become require", () => {
  const code = compileModule(
    "a.tsx",
    "import { a } from './b'; export const X = (p: { n: number }) => <p>{a as string}</p>;",
  );
  expect(code).toContain("require('./b')");
  expect(code).toContain("exports.X = X");
  expect(code).toContain("react/jsx-runtime");
  expect(() => new Function("require", "exports", code)).not.toThrow();
});

test.each([
  ["import type { A } from './a'; export const b = 1;", "require"],
  ["console.log(import.meta.env.MODE)", "import.meta"],
])("%j leaves no %j", (text, gone) => expect(compileModule("a.ts", text)).not.toContain(gone));

test.each([
  "parent.postMessage(1, '*')",
  '{"a": 1}, eval("1")',
  "{ a: (() => 1).constructor('return this')() }",
  "{}; eval('1')",
])("a .json file runs nothing: %s", (text) => {
  expect(() => compileModule("a.json", text)).toThrow(SyntaxError);
});

test("json and css are modules too", () => {
  expect(compileModule("a.json", '{"a":1}')).toBe('module.exports = {"a":1};');
  expect(compileModule("a.css", "p { color: red }")).toBe("");
});

test("packages are named by finished import lines", () => {
  const text =
    "import React, { a } from 'react'\nimport {\n  b,\n} from \"recharts\";\nimport './x.css'\nimport 'side'\nimport c from './c'\nimport d from 'fram";
  expect(importedPackages(text)).toEqual(["react", "recharts", "side"]);
});
