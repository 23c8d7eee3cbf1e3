// @vitest-environment jsdom
// Effects that look at an element which the stream has not brought yet.

import { expect, test, vi } from "vitest";
import { preview, root } from "./test-frame";

async function stream(text: string, size = 12): Promise<void> {
  const page = { entry: "App.tsx", final: false };
  for (let end = size; end < text.length; end += size)
    await preview.show({ ...page, files: { "App.tsx": text.slice(0, end) } });
  await preview.show({ ...page, files: { "App.tsx": text }, final: true });
  await new Promise((done) => setTimeout(done, 50));
}

const drawn = () => vi.waitFor(() => expect(root.querySelector("canvas")?.dataset.drawn).toBe("yes"), 10_000);

const drawing = (effect: string) => `import { useEffect, useRef } from "react"
export default function App() {
  const canvas = useRef(null)
  useEffect(() => {
    ${effect}
  }, [])
  return (
    <main>
      <h1>A drawing of many colours</h1>
      <canvas ref={canvas} />
    </main>
  )
}
`;

test("an effect of a part of it draws too, with the ref of the whole", async () => {
  await stream(`import { useEffect, useRef } from "react"
export default function App() {
  const canvas = useRef(null)
  return (
    <main>
      <Pen canvas={canvas} />
      <h1>A drawing of many colours</h1>
      <canvas ref={canvas} />
    </main>
  )
}
function Pen({ canvas }) {
  useEffect(() => {
    if (canvas.current) canvas.current.dataset.drawn = "yes"
  }, [canvas])
  return <i>pen</i>
}
`);
  await drawn();
});

test("an effect draws anew on an element that was built anew", async () => {
  const page = (around: string) =>
    drawing("if (canvas.current) canvas.current.dataset.drawn = 'yes'").replaceAll("main", around);
  await stream(page("main"), 10_000);
  await stream(page("section"), 10_000);
  expect(root.querySelector("section canvas")).not.toBeNull();
  await drawn();
});

test("an effect whose element is there, or never comes, or that fills its ref itself, runs once a version at most", async () => {
  const page = (end: string) => `import { useEffect, useRef } from "react"
export default function App() {
  const [there, never, own] = [useRef(null), useRef(null), useRef(null)]
  useEffect(() => {
    const log = (name) => { document.body.dataset[name] = (document.body.dataset[name] ?? "") + "." }
    log("runs")
    if (there.current) log("there")
    if (!never.current) log("never")
    if (!own.current) own.current = { made: true }
    return () => log("ends")
  }, [])
  return <p ref={there}>${end}</p>
}
`;
  for (const end of ["one", "two", "three"]) await stream(page(end), 10_000);
  expect(root.textContent).toBe("three");
  expect({ ...document.body.dataset }).toEqual({ runs: "...", ends: "..", there: "...", never: "..." });
});

test.each([
  ["asks first", "if (!canvas.current) return\n    canvas.current.dataset.drawn = 'yes'"],
  ["asks by the way", "const on = canvas.current?.dataset\n    if (on) on.drawn = 'yes'"],
  ["does not ask", "canvas.current.dataset.drawn = 'yes'"],
])("an effect that %s draws when its element has come", async (_, effect) => {
  await stream(drawing(effect));
  await drawn();
});
