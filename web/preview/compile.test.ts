// One module to script text, and what import paths mean.

import { expect, test } from "vitest";
import { compileModule, importedPackages, NoModule } from "./compile";

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

test.each([
  ["a.tsx", "const a = 1;\nconst b = ;\n", "Unexpected token", 2, 11],
  ["a.tsx", "export default function A() {\n  return <div><p>a</div>\n}", "Unexpected token", 3, 1],
  ["a.json", '\n{"a": [1,\n2}', "It is no JSON: ", 3, 2],
  ["a.json", '{"a": [1', "It is no JSON: ", 1, 9],
])("what is no module says where: %s %j", (path, text, why, line, column) => {
  try {
    compileModule(path, text);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(NoModule);
    const { message, places } = error as NoModule;
    expect(message).not.toContain(path);
    expect(message).toContain(why);
    expect(places).toEqual([{ name: "", path, line, column }]);
  }
});

test("a place that would mislead is not told, the file is", () => {
  expect(() => compileModule("a.tsx", "export default () => (\n  <div>\n    <p>a\n  </div>\n)")).toThrow(
    /^a\.tsx: /,
  );
});
