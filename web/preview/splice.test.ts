// An edit that arrives in pieces: the newest part of it that compiles.

import { expect, test } from "vitest";
import { compileModule } from "./compile";
import { mend } from "./splice";

const compiles = (text: string): boolean => {
  try {
    new Function("require", "exports", "module", compileModule("a.tsx", text));
    return true;
  } catch {
    return false;
  }
};

const before = `const plans = ["Free", "Pro"];

export default function App() {
  return (
    <main>
      <h1>Plans</h1>
      <p>{plans.join()}</p>
    </main>
  );
}
`;

test("whole lines of an insertion show as they arrive", () => {
  const at = before.indexOf("      <p>");
  const insert = "      <h2>New</h2>\n      <button onClick={() => go()}>Go</button>\n";
  const shown = new Set<string>();
  for (let end = 1; end <= insert.length; end++) {
    const text = mend(before, before.slice(0, at) + insert.slice(0, end) + before.slice(at), compiles);
    expect(text !== null && compiles(text)).toBe(true);
    shown.add(text as string);
  }
  expect(shown.has(before.slice(0, at) + insert + before.slice(at))).toBe(true);
  expect([...shown].some((text) => text.includes("<h2>New</h2>") && !text.includes("button"))).toBe(true);
});

test("a replaced stretch falls back to what was there", () => {
  expect(mend(before, before.replace('["Free", "Pro"]', '["Free'), compiles)).toBe(before);
});

test.each([[`${before}\nconst x`], ["import"], [before.slice(0, 100)]])(
  "another text is no edit: %j",
  (text) => {
    expect(mend(before, text, compiles)).toBeNull();
  },
);
