// Every prefix of every file in corpus/ compiles, for several ways of chunking, and the cut keeps moving.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileModule } from "./compile";
import { Completer } from "./complete";

const folder = join(import.meta.dirname, "corpus");
const corpus = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

/** The engine's own parser has the last word: sucrase lets some invalid script through. */
function accepts(text: string): void {
  new Function("require", "exports", "module", compileModule("part.tsx", text));
}

/** Feeds a text in pieces; returns the longest stretch, as a share of the file, in which the cut did not move. */
function stream(text: string, ends: Iterable<number>): number {
  const completer = new Completer();
  let seen = "";
  let movedAt = 0;
  let longest = 0;
  for (const end of ends) {
    const before = completer.safe;
    completer.feed(text.slice(0, end));
    if (completer.safe > before) movedAt = end;
    longest = Math.max(longest, end - movedAt);
    const part = completer.completed();
    if (part === seen) continue;
    seen = part;
    try {
      accepts(part);
    } catch (error) {
      throw new Error(`prefix of ${end}: ${String(error)}\n…${part.slice(-400)}`);
    }
  }
  return longest / text.length;
}

function* every(size: number, length: number): Generator<number> {
  for (let end = size; end < length; end += size) yield end;
  yield length;
}

describe.each(corpus)("$name", ({ text }) => {
  test.each([1, 3, 6, 7, 11])(
    "every prefix compiles in chunks of %i",
    (size) => {
      expect(stream(text, every(size, text.length))).toBeLessThan(0.25);
    },
    60_000,
  );

  test("every prefix compiles in random chunks", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 160 }), { minLength: 20, maxLength: 200 }), (sizes) => {
        let end = 0;
        const ends = sizes.map((size) => {
          end += size;
          return Math.min(text.length, end);
        });
        stream(text, [...ends, text.length]);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test("the cut does not depend on the chunks", () => {
    const whole = new Completer();
    whole.feed(text);
    const slow = new Completer();
    for (const end of every(1, text.length)) slow.feed(text.slice(0, end));
    expect(slow.completed()).toBe(whole.completed());
    expect(whole.safe / text.length).toBeGreaterThan(0.95);
  });
});

const cut = (text: string): string => {
  const completer = new Completer();
  completer.feed(text);
  return completer.completed();
};

test.each([
  ["function A() { return <p>hi", "function A() { return <p>hi</p>}"],
  ["function A() { return <p>{a ? <b>x", "function A() { return <p>{a ? <b>x</b> : null}</p>}"],
  ["const A = () => { if (x) return", ""],
  ["const A = () => { if (x)\n go()\n else stop", "const A = () => { if (x)\n go()}"],
  ["function A() { const a = 1 << 2; const b = a<c;", "function A() { const a = 1 << 2; const b = a<c;}"],
  [
    "const r = useRef<Map<string, Set<number>>>(null)\nconst s = 1\nlet z",
    "const r = useRef<Map<string, Set<number>>>(null)\nconst s = 1",
  ],
  ["export { a, b }\nconst c = 1;", "export { a, b }\nconst c = 1;"],
  ["for (const a of b) { c", ""],
  ["try { a() } catch (e) { b() }\nlet", "try { a() } catch (e) { b() }"],
  ["import a from 'a'\nconst x = [1, 2", "import a from 'a'\nconst x = [1, ...$rest]"],
  ["const a = 1\nconst b = a\n  .trim()\nlet ", "const a = 1\nconst b = a\n  .trim()"],
  ["function A() { useEffect(() => { go(); ", ""],
  [
    "export default () => <ul>{xs.map(x => <li>{x}",
    "export default () => <ul>{xs.map(x => <li>{x}</li>)}</ul>",
  ],
  ["const f = <T,>(x: T) => x\nconst A = () => <p>a", "const f = <T,>(x: T) => x\nconst A = () => <p>a</p>"],
  ["function A() { return <p>a &am", "function A() { return <p>a </p>}"],
  [
    "function A() { const R = ({ a }) => { return <p>{a}</p> }; let x = 1;",
    "function A() { const R = ({ a }) => { return <p>{a}</p> }; let x = 1;;return $parts(null, { R })}",
  ],
  [
    "function A() { const t = b && <p>x</p>; return (<div><b />{y && <i>z",
    "function A() { const t = b && <p>x</p>; return $parts( (<div><b />{y && <i>z</i>}</div>), { t })}",
  ],
  [
    "function A() { const t = b && <p>x</p>; return (<div><b>y",
    "function A() { const t = b && <p>x</p>; return (<div><b>y</b></div>)}",
  ],
  [
    "function A() { const t = <p>x</p>; return (<div>{t}<b>y",
    "function A() { const t = <p>x</p>; return (<div>{t}<b>y</b></div>)}",
  ],
  [
    "function A() { const t = <p>x</p>; if (z) return null; return <i>{t}</i>;",
    "function A() { const t = <p>x</p>; if (z) return null; return <i>{t}</i>;}",
  ],
])("%j", (text, expected) => expect(cut(text)).toBe(expected));

test("a text that is not an extension starts over", () => {
  const completer = new Completer();
  completer.feed("function A() { return <p>one");
  completer.feed("function B() { return <i>two");
  expect(completer.completed()).toBe("function B() { return <i>two</i>}");
});
