// @vitest-environment jsdom
// What production React says in numbers is said in words.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createElement as h, type ReactNode, useState } from "react";
import { describe, expect, test } from "vitest";
import { Preview } from "./preview";
import { wordsOf } from "./react-errors";
import { Globals } from "./scope";

function Endless(): ReactNode {
  const [n, set] = useState(0);
  set(n + 1);
  return n;
}

describe("production React", () => {
  const require = createRequire(import.meta.url);
  const file = join(dirname(require.resolve("react-dom/package.json")), "cjs/react-dom-client.production.js");
  const { createRoot } = require(file) as typeof import("react-dom/client");
  const { flushSync } = require("react-dom") as typeof import("react-dom");

  const thrown = (node: ReactNode): string[] => {
    const errors: unknown[] = [];
    const note = (error: unknown) => errors.push(error);
    const listening = (event: ErrorEvent) => {
      event.preventDefault();
      note(event.error);
    };
    addEventListener("error", listening);
    const box = document.body.appendChild(document.createElement("div"));
    const root = createRoot(box, { onUncaughtError: note });
    flushSync(() => root.render(node));
    box.querySelector("button")?.click();
    removeEventListener("error", listening);
    return errors.map((error) => wordsOf(error as Error));
  };
  const odd = (type: string, props: object, ...children: unknown[]) =>
    h(type, props, ...(children as ReactNode[]));
  test.each<[string, () => ReactNode, string]>([
    ["an object as a child", () => odd("p", {}, { a: 1 }), "An object was used as a child"],
    [
      "markup and children",
      () => odd("p", { dangerouslySetInnerHTML: { __html: "a" } }, "b"),
      "both children and",
    ],
    ["markup as a text", () => odd("p", { dangerouslySetInnerHTML: "a" }), "takes an object: {{ __html"],
    ["a style as a text", () => odd("p", { style: "color: red" }), "style={{"],
    ["no type", () => h(undefined as unknown as string), "type is undefined"],
    ["children of an image", () => odd("img", {}, "a"), "<img> takes no children."],
    [
      "a listener as a text",
      () => odd("button", { onClick: "go()" }),
      "onClick takes a function, and was given a value of type string.",
    ],
    ["state set while it renders", () => h(Endless), "while it renders, without end"],
  ])("%s", (_what, make, words) => {
    expect(thrown(make())[0]).toContain(words);
  });
});

test("a name that is declared twice is told with its file", async () => {
  document.body.innerHTML = '<div id="root"></div>';
  const sheet = { feed: () => {}, feedDocument: () => {}, setOwn: () => {} };
  const root = document.getElementById("root") as HTMLElement;
  const preview = new Preview(root, sheet, new Globals(window), () => {});
  const files = { "App.tsx": "const a = 1\nconst a = 2\nexport default () => <p>{a}</p>" };
  const page = { files, entry: "App.tsx", final: true, compiled: {} };
  expect((await preview.show(page)).error).toMatch(/^SyntaxError: App\.tsx: .*already been declared/);
});
