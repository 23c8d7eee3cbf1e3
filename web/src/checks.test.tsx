// @vitest-environment jsdom
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Checks, FixIt, fixPrompt, leftOut } from "./checks";
import type { Check, Turn } from "./protocol";

const check = (name: string, outcome: Check["outcome"], detail = ""): Check => ({
  check: name,
  outcome,
  detail,
  ms: 12,
});

function shown(element: React.ReactElement): Document {
  return new DOMParser().parseFromString(renderToStaticMarkup(element), "text/html");
}

const turn = (checks: Check[], built_in = false) =>
  ({ checks, model: { vendor: "v", name: "n", built_in } }) as unknown as Turn;

describe("the checks of a version", () => {
  it("are one line, each with how it went", () => {
    const page = shown(<Checks checks={[check("compile", "passed"), check("mount", null)]} />);
    const said = [...page.querySelectorAll("li")].map((item) => item.getAttribute("title"));
    expect(said).toEqual(["passed in 12 ms", "running"]);
    expect(page.querySelectorAll("details")).toHaveLength(0);
  });

  it("tell what is wrong: a failure at once, a warning when asked", () => {
    const page = shown(
      <Checks checks={[check("use", "failed", "no"), check("types", "warned", "App.tsx:3: no")]} />,
    );
    const open = [...page.querySelectorAll("details")].map((details) => details.open);
    expect(open).toEqual([true, false]);
    expect(page.body.textContent).toContain("App.tsx:3: no");
  });

  it("say once why some were left out", () => {
    const skipped = ["use", "accessibility"].map((name) => check(name, "skipped", "Not checked: no."));
    expect(leftOut([...skipped, check("mount", "passed"), check("types", "skipped")])).toEqual([
      { names: "Works in use, Accessible", why: "Not checked: no." },
    ]);
    const page = shown(<Checks checks={skipped} />);
    expect(page.querySelectorAll("details")).toHaveLength(0);
    expect(page.body.textContent?.match(/Not checked/g)).toHaveLength(1);
  });

  it("say at a glance what is only for now", () => {
    const said = "Checked with wasm for now: this machine's own sandbox is still being made ready.";
    const page = shown(<Checks checks={[check("sandbox", "passed", said), check("use", "passed")]} />);
    expect(page.querySelector("p")?.textContent).toBe(said);
    expect(page.querySelectorAll("details")).toHaveLength(0);
    expect(
      shown(<Checks checks={[check("sandbox", "passed"), check("use", "passed")]} />).querySelector("p"),
    ).toBeNull();
  });

  it("tell where not everything was tried", () => {
    const page = shown(<Checks checks={[check("use", "passed", "Tried the first 60.")]} />);
    expect(page.querySelector("li")?.title).toBe("passed in 12 ms: Tried the first 60.");
  });

  it("count as they ended last", () => {
    const page = shown(<Checks checks={[check("mount", "failed", "no"), check("mount", "passed")]} />);
    expect(page.querySelectorAll("li")).toHaveLength(1);
    expect(page.querySelector("details")).toBeNull();
  });
});

describe("a version with problems", () => {
  const faulty = [
    check("compile", "passed"),
    check("types", "warned", "x"),
    check("use", "failed", "TypeError: no"),
  ];

  it("can be fixed by a model, which is told what failed", () => {
    expect(fixPrompt(turn(faulty))).toMatch(/Works in use: TypeError: no$/);
    expect(shown(<FixIt turn={turn(faulty)} open fix={() => {}} />).querySelector("button")).not.toBeNull();
  });

  it("has no button where nothing failed, or where the built-in model would have to fix it", () => {
    expect(renderToStaticMarkup(<FixIt turn={turn([check("mount", "passed")])} open fix={() => {}} />)).toBe(
      "",
    );
    const page = shown(<FixIt turn={turn(faulty, true)} open fix={() => {}} />);
    expect(page.querySelector("button")).toBeNull();
    expect(page.body.textContent).toContain("cannot repair");
  });
});
