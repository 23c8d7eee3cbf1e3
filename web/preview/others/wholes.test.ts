// The choice of whole components among other people's files: what stands alone is taken with its files, all else is left.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { resolve } from "../packages/resolve";
import { absentOf, importsOf, shownOf, treeOf } from "./alone.mjs";
import { fetched, NotFetched } from "./fetch.mjs";
import { sourcesOf } from "./unmap.mjs";
import { stringsOf, unstring } from "./unstring.mjs";
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

test("a package that the registry does not give is said in a line", async () => {
  vi.stubEnv("npm_config_registry", "http://127.0.0.1:9/");
  vi.stubEnv("npm_config_fetch_retries", "0");
  const told = await fetched("a-package@1.0.0", "sha512-x", "", []).catch((error: Error) => error);
  vi.unstubAllEnvs();
  expect(told).toBeInstanceOf(NotFetched);
  expect(String(told)).toMatch(/^Error: a-package@1\.0\.0 could not be fetched: .+$/);
}, 60_000);

test("so is a Python package, which nothing of is run", async () => {
  vi.stubEnv("HTTPS_PROXY", "http://127.0.0.1:9");
  const told = await fetched("a-package==1.0.0", "sha512-x", "", []).catch((error: Error) => error);
  vi.unstubAllEnvs();
  expect(told).toBeInstanceOf(NotFetched);
  expect(String(told)).toMatch(/^Error: a-package==1\.0\.0 could not be fetched: .+$/);
}, 60_000);

test("imports of types alone are none", () => {
  const text =
    "import type { A } from 'a'; import { type B } from 'b'; import C, { type D } from 'c'; const e = () => import('e')";
  expect(importsOf(treeOf(text), text)).toEqual(["c", "e"]);
});

test("a component that is rendered and is nowhere is told", () => {
  const text =
    "import A, { b as B } from 'x'; import * as C from 'y'; function D({ E }, F) { const [G] = []; return <><A/><B/><C.D/><D/><E/><F/><G/><p/></> } const H = () => <Logo.Big />";
  expect(absentOf(treeOf(text))).toEqual(["Logo"]);
});

describe("sources inside of texts", () => {
  const code = `export default function Page() {\n${"  // a line\n".repeat(15)}  return <p>three short words</p>\n}`;
  const quoted = JSON.stringify(code);

  test.each([
    [
      "a registry",
      `{"files":[{"path":"../blocks/page.tsx","content":${quoted}}]}`,
      "r.json",
      "blocks/page.tsx",
    ],
    ["a table of templates", `export const all = { "src/page.tsx": ${quoted} }`, "a/b.js", "src/page.tsx"],
    ["a template", `module.exports = \`${code}\``, "a/b.cjs", "a/b.cjs/0.tsx"],
    ["an example", `# Use\n\n\`\`\`tsx title="x"\n${code}\n\`\`\`\nmore`, "a.md", "a.md/0.tsx"],
  ])("%s", (_name, text, holder, path) => {
    expect(stringsOf(text, holder)).toEqual([[path, code]]);
  });

  test.each([
    [
      "what is put together when it runs",
      `const t = \`export const a = \${name}\n<p>${"\n".repeat(20)}\``,
      "a.js",
    ],
    ["what is short", 'const t = "export const A = () => <p />"', "a.js"],
    ["a script that cannot be read", `export <p> ((`, "a.js"],
  ])("no source: %s", (_name, text, holder) => {
    expect(stringsOf(text, holder)).toEqual([]);
  });
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
    ["a component that is nowhere", "", "three short words <Logo />"],
  ])("leaves out %s", async (_name, head, body) => {
    put("package/page.tsx", page(head, body));
    expect(await names()).toEqual([]);
  });

  test("gives what is inside of its texts, once", async () => {
    put("package/README.md", `\`\`\`tsx\n${page("", "three short words")}\`\`\`\n`);
    await unstring(home);
    await unstring(home);
    expect(await names()).toEqual([["0.tsx", ["0.tsx"]]]);
  });

  test("leaves out parts of kits, tests, and what was there before", async () => {
    put("package/ui/button.tsx", page("", "three short words"));
    put("package/a.test.tsx", page("", "three short words"));
    put("package/a.tsx", page("", "three short words"));
    put("package/b.tsx", page("", "three short  words"));
    expect(await names()).toEqual([["a.tsx", ["a.tsx"]]]);
  });
});
