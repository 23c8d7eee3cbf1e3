// @vitest-environment jsdom
// A finished program that is changed: what it says otherwise shows, what a person did stays.

import { describe, expect, test, vi } from "vitest";
import { preview, root, show as shown } from "./test-frame";

vi.setConfig({ testTimeout: 60_000 });

const show = (text: string, final = true) => shown(text, final);
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

/** A button that shows `read` of the state `s` of `hook` and, when it is clicked, makes it `to`. */
const touched = (hook: string, to: string, read: string) =>
  `const [s, set] = ${hook}; return <button onClick={() => set(${to})}>{${read}}</button>`;
/** The same, of data that is changed in place. */
const inPlace = (hook: string, read: string) =>
  `const [s] = ${hook}; const [, draw] = useState(0); ${played(read)}`;
const played = (what: string) =>
  `return <button onClick={() => { ${what} += 50; draw((n) => n + 1) }}>{${what}}</button>`;

const drawn = (act: string, read: string) =>
  `const [, draw] = useState(0); return <button onClick={() => { ${act}; draw((n) => n + 1) }}>{${read}}</button>`;

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
    await show(app("", "return <p>no timer</p>"));
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

  test.each<[what: string, page: (value: number) => string]>([
    ["data", (n) => app(`const D = { n: ${n} }`, touched("useState(D)", "{ n: 99 }", "s.n"))],
    ["data that is changed in place", (n) => app("", inPlace(`useState({ n: ${n} })`, "s.n"))],
    [
      "a module's data that is changed in place",
      (n) => app(`const D = { n: ${n} }`, inPlace("useState(D)", "s.n")),
    ],
    ["a constant", (n) => app(`const N = ${n}`, touched("useState(N)", "99", "s"))],
    ["what makes it", (n) => app(`const f = () => ${n}`, touched("useState(() => f())", "99", "s"))],
    ["a reducer's state", (n) => app("", touched(`useReducer((_, to) => to, ${n})`, "99", "s"))],
    [
      "a certain day",
      (n) => app("", touched(`useState(new Date(2020, 0, ${n}))`, "new Date()", "s.getDate()")),
    ],
    [
      "a property",
      (n) => app(`function C({ n }) { ${touched("useState(n)", "99", "s")} }`, `return <C n={${n}} />`),
    ],
    [
      "a ref",
      (n) => app("", `const r = useRef({ n: ${n} }); const [, draw] = useState(0); ${played("r.current.n")}`),
    ],
  ])("a first state that a person has changed: %s", async (_what, page) => {
    await show(page(3));
    expect(root.textContent).toBe("3");
    await click(2);
    expect(root.textContent).not.toBe("3");
    await show(page(4), false);
    expect(root.textContent).not.toBe("4");
    await show(page(4));
    expect(root.textContent).toBe("4");
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

  const MONTH = "new Date(s.getFullYear(), s.getMonth() + 1)";
  test.each<[what: string, before: string, body: string]>([
    [
      "a ref's object",
      "",
      `const r = useRef({ score: 0 }); ${drawn("r.current.score = 5", "r.current.score")}`,
    ],
    [
      "a ref's map",
      "",
      `const r = useRef(new Map()); ${drawn('r.current.set("a", 5)', 'r.current.get("a") ?? 0')}`,
    ],
    ["a ref's list", "", `const r = useRef([]); ${drawn("r.current.push(5)", "r.current.join() || 0")}`],
    ["a ref's number", "", `const r = useRef(0); ${drawn("r.current = 5", "r.current")}`],
    [
      "what a module has and a ref changes",
      "const GAME = { score: 0 }",
      `const r = useRef(GAME); ${drawn("r.current.score = 5", "r.current.score")}`,
    ],
    [
      "a ref's instance",
      "class Game { score = 0; at = Date.now(); board = Array.from({ length: 9 }, () => Math.random()); up() { this.score = 5 } }",
      `const r = useRef(new Game()); ${drawn("r.current.up()", "r.current.score")}`,
    ],
    [
      "a ref's instance that begins by chance",
      "",
      `const r = useRef({ score: 0, x: Math.floor(Math.random() * 2) }); ${drawn("r.current.score = 5", "r.current.score")}`,
    ],
    ["a state's object", "", `const [s] = useState({ score: 0 }); ${drawn("s.score = 5", "s.score")}`],
    ["a month", "", touched("useState(new Date())", MONTH, "s.getMonth()")],
    ["a month, made late", "", touched("useState(() => new Date())", MONTH, "s.getMonth()")],
    ["the time", "", touched("useState(Date.now())", "5", "s > 5 ? 0 : s")],
    ["the time since the page began", "", touched("useState(performance.now())", "-5", "s")],
    ["chance", "", touched("useState(Math.random())", "5", "s < 1 ? 0 : s")],
    ["a throw", "", touched("useState(Math.floor(Math.random() * 6))", "7", "s")],
    ["a throw, made late", "", touched("useState(() => Math.floor(Math.random() * 2))", "7", "s")],
    ["a day, in words", "", touched("useState(new Date().toDateString())", '"x"', "s")],
    [
      "a list by chance",
      "",
      touched("useState([1, 2, 3].sort(() => Math.random() - 0.5))", "[7]", "s.join()"),
    ],
    ["a number of its own", "let last = 0", touched("useState(() => ++last)", "50", "s")],
    [
      "what came from a property that is another now",
      `function C({ n }) { ${touched("useState(n)", "s + 50", "s")} }`,
      "const [n, set] = useState(1); return <div onClick={() => set(n + 1)}><C n={n} /></div>",
    ],
    [
      "what was made late of a property that is another now",
      `function C({ n }) { ${touched("useState(() => ({ n }))", "{ n: s.n + 50 }", "s.n")} }`,
      "const [n, set] = useState(1); return <div onClick={() => set(n + 1)}><C n={n} /></div>",
    ],
    [
      "a reducer's state by chance",
      "",
      touched("useReducer((_, to) => to, 0, () => ({ n: Math.random() }))", "{ n: 5 }", "s.n"),
    ],
  ])("what a person did, though only a colour was changed: %s", async (_what, before, body) => {
    vi.spyOn(console, "error");
    const page = (colour: string) => app(before, `const colour = "${colour}"; ${body}`);
    await show(page("red"));
    const first = root.textContent;
    await click();
    const done = root.textContent;
    expect(done).not.toBe(first);
    for (const colour of ["blue", "green"]) {
      await settled();
      await show(page(colour), false);
      expect((await show(page(colour))).error).toBe(null);
      expect(root.textContent).toBe(done);
    }
    await click();
    expect((await show(page("white"))).ok).toBe(true);
    expect(console.error).not.toHaveBeenCalled();
  });

  test("what lies by chance as nobody has moved it", async () => {
    const page = (word: string) =>
      app(
        "",
        `const [s] = useState(() => [1, 2, 3, 4, 5, 6, 7].sort(() => Math.random() - 0.5)); return <p title="${word}">{s}</p>`,
      );
    await show(page("one"));
    const { textContent } = root;
    for (const word of ["two", "three", "four"]) await show(page(word));
    expect(root.textContent).toBe(textContent);
    expect(root.innerHTML).toContain("four");
  });

  test("the clock and chance as they are, in what is shown and what is made", async () => {
    const { Date: clock, Math: chance, performance: since } = window;
    const [now, random] = [since.now, chance.random];
    const page = (n: number) =>
      app(
        "",
        `const [s, set] = useState(Date.now() + ${n}); const year = useMemo(() => new Date().getFullYear(), []); return <button onClick={() => set(5)}>{year} {new Date().getFullYear()} {s === 5 ? s : ""}</button>`,
      );
    await show(page(0));
    await click();
    await show(page(100_000));
    const year = new Date().getFullYear();
    expect(root.textContent).toBe(`${year} ${year} 5`);
    expect([window.Date, chance.random, since.now]).toEqual([clock, random, now]);
  });

  test.each<[what: string, clicks: number, from: string, said: string[]]>([
    ["kept", 1, "Date.now() % 7 +", ["in", "at 5"]],
    ["asked for, then replaced", 1, "", ["in", "at 5", "in", "at 20"]],
    ["replaced at once", 0, "", ["in", "at 20"]],
  ])("quiet about its trials, with a state that is %s", async (_what, clicks, from, said) => {
    const page = (n: number) =>
      app(
        "",
        `console.log("in"); const [s, set] = useState(() => ${from} ${n}); console.log("at", s); return <button onClick={() => set(5)}>{s}</button>`,
      );
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await show(page(10));
    await click(clicks);
    log.mockClear();
    await show(page(20));
    expect(log.mock.calls.map((each) => each.join(" "))).toEqual(said);
    log.mockRestore();
  });

  test("going, when a component waits for a time to pass, or throws at another", async () => {
    const page = (n: number) =>
      app(
        "",
        `const [s, set] = useState(${n}); const from = performance.now(); while (performance.now() - from < 2); if (new Date().getFullYear() < ${new Date().getFullYear()}) throw new Error("old"); return <button onClick={() => set(5)}>{s}</button>`,
      );
    await show(page(0));
    await click();
    expect((await show(page(1))).error).toBe(null);
    expect(root.textContent).toBe("1");
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
