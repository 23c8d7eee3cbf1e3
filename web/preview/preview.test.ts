// @vitest-environment jsdom
// Programs while they stream: tolerance, and state across swaps.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Shown } from "./preview";
import { preview, root, show, showIn } from "./test-frame";

async function stream(text: string, size = 12): Promise<Shown[]> {
  const all: Shown[] = [];
  for (let end = size; end < text.length; end += size) all.push(await show(text.slice(0, end)));
  all.push(await show(text, true));
  return all;
}

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
    await show(`${head}  return <><input /><section>{title}{open && <p>yes</p>}<b>`);
    expect(root.querySelector("li")).not.toBeNull();
    await show(`${head}  return <><input /><section>{title}<b>All`);
    expect(root.innerHTML).toBe("<input><section><h1>Team</h1><b>All</b></section>");
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

  test("a part that comes before the page which gives it its props is shown with nothing known of them", async () => {
    const text =
      "export default function Grid({ products }) { return <ul><h2>Products</h2>{products.map((p) => <li key={p.id}>{p.title}</li>)}</ul> }\n";
    const files = { "components/grid.tsx": text };
    const shown = await preview.show({ files, entry: "components/grid.tsx", final: false });
    expect(shown).toMatchObject({ ok: true, error: null });
    expect([...root.querySelectorAll("h2, li [data-ghost]")]).toHaveLength(3);
    const page =
      "import Grid from './components/grid'\nexport default () => <Grid products={[{ id: 1, title: 'Hat' }]} />\n";
    await preview.show({ files: { ...files, "App.tsx": page }, entry: "App.tsx", final: true });
    expect(root.textContent).toBe("ProductsHat");
  });

  test("a custom hook that is half is none", async () => {
    const text = `import { useState } from 'react'\nexport default function A() { const [a] = useThing(); const [b] = useState('b'); return <p>{a}{b}</p> }\nfunction useThing() { ${"Math.max(1); ".repeat(30)} const [x] = useState('a'); return [x] }\n`;
    expect((await stream(text, 9)).filter((shown) => !shown.ok)).toEqual([]);
    expect(root.textContent).toBe("ab");
  });

  test.each([
    ["named", "import { useThing } from '@/hooks/use-thing'", "export function useThing() {"],
    ["by default", "import useThing from './hooks/use-thing'", "export default function useThing() {"],
  ])("a custom hook that comes in a file of its own, %s, after the page", async (_how, imported, head) => {
    const page = `import { useState } from 'react'\n${imported}\nexport default function A() { const [a] = useThing() ?? []; const [b] = useState('b'); return <p>{a}{b}</p> }\n`;
    const hook = `import { useEffect, useState } from 'react'\n${head} ${"Math.max(1); ".repeat(30)} const [x] = useState('a'); useEffect(() => {}); return [x] }\n`;
    const told: Shown[] = [];
    for (const size of [40, hook.length]) {
      for (let end = 0; end < hook.length + size; end += size) {
        const files = { "App.tsx": page, ...(end > 0 && { "hooks/use-thing.ts": hook.slice(0, end) }) };
        told.push(await preview.show({ files, entry: "App.tsx", final: false }));
      }
      expect(root.textContent).toBe("ab");
      showIn(document.body.appendChild(document.createElement("div")));
    }
    expect(told.filter((shown) => !shown.ok)).toEqual([]);
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

  test("a hook that is what a package exports by default does not break the component when the package comes", async () => {
    const text =
      "import useSWR from 'swr'\nimport { useState } from 'react'\nexport default function A() { const { error } = useSWR(null); const [x] = useState(2); return <b>{x}{error}</b> }\n";
    expect(await show(text)).toMatchObject({ ok: true });
    expect(await show(text, true)).toMatchObject({ ok: true, error: null, stubs: 0 });
    expect(root.innerHTML).toBe("<b>2</b>");
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
