// The choice of whole components among other people's files: what stands alone is taken with its files, all else is left.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resolve } from "../packages/resolve";
import { importsOf, shownOf, treeOf } from "./alone.mjs";
import { sourcesOf } from "./unmap.mjs";
import { chosen } from "./wholes.mjs";

const shown = (text: string) => shownOf(treeOf(text));

describe("the component of a file", () => {
  test.each([
    ["export default function A() { return null }", "A"],
    ["export const B = () => null; export function C({ x }: { x: string }) { return x }", "B"],
    ["const D = ({ x = 1 }) => x; export default D", "D"],
    ["export function E({ x }: { x?: string }) { return x }", "E"],
    [
      "interface P extends React.HTMLAttributes<HTMLDivElement> { y?: 1 } export function F(p: P) { return null }",
      "F",
    ],
    ["type P = { y?: 1 } & React.ComponentProps<'div'>; export const G: React.FC<P> = ({ y }) => y", "G"],
    ["export const H = React.memo(function H() { return null })", "H"],
    ["export default class I extends React.Component { render() { return null } }", "I"],
  ])("%s", (text, name) => {
    expect(shown(text)).toEqual({ name });
  });

  test.each([
    ["export default function A({ x }: { x: string }) { return x }", "props"],
    ["export default function A({ children }: Elsewhere) { return children }", "props"],
    ["export default async function A() { return null }", "async"],
    ["export const a = 1", "no component"],
    ["export default styled.div``", "no function"],
  ])("needs something: %s", (text, why) => {
    expect(shown(text)).toEqual({ why });
  });
});

test("imports of types alone are none", () => {
  const text =
    "import type { A } from 'a'; import { type B } from 'b'; import C, { type D } from 'c'; const e = () => import('e')";
  expect(importsOf(treeOf(text), text)).toEqual(["c", "e"]);
});

test("a source map gives the files that it was made of", () => {
  const map = {
    sources: ["../src/a.tsx", "../../node_modules/b/b.tsx", "c.png"],
    sourcesContent: ["A", "B", "C"],
  };
  expect(sourcesOf(JSON.stringify(map), "package/dist")).toEqual([["package/src/a.tsx", "A"]]);
  expect(sourcesOf("no map", "package")).toEqual([]);
});

describe("a package", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "wholes-"));
  });
  afterEach(() => rmSync(home, { recursive: true }));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  };
  const page = (head: string, body: string) =>
    `${head}\nexport default function Page() {\n  return <main>${body}</main>;\n}\n${"//\n".repeat(20)}`;
  const names = async () =>
    (await chosen(home, resolve)).map(({ entry, files }) => [entry, Object.keys(files).sort()]);

  test("gives a component with its files, by the paths of its project", async () => {
    put("package/src/app/page.tsx", page('import { Card } from "@/parts/card"', "<Card />"));
    put(
      "package/src/parts/card.tsx",
      'import "./card.css"; import { x } from "./x.js"; export const Card = () => <p>three short words</p>',
    );
    put("package/src/parts/x.ts", "export const x = 1");
    expect(await names()).toEqual([["app/page.tsx", ["app/page.tsx", "parts/card.tsx", "parts/x.ts"]]]);
  });

  test.each([
    ["a file that is not there", 'import { Gone } from "./gone"', "three short words"],
    ["a package that is not on the list", 'import { Button } from "primereact/button"', "three short words"],
    ["what shows nothing by itself", "", "<i />"],
  ])("leaves out %s", async (_name, head, body) => {
    put("package/page.tsx", page(head, body));
    expect(await names()).toEqual([]);
  });

  test("leaves out parts of kits, tests, and what was there before", async () => {
    put("package/ui/button.tsx", page("", "three short words"));
    put("package/a.test.tsx", page("", "three short words"));
    put("package/a.tsx", page("", "three short words"));
    put("package/b.tsx", page("", "three short  words"));
    expect(await names()).toEqual([["a.tsx", ["a.tsx"]]]);
  });
});
