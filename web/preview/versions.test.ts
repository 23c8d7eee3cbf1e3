// @vitest-environment jsdom
// From version to version: what one started ends, what it made lasts.

import { afterEach, describe, expect, test, vi } from "vitest";
import { preview, root, show, showIn } from "./test-frame";

describe("what a version started", () => {
  const slowly = () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    showIn(document.body.appendChild(document.createElement("div")));
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
