// @vitest-environment jsdom
// Programs in a document: tolerance while they stream, strictness when they are done, and state across swaps.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import shownCases from "../../tests/cases/shown.json";
import { Preview, type Shown } from "./preview";
import { Globals } from "./scope";

const sheet = { feed: () => {}, feedDocument: () => {}, setOwn: () => {} };
let root: HTMLElement;
let preview: Preview;

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  root = document.getElementById("root") as HTMLElement;
  preview = new Preview(root, sheet, new Globals(window), () => {});
});

const show = (text: string, final = false): Promise<Shown> =>
  preview.show({ files: { "App.tsx": text }, entry: "App.tsx", final });

async function stream(text: string, size = 12): Promise<Shown[]> {
  const all: Shown[] = [];
  for (let end = size; end < text.length; end += size) all.push(await show(text.slice(0, end)));
  all.push(await show(text, true));
  return all;
}

describe("what a version started", () => {
  const slowly = () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    root = document.body.appendChild(document.createElement("div"));
    preview = new Preview(root, sheet, new Globals(window), () => {});
  };
  const settled = () => new Promise((done) => setTimeout(done, 50));
  afterEach(() => {
    vi.useRealTimers();
  });
  const page = (body: string, end: string) =>
    `import { useEffect, useState } from "react"\n${body}\nexport default function A() { return <p>${end}</p> }\n`;

  test("its module's timers and listeners end when the next one runs", async () => {
    slowly();
    const body =
      "let n = 0\nsetInterval(() => { document.body.dataset.n = String(++n) }, 10)\n" +
      "addEventListener('ping', () => { document.body.dataset.heard = (document.body.dataset.heard ?? '') + 'w' })\n" +
      "document.addEventListener('ping', () => { document.body.dataset.heard = (document.body.dataset.heard ?? '') + 'd' })";
    for (const end of ["one", "two", "three"]) await show(page(body, end), false);
    vi.advanceTimersByTime(35);
    expect(document.body.dataset.n).toBe("3");
    dispatchEvent(new Event("ping"));
    document.dispatchEvent(new Event("ping"));
    expect(document.body.dataset.heard).toBe("wd");
    document.body.dataset.heard = document.body.dataset.n = "";
    await show("export default () => null\n");
    vi.advanceTimersByTime(50);
    expect(document.body.dataset.n).toBe("");
  });

  test("an effect's timer goes on across versions, and ends with the component", async () => {
    slowly();
    const page = (end: string) =>
      `import { useEffect, useState } from "react"\nexport default function A() { const [n, set] = useState(0); useEffect(() => { setInterval(() => set((n) => n + 1), 10) }, []); return <p>{n} ${end}</p> }\n`;
    await show(page("one"));
    await show(page("two"));
    await settled();
    vi.advanceTimersByTime(25);
    await settled();
    expect(root.textContent).toBe("2 two");
    await show("export default function B() { return <i>other</i> }\n");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("what a store was given is kept, and a query client", async () => {
    const page = (end: string) =>
      `import { create } from "zustand"\nimport { QueryClient } from "@tanstack/react-query"\nconst client = new QueryClient()\nclient.count = (client.count ?? 0) + 1\nconst useCount = create((set) => ({ count: 1, add: () => set((s) => ({ count: s.count + 1 })) }))\nexport default function A() { const { count, add } = useCount(); return <button onClick={add}>{count} ${end} {client.count}</button> }\n`;
    await show(page("one"), true);
    root.querySelector("button")?.click();
    await settled();
    expect(root.textContent).toBe("2 one 1");
    await show(page("two"), true);
    expect(root.textContent).toBe("2 two 2");
  });

  test("a component that a package is given stays the same", async () => {
    const page = (end: string) =>
      `import { useState } from "react"\nimport Markdown from "react-markdown"\nfunction Strong({ children }) { const [n, set] = useState(0); return <b onClick={() => set(n + 1)}>{children} {n} ${end}</b> }\nexport default function A() { return <Markdown components={{ strong: Strong }}>{"**x**"}</Markdown> }\n`;
    await show(page("one"), true);
    root.querySelector("b")?.click();
    await settled();
    await show(page("two"), true);
    expect(root.querySelector("b")?.textContent).toBe("x 1 two");
  });
});

describe("from version to version", () => {
  const settled = () => new Promise((done) => setTimeout(done, 50));

  test.each([
    ["lazy", 'import { lazy } from "react"', "lazy"],
    ["next/dynamic", 'import dynamic from "next/dynamic"', "dynamic"],
  ])("a component of %s keeps its state and shows its newest text", async (_name, line, make) => {
    const page = (end: string) => ({
      "App.tsx": `${line}\nimport { Suspense } from "react"\nconst Later = ${make}(() => import("./later"))\nexport default function A() { return <Suspense fallback="wait"><Later /></Suspense> }\n`,
      "later.tsx": `import { useState } from "react"\nexport default function L() { const [n, set] = useState(0); return <b onClick={() => set(n + 1)}>{n} ${end}</b> }\n`,
    });
    await preview.show({ files: page("one"), entry: "App.tsx", final: true });
    await vi.waitFor(() => expect(root.textContent).toBe("0 one"), 20_000);
    root.querySelector("b")?.click();
    await settled();
    await preview.show({ files: page("two"), entry: "App.tsx", final: true });
    await vi.waitFor(() => expect(root.textContent).toBe("1 two"), 20_000);
  });

  const app = `import { lazy, Suspense } from "react"\nconst Later = lazy(() => import("./later"))\nexport default function A() { return <Suspense fallback="wait"><Later /></Suspense> }\n`;
  const withLater = (later: string) =>
    preview.show({ files: { "App.tsx": app, "later.tsx": later }, entry: "App.tsx", final: true });
  const works = (word: string) => `export default function L() { return <b>${word}</b> }\n`;
  const told = () => preview.live.errors.map(({ message }) => message);

  test("what could not be loaded is loaded when a later version can", async () => {
    await withLater(`throw new Error("no such chart")\n`);
    await vi.waitFor(() => expect(told()).toContain("no such chart"), 20_000);
    await withLater(works("mended"));
    await vi.waitFor(() => expect(root.textContent).toBe("mended"), 20_000);
    expect(told()).toEqual([]);
  }, 30_000);

  test("a load that fails after one that did not is told, and the page stays", async () => {
    await withLater(works("one"));
    await vi.waitFor(() => expect(root.textContent).toBe("one"), 20_000);
    await withLater(`throw new Error("no such chart")\n`);
    await vi.waitFor(() => expect(told()).toContain("no such chart"), 20_000);
    expect(root.textContent).toBe("one");
    await withLater(works("two"));
    await vi.waitFor(() => expect(root.textContent).toBe("two"), 20_000);
    expect(told()).toEqual([]);
  }, 30_000);

  test("what is loaded later and has not arrived is waited for", async () => {
    const text = `import { lazy, Suspense } from "react"\nconst Later = lazy(() => load())\nexport default function A() { return <Suspense fallback="wait"><Later /></Suspense> }\n`;
    await show(text);
    await settled();
    expect(root.textContent).toBe("wait");
    await show(`${text}const load = async () => ({ default: () => <i>here</i> })\n`, true);
    await vi.waitFor(() => expect(root.textContent).toBe("here"), 20_000);
  });

  test("a hook whose package arrives later does not upset the component that called it", async () => {
    const text = `import { useLocation } from "react-router-dom"\nimport { useEffect } from "react"\nexport default function A() { const place = useLocation(); useEffect(() => undefined, [place]); return <p>{place.pathname} here</p> }\n`;
    await show(text);
    expect(root.textContent).toBe(" here");
    expect(await show(text, true)).toMatchObject({ ok: true, error: null });
    expect(root.textContent).toBe("/ here");
  });

  test("sample data that chance makes stands still, and is not the same everywhere", async () => {
    const text =
      "const rows = [Math.random(), Math.random()]\nexport default function A() { return <p>{rows.join()}</p> }\n";
    await show(text);
    const first = root.textContent as string;
    expect(new Set(first.split(",")).size).toBe(2);
    await show(`${text}function more() {}\n`);
    expect(root.textContent).toBe(first);
    await show(`${text}function more() {}\n`, true);
    expect(root.textContent).toBe(first);
    expect(Math.random()).not.toBe(Number(first.split(",")[0]));
  });
});

describe("while it streams", () => {
  test("half a component shows what is there", async () => {
    expect(await show("export default function A() { return <main><h1>Hello</h1><p>half a")).toMatchObject({
      ok: true,
      painted: true,
    });
    expect(root.innerHTML).toBe("<main><h1>Hello</h1><p>half a</p></main>");
  });

  test("names that have not arrived are nothing, and counted", async () => {
    const shown = await show(
      "export default function A() { return <ul>{items.map(i => <li>{i}</li>)}<Later title={x.y()}>in</Later></ul>",
    );
    expect(shown).toMatchObject({ ok: true, stubs: 3 });
    expect(root.innerHTML).toBe("<ul>in</ul>");
  });

  test("state that captured a stub takes the real value when it comes", async () => {
    const text =
      "import { useState } from 'react'\nexport default function A() { const [xs] = useState(first); return <b>{xs.length}</b> }\nconst first = [1, 2, 3]\n";
    expect((await stream(text)).filter((shown) => !shown.ok)).toEqual([]);
    expect(root.innerHTML).toBe("<b>3</b>");
  });

  test("sections are stacked until there is a default export", async () => {
    await show(
      "function Top() { return <h1>top</h1> }\nfunction Card({ a }) { return <i>{a}</i> }\nfunction End() { return <p>end</p> }\nlet",
    );
    expect([...root.children].map(({ tagName }) => tagName)).toEqual(["H1", "P", "I"]);
    expect(root.querySelector("i [data-ghost]")).not.toBeNull();
    await show("function Top() { return <h1>top</h1> }\nfunction Page() { return <div><Top /></div> }\nlet");
    expect(root.innerHTML).toBe("<div><h1>top</h1></div>");
  });

  test("a component that nobody renders yet is shown with nothing known of its props, and cannot fail", async () => {
    const card =
      "function Card({ title, tags, tone = 'calm' }) { return <li className={tone}>{title}{tags.map((t) => <b key={t}>{t}</b>)}</li> }\n";
    expect(await show(`${card}function Bad({ a }) { throw new Error(a) }\nlet`)).toMatchObject({
      ok: true,
      stubs: 0,
    });
    expect(root.querySelector("li.calm")?.querySelectorAll("b [data-ghost]").length).toBe(2);
    await show(
      `${card}export default function Page() { return <ul><Card title="One" tags={[]} /></ul> }\nlet`,
    );
    await show(
      `${card}export default function Page() { return <ul><Card title="One" tags={[]} /></ul> }\nlet x`,
    );
    expect(root.innerHTML).toBe('<ul><li class="calm">One</li></ul>');
  });

  test("a component's own parts show before it returns anything, and until it shows them itself", async () => {
    const head =
      "export default function A() {\n  const title = <h1>Team</h1>\n  const Row = ({ name }) => <li>Row {name}</li>\n" +
      "  function renderBad(a) { return a.b.c.d() }\n  const Thrown = () => { throw new Error('part') }\n";
    expect(await show(`${head}  const open = true\n  const`)).toMatchObject({ ok: true, painted: true });
    expect([...root.children].map(({ tagName }) => tagName)).toEqual(["H1", "LI"]);
    expect(root.querySelector("li [data-ghost]")).not.toBeNull();
    expect(await show(`${head}  return <><input /><section>`)).toMatchObject({ ok: true });
    const field = root.querySelector("input") as HTMLInputElement;
    expect(root.innerHTML).toMatch(/^<input><section><\/section><h1>Team<\/h1><li>/);
    await show(`${head}  return <><input /><section>{title}<b>`);
    expect(root.innerHTML).toMatch(/^<input><section><h1>Team<\/h1><b><\/b><\/section><li>/);
    expect(
      await show(`${head}  return <><input /><section>{title}<Row name="Ada" /></section></>\n}\n`, true),
    ).toMatchObject({ ok: true, stubs: 0 });
    expect(root.innerHTML).toBe("<input><section><h1>Team</h1><li>Row Ada</li></section>");
    expect(root.querySelector("input")).toBe(field);
  });

  test("below a page that shows only its parts the sections stay", async () => {
    const text =
      "function Card({ a }) { return <i>card {a}</i> }\nexport default function A() {\n  const note = <p>note</p>\n  const x = 1\n";
    await show(`${text}  const`);
    expect(root.textContent).toBe("notecard ");
  });

  test("data shows as far as it has arrived, and state that was made from half of it follows", async () => {
    const page =
      "import { useState } from 'react'\nexport default function A() { const [xs] = useState(names); return <ol>{xs.map((x) => <li key={x}>{x}</li>)}</ol> }\n";
    await show(`${page}const names = ['Ada', 'Bob', 'Cy`);
    expect(root.textContent).toBe("AdaBob");
    await show(`${page}const names = ['Ada', 'Bob', 'Cyd']`, true);
    expect(root.textContent).toBe("AdaBobCyd");
  });

  test("a function that is half does not run", async () => {
    const page = "export default function A() { return <p>{label()}!</p> }\n";
    const half = `${page}function label() { document.title = 'ran'; ${"Math.max(1); ".repeat(30)}`;
    expect(await show(half)).toMatchObject({ ok: true, stubs: 2 });
    expect([root.textContent, document.title]).toEqual(["!", ""]);
    await show(`${half} return 'whole' }\n`, true);
    expect([root.textContent, document.title]).toEqual(["whole!", "ran"]);
  });

  test("names that the window has too are those of the program, as soon as it declares them", async () => {
    const text =
      "import { useState } from 'react'\nexport default function A() { const [xs] = useState(history); return <Text of={name}>{xs.map((x) => x)}</Text> }\nfunction Text({ of, children }) { return <p>{of}: {children}</p> }\nconst name = 'past'\nconst history = ['a', 'b']\n";
    expect((await stream(text, 7)).filter((shown) => !shown.ok)).toEqual([]);
    expect(root.textContent).toBe("past: ab");
  });

  test("a custom hook that is half is none", async () => {
    const text = `import { useState } from 'react'\nexport default function A() { const [a] = useThing(); const [b] = useState('b'); return <p>{a}{b}</p> }\nfunction useThing() { ${"Math.max(1); ".repeat(30)} const [x] = useState('a'); return [x] }\n`;
    expect((await stream(text, 9)).filter((shown) => !shown.ok)).toEqual([]);
    expect(root.textContent).toBe("ab");
  });

  test("an element with a long handler shows before the handler ends", async () => {
    const handler = "count(1); ".repeat(40);
    await show(`export default function A() { return <main><button id="b" onClick={() => { ${handler}`);
    expect(root.querySelector("button")).not.toBeNull();
  });

  test("when half a thing does not run, what is whole does", async () => {
    const page = "export default function A() { return <p>{names[2].length}</p> }\n";
    expect(await show(`${page}const names = ['Ada', 'Bob', 'Cy`)).toMatchObject({ ok: true });
  });

  test("sections stay below the page until the page shows them", async () => {
    const sections = "function Top() { return <h1>top</h1> }\nfunction End() { return <p>end</p> }\n";
    await show(`${sections}export default function Page() { return <main><Top />`);
    expect(root.innerHTML).toBe("<main><h1>top</h1></main><p>end</p>");
    await show(`${sections}export default function Page() { return <main><Top /><End /></main> }\n`);
    expect(root.innerHTML).toBe("<main><h1>top</h1><p>end</p></main>");
  });

  test("a file that no longer grows is taken whole, the next one as far as it goes", async () => {
    const data = "export const names = ['Ada', 'Bob']\nexport default names";
    const app =
      "import names from './data'\nexport default () => <ul>{names.map((n) => <li key={n}>{n}</li>)}";
    await preview.show({ files: { "data.ts": data }, entry: "App.tsx", final: false });
    await preview.show({
      files: { "data.ts": data, "App.tsx": app.slice(0, 30) },
      entry: "App.tsx",
      final: false,
    });
    await preview.show({ files: { "data.ts": data, "App.tsx": app }, entry: "App.tsx", final: false });
    expect(root.innerHTML).toBe("<ul><li>Ada</li><li>Bob</li></ul>");
  });

  test("a hook that comes late does not break the component", async () => {
    const text =
      "import { useState } from 'react'\nexport default function A() { const [on] = useFlag(); const [x] = useState(2); return <b>{x}{String(on)}</b> }\nfunction useFlag() { const [a] = useState(true); return [a] }\n";
    expect((await stream(text, 5)).filter((shown) => !shown.ok)).toEqual([]);
    expect(root.innerHTML).toBe("<b>2true</b>");
  });

  test("a context outlives its versions", async () => {
    const head =
      "import { createContext, useContext } from 'react'\nconst C = createContext('none')\nfunction In() { return <i>{useContext(C)}</i> }\nexport default function A() { return <C.Provider value='given'><In />";
    await show(head);
    const before = root.querySelector("i");
    await show(`${head}<p>x</p></C.Provider> }\n`, true);
    expect(root.querySelector("i")).toBe(before);
    expect(before?.textContent).toBe("given");
  });

  test("a throw keeps the last good page", async () => {
    await show("export default function A() { return <p>good</p> }\nlet");
    expect(await show("export default function A() { null.x; return <p>bad</p> }\nlet")).toMatchObject({
      ok: false,
    });
    expect(root.innerHTML).toBe("<p>good</p>");
  });

  test("typed text survives the swaps", async () => {
    const head = "export default function A() { return <main><input placeholder='name' /><p>one";
    await show(head);
    const input = root.querySelector("input") as HTMLInputElement;
    input.value = "Ada";
    await show(`${head} two</p><p>three</p></main> }\n`);
    expect(root.querySelector("input")).toBe(input);
    await show(`${head} two</p><p>three</p></main> }\n`, true);
    expect(root.querySelector("input")).toBe(input);
  });

  test("an element's id does not become a name", async () => {
    const shown = await show(
      "export default function A() { return <main id='features'>{features.map(f => <p>{f}</p>)}</main>",
    );
    expect(shown.ok).toBe(true);
    expect(
      await show(
        "export default function A() { return <main id='features'>{features.map(f => <p>{f}</p>)}x</main>",
      ),
    ).toMatchObject({ ok: true });
  });
});

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

describe("the house corpus", () => {
  const folder = join(import.meta.dirname, "corpus");
  // jsdom has no layout, which recharts needs; the browser harness covers dashboard.tsx.
  const names = readdirSync(folder).filter((name) => name !== "dashboard.tsx");
  test.each(names)(
    "%s streams without an error",
    async (name) => {
      const all = await stream(readFileSync(join(folder, name), "utf8"), 37);
      expect(all.filter((shown) => !shown.ok).map((shown) => shown.error)).toEqual([]);
      expect(all.at(-1)).toMatchObject({ ok: true, painted: true });
    },
    30_000,
  );
});
