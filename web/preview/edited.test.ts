// @vitest-environment jsdom
// A finished program that is changed: what it says otherwise shows, what a person did stays.

import { beforeEach, describe, expect, test, vi } from "vitest";
import { Preview } from "./preview";
import { Globals } from "./scope";

vi.setConfig({ testTimeout: 60_000 });

const sheet = { feed: () => {}, feedDocument: () => {}, setOwn: () => {} };
let root: HTMLElement;
let preview: Preview;

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  root = document.getElementById("root") as HTMLElement;
  preview = new Preview(root, sheet, new Globals(window), () => {});
});

const show = (text: string, final = true) =>
  preview.show({ files: { "App.tsx": text }, entry: "App.tsx", final });
const settled = () => new Promise((done) => setTimeout(done, 30));
const click = async (times = 1) => {
  for (let n = 0; n < times; n++) {
    root.querySelector("button")?.click();
    await settled();
  }
};

const app = (before: string, body: string) =>
  `import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react"\n${before}\n` +
  `export default function A() {\n  ${body}\n}\n`;

describe("shows what it says otherwise", () => {
  test.each<[what: string, page: (value: number) => string]>([
    ["a first state", (n) => app("", `const [n] = useState(${n}); return <p>{n}</p>`)],
    [
      "data that is a state",
      (n) => app(`const DATA = [1, ${n}]`, "const [d] = useState(DATA); return <p>{d[1]}</p>"),
    ],
    ["what makes a state", (n) => app("", `const [n] = useState(() => ${n}); return <p>{n}</p>`)],
    ["a reducer's state", (n) => app("", `const [n] = useReducer((n) => n, ${n}); return <p>{n}</p>`)],
    ["a ref", (n) => app("", `const r = useRef({ speed: ${n} }); return <p>{r.current.speed}</p>`)],
    ["a memo", (n) => app("", `const n = useMemo(() => ${n}, []); return <p>{n}</p>`)],
    [
      "what a memo calls",
      (n) => app(`const read = () => ${n}`, "const n = useMemo(() => read(), []); return <p>{n}</p>"),
    ],
    ["a callback", (n) => app("", `const f = useCallback(() => ${n}, []); return <p>{f()}</p>`)],
    [
      "an effect",
      (n) => app("", `const [n, set] = useState(0); useEffect(() => { set(${n}) }, []); return <p>{n}</p>`),
    ],
    [
      "what an effect calls",
      (n) =>
        app(
          `const read = () => ${n}`,
          "const [n, set] = useState(0); useEffect(() => { set(read()) }, []); return <p>{n}</p>",
        ),
    ],
  ])("%s", async (_what, page) => {
    await show(page(3));
    await vi.waitFor(() => expect(root.textContent).toBe("3"));
    await show(page(4), false);
    await show(page(4));
    await vi.waitFor(() => expect(root.textContent).toBe("4"));
  });

  test("a timer's pace: the effect before is ended, once", async () => {
    const page = (step: number) =>
      app(
        "",
        `const [n, set] = useState(0); useEffect(() => { document.body.append("+"); const t = setInterval(() => set((n) => n + ${step}), 5); return () => { clearInterval(t); document.body.append("-") } }, []); return <b>{n}</b>`,
      );
    await show(page(1));
    await vi.waitFor(() => expect(Number(root.textContent)).toBeGreaterThan(0));
    expect(Number(root.textContent)).toBeLessThan(100_000);
    await show(page(100_000));
    await vi.waitFor(() => expect(Number(root.textContent)).toBeGreaterThan(100_000));
    expect(document.body.textContent).toMatch(/\+-\+$/);
  });

  test("a first state that a person has changed, if the change was of it", async () => {
    const page = (first: number, word: string) =>
      app(
        "",
        `const [n, set] = useState(${first}); return <button onClick={() => set(n + 1)}>${word} {n}</button>`,
      );
    await show(page(1, "one"));
    await click(2);
    await show(page(1, "two"));
    expect(root.textContent).toBe("two 3");
    await show(page(10, "two"));
    expect(root.textContent).toBe("two 10");
    await click();
    await show(page(10, "three"));
    expect(root.textContent).toBe("three 11");
  });

  test("what queries have fetched is fetched again", async () => {
    const page = (word: string) =>
      `import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query"\nconst client = new QueryClient()\n` +
      `function Q() { const { data } = useQuery({ queryKey: ["a"], queryFn: async () => "${word}" }); return <p>{data}</p> }\n` +
      "export default function A() { return <QueryClientProvider client={client}><Q /></QueryClientProvider> }\n";
    await show(page("one"));
    await vi.waitFor(() => expect(root.textContent).toBe("one"), 10_000);
    await show(page("two"));
    await vi.waitFor(() => expect(root.textContent).toBe("two"), 10_000);
  });
});

describe("keeps", () => {
  test("what chance or the clock made first, once a person has changed it", async () => {
    const page = (word: string) =>
      app(
        "",
        `const [n, set] = useState(() => Math.random()); return <button onClick={() => set(7)}>${word} {n}</button>`,
      );
    await show(page("one"));
    await click();
    await show(page("two"));
    expect(root.textContent).toBe("two 7");
  });

  test("what effects did, while the same program is shown again, and one that is still written", async () => {
    const page = (word: string) =>
      app("", `useEffect(() => { document.body.append("+") }, []); return <p>${word}</p>`);
    await show(page("one"));
    await show(page("one"));
    for (const word of ["two", "three"]) await show(page(word), false);
    await settled();
    expect(document.body.textContent).toBe("three+");
    await show(page("three"));
    await settled();
    expect(document.body.textContent).toBe("three++");
  });

  test("state, when a style sheet changes", async () => {
    const page = app("", `const [n, set] = useState(() => Math.random()); return <p>{n}</p>`);
    const shown = async (css: string) => {
      await preview.show({ files: { "App.tsx": page, "a.css": css }, entry: "App.tsx", final: true });
      return root.textContent;
    };
    expect(await shown("p {}")).toBe(await shown("b {}"));
  });
});
