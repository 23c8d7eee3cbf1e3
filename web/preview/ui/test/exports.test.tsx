// @vitest-environment jsdom
// Every stock module exports exactly the names that generated code imports, and each of its components can stand alone.

import { createElement, type ElementType } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import names from "./names.json";
import { close, show } from "./page";

const modules = import.meta.glob<Record<string, unknown>>([
  "../*.{ts,tsx}",
  "../hooks/*.ts",
  "../lib/utils.ts",
]);
const load = (name: string) => {
  const found = modules[`../${name}.tsx`] ?? modules[`../${name}.ts`];
  if (!found) throw new Error(`there is no module ${name}`);
  return found();
};

test("the modules are those of the list", () => {
  const present = Object.keys(modules).map((path) => path.replace(/^\.\.\/|\.tsx?$/g, ""));
  expect(present.sort()).toEqual(Object.keys(names).sort());
});

describe.each(Object.entries(names))("%s", (name, wanted) => {
  test("exports its names", async () => {
    expect(Object.keys(await load(name)).sort()).toEqual([...wanted].sort());
  });
});

/** Elements that React lets have no children. */
const CHILDLESS = /Input$/;

const components = Object.entries(names).flatMap(([name, wanted]) =>
  wanted.filter((each) => /^[A-Z]/.test(each)).map((each) => [name, each] as const),
);

describe("a part without its root", () => {
  afterEach(close);

  test.each(components)("%s: %s shows without throwing", async (name, component) => {
    const module = await load(name);
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await show(createElement(module[component] as ElementType));
    if (!CHILDLESS.test(component)) await show(createElement(module[component] as ElementType, {}, "text"));
    const thrown = logged.mock.calls.flat().filter((each) => each instanceof Error);
    logged.mockRestore();
    expect(thrown).toEqual([]);
  });
});
