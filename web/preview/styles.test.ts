// @vitest-environment jsdom
// The frame's style sheet, and what a program's own says to Tailwind.

import { beforeEach, describe, expect, test, vi } from "vitest";
import { declaredColours, wholeColours } from "./colours";
import { Styles } from "./styles";

describe("colours that were three numbers once", () => {
  test.each([
    ['"hsl(var(--primary))"', '"var(--primary)"'],
    ["bg-[hsl(var(--chart-1))]", "bg-[var(--chart-1)]"],
    ["hsl( var(--sidebar-ring) )", "var(--sidebar-ring)"],
    ["hsl(var(--border) / 0.5)", "color-mix(in oklab, var(--border) 50%, transparent)"],
    ["bg-[hsl(var(--border)/0.07)]", "bg-[color-mix(in_oklab,_var(--border)_7%,_transparent)]"],
    [
      "shadow-[0_0_4px_hsl(var(--ring)_/_20%)]",
      "shadow-[0_0_4px_color-mix(in_oklab,_var(--ring)_20%,_transparent)]",
    ],
    ["hsl(var(--mine))", "hsl(var(--mine))"],
    ["hsl(10 20% 30%)", "hsl(10 20% 30%)"],
  ])("%s", (text, wanted) => {
    expect(wholeColours(text)).toBe(wanted);
  });

  test("are declared as colours", () => {
    const css =
      ":root { --primary: 222.2 47.4% 11.2%; --border: 214 31% 91% / 0.5; --mine: 1 2% 3%; --ring: #fff }";
    expect(declaredColours(css)).toBe(
      ":root { --primary: hsl(222.2 47.4% 11.2%); --border: hsl(214 31% 91% / 0.5); --mine: 1 2% 3%; --ring: #fff }",
    );
  });
});

describe("a program's own style sheet", () => {
  let styles: Styles;
  const text = () => document.head.textContent ?? "";

  beforeEach(async () => {
    document.head.innerHTML = "";
    styles = await Styles.create(document);
  });

  test("applies utilities, once what Tailwind does not know is left out", async () => {
    styles.feed("<p className='p-8'>");
    styles.setOwn(
      '@tailwind base; @import "x.css"; .brand { @apply underline never-heard-of p-6; color: red }',
    );
    expect(text()).toContain("color: red");
    await vi.waitFor(() => expect(text()).toContain("text-decoration-line: underline"), 10_000);
    expect(text()).not.toMatch(/@apply|never-heard-of|@tailwind|x\.css/);
    expect(text()).toContain(".p-8");
    styles.feed("<p className='m-9'>");
    expect(text()).toMatch(/\.m-9[\s\S]*text-decoration-line: underline/);
  });

  test("adds to the theme, and takes back what it added", async () => {
    styles.feed("<p className='bg-brand'>");
    expect(text()).not.toContain(".bg-brand");
    styles.setOwn("@theme { --color-brand: #123456; }");
    await vi.waitFor(() => expect(text()).toContain(".bg-brand"), 10_000);
    styles.setOwn("p { color: red }");
    expect(text()).not.toContain(".bg-brand");
    expect(text()).toContain("color: red");
  });

  test("has its plain rules while it is half, and the rest when it is whole", async () => {
    styles.setOwn("p { color: red } .brand { @apply p-6");
    await new Promise((done) => setTimeout(done, 400));
    expect(text()).toContain("color: red");
    expect(text()).not.toContain("padding: calc(var(--spacing) * 6)");
    styles.setOwn("p { color: red } .brand { @apply p-6 }");
    await vi.waitFor(() => expect(text()).toContain("padding: calc(var(--spacing) * 6)"), 10_000);
  });

  test("loses no rule to an import with a semicolon in its address", () => {
    const fonts = "https://fonts.googleapis.com/css2?family=Inter:wght@400;700&display=swap";
    for (const line of [
      `@import url('${fonts}');`,
      `@import url(${fonts});`,
      `@import "${fonts}" layer(a);`,
    ]) {
      styles.setOwn(`${line}\nbody { color: red }`);
      expect(text().trimEnd().endsWith("\nbody { color: red }")).toBe(true);
      expect(text()).not.toContain("swap");
    }
  });

  test("shows a drawing for a picture that is not there, in a class too", () => {
    styles.feed("<p className=\"bg-[url('https://x.test/a.jpg')]\">");
    styles.setOwn("main { background: url(/hero.jpg) } i { mask: url(#a) }");
    expect(text()).not.toMatch(/x\.test|hero\.jpg/);
    expect(text()).toContain('main { background: url("data:image/svg+xml,');
    expect(text()).toContain("url(#a)");
  });

  test("declares the theme's colours over the theme", () => {
    expect(text()).toMatch(/@layer base \{\s*:root \{\s*--radius/);
  });
});
