// @vitest-environment jsdom
// Async components while text streams: the page does not wait for them.

import { expect, test, vi } from "vitest";
import { root, show } from "./test-frame";

vi.setConfig({ testTimeout: 60_000 });

const settled = () => new Promise((done) => setTimeout(done, 20));

const POSTS = "async function Posts() {\n  const posts = await read()\n  return <b>{posts}</b>\n}\n";
const NEVER = `const read = () => new Promise(() => {})\n${POSTS}`;
const SOON = `const read = async () => "three posts"\n${POSTS}`;

test("a page shows beside a part that never comes", async () => {
  const told = await show(
    `${NEVER}export default function A() {\n  return <main>\n    <h1>Blog</h1>\n    <Posts />\n`,
  );
  expect(told).toMatchObject({ ok: true, painted: true });
  expect(root.textContent).toBe("Blog");
});

test("what a part comes to is shown, and stays while the next version's is waited for", async () => {
  const page = `${SOON}export default function A() {\n  return <main>\n    <Posts />\n`;
  await show(page);
  await vi.waitFor(() => expect(root.textContent).toBe("three posts"), 10_000);
  await show(`${page}    <p>More</p>\n`);
  expect(root.textContent).toBe("three postsMore");
});

test("an async page shows while it is written, and when it is done", async () => {
  const half = `export default async function Page() {\n  const name = await Promise.resolve("Ada")\n  return <main>\n    <p>Dear {name}</p>\n`;
  await show(half);
  await vi.waitFor(() => expect(root.textContent).toBe("Dear Ada"), 10_000);
  const told = await show(`${half}    <p>Yours</p>\n  </main>\n}\n`, true);
  expect(told.ok).toBe(true);
  await vi.waitFor(() => expect(root.textContent).toBe("Dear AdaYours"), 10_000);
});

test("a finished page waits for its parts as it says", async () => {
  const told = await show(
    `import { Suspense } from "react"\n${SOON}async function Slow({ says }) {\n  await new Promise((done) => setTimeout(done, 5))\n  return <i>{says}</i>\n}\n` +
      `export default function A() { return <main><Suspense fallback="Loading"><Posts /><Slow says=" and more" /></Suspense></main> }\n`,
    true,
  );
  expect(told.ok).toBe(true);
  expect(root.textContent).toBe("Loading");
  await vi.waitFor(() => expect(root.textContent).toBe("three posts and more"), 10_000);
});

test("a part whose props are made on every render comes all the same", async () => {
  await show(
    `async function Row({ item, act, children }) {\n  await new Promise((done) => setTimeout(done, 5))\n  return <b onClick={act}>{item.name}{children}</b>\n}\n` +
      `export default function A() { return <main><Row item={{ name: "Ada" }} act={() => {}}><i>!</i></Row></main> }\n`,
    true,
  );
  await vi.waitFor(() => expect(root.textContent).toBe("Ada!"), 10_000);
});

test("a part that is given something else is asked again", async () => {
  await show(
    `import { useState } from "react"\nasync function Row({ item }) { return <b>{item.name}</b> }\n` +
      `export default function A() { const [n, set] = useState(1); return <main onClick={() => set(n + 1)}><Row item={{ name: "row " + n }} /></main> }\n`,
    true,
  );
  await vi.waitFor(() => expect(root.textContent).toBe("row 1"), 10_000);
  root.querySelector("main")?.click();
  await vi.waitFor(() => expect(root.textContent).toBe("row 2"), 10_000);
});

test("a part that fails leaves the page", async () => {
  const told = await show(
    `async function Posts() { throw new Error("no posts") }\nexport default function A() {\n  return <main>\n    <h1>Blog</h1>\n    <Posts />\n`,
  );
  await settled();
  expect(told.ok).toBe(true);
  expect(root.textContent).toBe("Blog");
});
