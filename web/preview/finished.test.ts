// @vitest-environment jsdom
// A finished program in a document: strictly, and what it cannot have is named.

import { describe, expect, test, vi } from "vitest";
import shownCases from "../../tests/cases/shown.json";
import { isPainted } from "./paint";
import { Preview } from "./preview";
import { Globals } from "./scope";
import { preview, root, sheet, show } from "./test-frame";

describe("when it is done", () => {
  test.each([
    [
      "export default function A() { const f = (a, b) => a ? (b) : c => c; return <p>{typeof f(0)}</p> }",
      "exports.default = function A() { const f = (a, b) => a ? b : c => c; return require('react/jsx-runtime').jsx('p', { children: typeof f(0) }) }",
    ],
    [
      "export default function A() { return <p xlink:href='#a'>function</p> }",
      "exports.default = function A() { return require('react/jsx-runtime').jsx('p', { 'xlink:href': '#a', children: 'function' }) }",
    ],
  ])("what the compiler here refuses is told, and shown as the server made it: %s", async (text, code) => {
    await show("export default function A() { return <p>before</p> }\nlet");
    const files = { "App.tsx": text };
    const page = { files, entry: "App.tsx", final: true };
    expect((await preview.show(page)).uncompiled).toEqual(["App.tsx"]);
    expect(root.innerHTML).toBe("<p>before</p>");
    expect(await preview.show({ ...page, compiled: { "App.tsx": code } })).toMatchObject({
      ok: true,
      uncompiled: [],
    });
    expect(root.textContent).toBe("function");
  });

  test("an unknown package is named where it would be", async () => {
    const shown = await show(
      "import { Thing } from 'three-d'\nexport default () => <div><Thing /></div>",
      true,
    );
    expect(shown).toMatchObject({ ok: true, stubs: 1 });
    expect(root.textContent).toContain("three-d");
    root.firstElementChild?.remove();
    expect(root.textContent).toContain("Not available in the preview: three-d");
    expect(isPainted(root)).toBe(false); // what the preview says below a page is no paint of the page
  });

  test("a missing icon is a placeholder", async () => {
    const shown = await show(
      "import { Github } from 'lucide-react'\nexport default () => <p><Github className='size-4' /></p>",
      true,
    );
    expect(shown.ok).toBe(true);
    expect(root.querySelector("svg")?.getAttribute("class")).toContain("size-4");
  });

  test("a component that was never imported is ours of that name, or a placeholder, and counted", async () => {
    const shown = await show(
      "export default () => <Card><CardTitle>Hi</CardTitle><Thingummy>in</Thingummy></Card>",
      true,
    );
    expect(shown).toMatchObject({ ok: true, stubs: 3 });
    expect(root.querySelector("[data-slot=card] [data-slot=card-title]")?.textContent).toBe("Hi");
    expect(root.textContent).toContain("Thingummy is not available here");
  });

  test("a sheet of styled-jsx is for its element and what is below, unless it is global", async () => {
    vi.stubGlobal("CSSScopeRule", class {});
    const css =
      ".box { gap: 1px } @media (width > 1px) { p, b { top: 0 } } @keyframes in { from { top: 0 } 50%, 60% { top: 1px } }";
    const text = `export default () => <form className="box"><style jsx>{\`${css}\`}</style><style jsx global>{\`p { top: 0 }\`}</style></form>`;
    expect(await show(text, true)).toMatchObject({ ok: true });
    expect(
      [...root.querySelectorAll("style")].map((sheet) => sheet.textContent?.replace(/\s+/g, " ")),
    ).toEqual([
      "@scope {.box, :is(.box), :scope:is(.box) { gap: 1px } @media (width > 1px) {p, :is(p), :scope:is(p), b, :is(b), :scope:is(b) { top: 0 } } @keyframes in { from { top: 0 } 50%, 60% { top: 1px } }}",
      "p { top: 0 }",
    ]);
    vi.unstubAllGlobals();
  });

  test.each([
    ["/* was: red; a, b { */ .a { top: 0 }", ".a, :is(.a), :scope:is(.a) { top: 0 }"],
    [".a::before { top: 0 }", ".a::before, :is(.a)::before, :scope:is(.a)::before { top: 0 }"],
    [".a :after { top: 0 }", ".a :after, :is(.a *):after, :scope:is(.a *):after { top: 0 }"],
    [
      "i:not(:is(b, u), [t='a,b']) { top: 0 }",
      "i:not(:is(b, u), [t='a,b']), :is(i:not(:is(b, u), [t='a,b'])), :scope:is(i:not(:is(b, u), [t='a,b'])) { top: 0 }",
    ],
  ])("of a sheet of styled-jsx, %s is for its element, too", async (css, is) => {
    vi.stubGlobal("CSSScopeRule", class {});
    const text = `export default () => <p className="a"><style jsx>{${JSON.stringify(css)}}</style>Hi</p>`;
    expect(await show(text, true)).toMatchObject({ ok: true });
    vi.unstubAllGlobals();
    expect(root.querySelector("style")?.textContent?.trim()).toBe(`@scope {${is}}`);
  });

  test("functions are told by instanceof, and none is made of a text", async () => {
    const made =
      "const make = () => { try { return new Function('return 1') } catch (e) { return e.name } }\n";
    const text = `${made}export default () => <p>{String([make, 1].map((each) => each instanceof Function))} {make()}</p>`;
    expect(await show(text, true)).toMatchObject({ ok: true });
    expect(root.textContent).toBe("true,false EvalError");
  });

  test("a missing name is an error", async () => {
    expect(await show("export default () => <p>{nothing.here}</p>", true)).toMatchObject({
      ok: false,
      error: "ReferenceError: nothing is not defined",
    });
  });

  test.each([
    ["fails without its props", "export function Part({ card }) { return <i>{card.title}</i> }"],
    ["shows nothing without its props", "export function Part({ children }) { return <i>{children}</i> }"],
  ])("of several exported components one that %s is not the program", async (_name, part) => {
    const text = `export function Page({ title = "Hello" }) { return <h1>{title}</h1> }\n${part}\n`;
    expect(await show(text, true)).toMatchObject({ ok: true, error: null, painted: true });
    expect(root.textContent).toBe("Hello");
  });

  test("of several exported components the likeliest may show itself late", async () => {
    const text = `import { useEffect, useState } from "react"\nexport function Part() { return <i>part</i> }\nexport function Page() { const [on, set] = useState(false); useEffect(() => addEventListener("ready", () => set(true)), []); return on ? <h1>page</h1> : null }\n`;
    expect(await show(text, true)).toMatchObject({ ok: true, painted: false });
    dispatchEvent(new Event("ready"));
    await vi.waitFor(() => expect(root.innerHTML).toBe("<h1>page</h1>"), 20_000);
  }, 30_000);

  test("where none of several shows, the error of the likeliest is told", async () => {
    const text =
      "export function A({ x }) { return <i>{x.a}</i> }\nexport function B({ x }) { return <i>{x.b}</i> }\n";
    expect(await show(text, true)).toMatchObject({ ok: false, error: expect.stringContaining("'b'") });
  });

  test.each(shownCases)("the page is $name", async ({ text, shows }) => {
    expect(await show(`${text}\n`, true)).toMatchObject({ ok: true });
    expect(root.textContent).toBe(shows);
  });

  test("modules, json and css classes work together", async () => {
    const files = {
      "App.tsx":
        "import { Card } from '@/ui/card'\nimport data from './data.json'\nimport s from './x.css'\nexport default () => <Card name={data.name} className={s.box} />",
      "ui/card.tsx":
        "import { cn } from '@/lib/utils'\nexport const Card = ({ name, className }: { name: string; className: string }) => <p className={cn('p-1', 'p-2', className)}>{name}</p>",
      "data.json": '{"name":"Ada"}',
      "x.css": ".box { color: red }",
    };
    expect(await preview.show({ files, entry: "App.tsx", final: true })).toMatchObject({
      ok: true,
      error: null,
    });
    expect(root.innerHTML).toBe('<p class="p-2 box">Ada</p>');
  });

  test("an edit in the middle of a finished file shows as it arrives, and the rest stays", async () => {
    const before =
      "export default function A() {\n  return (\n    <ul>\n      <li>one</li>\n      <li>two</li>\n    </ul>\n  );\n}\n";
    await show(before, true);
    const at = before.indexOf("      <li>two");
    const insert = "      <li>half</li>\n      <li>more</li>\n";
    const seen = new Set<string>();
    for (let end = 1; end <= insert.length; end++) {
      const shown = await show(before.slice(0, at) + insert.slice(0, end) + before.slice(at));
      expect(shown.ok).toBe(true);
      seen.add((root.textContent ?? "").replace(/\s+/g, ""));
    }
    expect([...seen]).toEqual(["onetwo", "onehalftwo", "onehalfmoretwo"]);
  });

  test("files that import each other in a circle, one renamed, one gone", async () => {
    const a = "import { b } from './b'\nexport const name = 'a'\nexport default () => <p>{b()}</p>";
    const b = "import { name } from '@/App'\nexport const b = () => name + '!'";
    const page = (files: Record<string, string>, final = true) =>
      preview.show({ files, entry: "App.tsx", final });
    expect(await page({ "App.tsx": a, "b.jsx": b })).toMatchObject({ ok: true });
    expect(root.textContent).toBe("a!");
    expect(await page({ "App.tsx": a, "b/index.js": b })).toMatchObject({ ok: true });
    expect(await page({ "App.tsx": a }, false)).toMatchObject({ ok: true });
    expect(await page({ "App.tsx": "export default () => <p>alone</p>" })).toMatchObject({ ok: true });
    expect(root.textContent).toBe("alone");
  });

  test("an effect that sets state without end is stopped, and told", async () => {
    const late = vi.fn();
    await show(
      "import { useEffect, useState } from 'react'\nexport default function A() { const [n, set] = useState(0); useEffect(() => { setTimeout(() => set(n + 1)) }); return <p>{n}</p> }",
      true,
    );
    preview.live.onLate = late;
    await vi.waitFor(() => expect(late).toHaveBeenCalledTimes(1), 50_000);
    const stopped = root.textContent;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(root.textContent).toBe(stopped);
  }, 60_000);

  test("its samples are there before its effects ask for them", async () => {
    const heard: string[] = [];
    const asking = new Preview(
      root,
      sheet,
      new Globals(window),
      () => {},
      () => heard.push(`${Object.keys(asking.samples).join()} ${root.innerHTML === ""}`),
    );
    const text = `export const samples = { "/api/users": [1] }\nexport default function A() { return <p>here</p> }\n`;
    await asking.show({ files: { "App.tsx": text }, entry: "App.tsx", final: true });
    expect(heard).toEqual(["/api/users true"]);
    expect(root.textContent).toBe("here");
  });

  test.each([
    [
      'import ReactDOM from "react-dom/client"',
      'ReactDOM.createRoot(document.getElementById("root")).render(<A />)',
    ],
    ['import { createRoot } from "react-dom/client"', "createRoot(document.body).render(<A />)"],
    ['import ReactDOM from "react-dom"', 'ReactDOM.render(<A />, document.getElementById("root"))'],
  ])("a program that mounts itself shows: %s", async (line, mount) => {
    const told = await show(`${line}\nfunction A() { return <p>mounted</p> }\n${mount}\n`, true);
    expect(told).toMatchObject({ ok: true, error: null });
    expect(root.innerHTML).toBe("<p>mounted</p>");
  });

  test("what is not to be had is not there either", async () => {
    Object.assign(window, { showSaveFilePicker: () => Promise.reject(new Error("refused")) });
    const own = new Preview(root, sheet, new Globals(window), () => {});
    const asks = (name: string) => `String("${name}" in window) + typeof window.${name}`;
    const text = `export default () => <p>{[${["showSaveFilePicker", "indexedDB", "fetch"].map(asks)}].join()}</p>`;
    await own.show({ files: { "App.tsx": text }, entry: "App.tsx", final: true });
    expect(root.textContent?.split(",").slice(0, 2)).toEqual(["falseundefined", "falseundefined"]);
    Reflect.deleteProperty(window, "showSaveFilePicker");
  });

  test("a tailwind.config beside it is said not to be read, and no longer when it is gone", async () => {
    const files = { "App.tsx": "export default () => <p>page</p>" };
    const page = { files, entry: "App.tsx", final: true };
    await preview.show({
      ...page,
      files: { ...files, "tailwind.config.js": "module.exports = { theme: {} }" },
    });
    expect(root.querySelector("[role=note]")?.textContent).toContain(
      "tailwind.config.js. It is not read: declare",
    );
    expect(await preview.show(page)).toMatchObject({ ok: true });
    expect(root.innerHTML).toBe("<p>page</p>");
  });

  test("dangerous names are nothing", async () => {
    await show(
      "export default () => <p>{[typeof parent, typeof top, typeof eval, typeof opener, typeof window.parent, typeof indexedDB].join()}</p>",
      true,
    );
    expect(new Set(root.textContent?.split(","))).toEqual(new Set(["undefined"]));
  });

  test("an error after that is told", async () => {
    await show(
      "import { useState } from 'react'\nexport default function A() { const [x, set] = useState(0); if (x) throw new Error('late'); return <button onClick={() => set(1)}>go</button> }",
      true,
    );
    const late = vi.fn();
    preview.live.onLate = late;
    root.querySelector("button")?.click();
    await vi.waitFor(() => expect(late).toHaveBeenCalled());
    expect(root.textContent).toBe("go");
  });
});
