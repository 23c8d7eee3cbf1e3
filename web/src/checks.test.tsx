// @vitest-environment jsdom
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Checks, FixIt, fixPrompt, leftOut, OwnVersion } from "./checks";
import type { Check, Version } from "./protocol";

const check = (name: string, outcome: Check["outcome"], detail = ""): Check => ({
  check: name,
  outcome,
  detail,
  ms: 12,
});

function shown(element: React.ReactElement): Document {
  return new DOMParser().parseFromString(renderToStaticMarkup(element), "text/html");
}

describe("the checks of a version", () => {
  it("are one line, each with how it went", () => {
    const page = shown(<Checks running checks={[check("compile", "passed"), check("mount", null)]} />);
    const said = [...page.querySelectorAll("li")].map((item) => item.getAttribute("title"));
    expect(said).toEqual(["passed in 12 ms", "running"]);
    expect(page.querySelectorAll("details")).toHaveLength(0);
  });

  it("tell what is wrong: a failure at once, a warning when asked", () => {
    const page = shown(
      <Checks running checks={[check("use", "failed", "no"), check("types", "warned", "App.tsx:3: no")]} />,
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
    const page = shown(<Checks running checks={skipped} />);
    expect(page.querySelectorAll("details")).toHaveLength(0);
    expect(page.body.textContent?.match(/Not checked/g)).toHaveLength(1);
  });

  it("say at a glance what is only for now", () => {
    const said = "Checked with wasm for now: this machine's own sandbox is still being made ready.";
    const page = shown(
      <Checks running checks={[check("sandbox", "passed", said), check("use", "passed")]} />,
    );
    expect(page.querySelector("p")?.textContent).toBe(said);
    expect(page.querySelectorAll("details")).toHaveLength(0);
    expect(
      shown(<Checks running checks={[check("sandbox", "passed"), check("use", "passed")]} />).querySelector(
        "p",
      ),
    ).toBeNull();
  });

  it("say that the sandbox is being started again, and that it was", () => {
    const starting = shown(<Checks running checks={[check("sandbox_again", null)]} />);
    expect(starting.querySelector("li")?.textContent).toContain("Starting the sandbox again");
    const there = shown(<Checks running checks={[check("sandbox_again", "passed", "Started again.")]} />);
    expect(there.querySelector("li")?.textContent).toContain("Sandbox again");
    expect(there.querySelector("p")?.textContent).toBe("Started again.");
  });

  it("tell where not everything was tried", () => {
    const page = shown(<Checks running checks={[check("use", "passed", "Tried the first 60.")]} />);
    expect(page.querySelector("li")?.title).toBe("passed in 12 ms: Tried the first 60.");
  });

  it("that were stopped run no more", () => {
    const page = shown(
      <Checks running={false} checks={[check("compile", "passed"), check("mount", null)]} />,
    );
    const said = [...page.querySelectorAll("li")].map((item) => item.getAttribute("title"));
    expect(said).toEqual(["passed in 12 ms", "skipped in 12 ms"]);
    expect(page.body.textContent).toContain("It was stopped before it ended.");
  });

  it("count as they ended last", () => {
    const page = shown(
      <Checks running checks={[check("mount", "failed", "no"), check("mount", "passed")]} />,
    );
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
    expect(fixPrompt(faulty)).toMatch(/Works in use: TypeError: no\n```$/);
    expect(
      shown(<FixIt built_in={false} checks={faulty} open fix={() => {}} />).querySelector("button"),
    ).not.toBeNull();
  });

  it("has no button where nothing failed, or where the built-in model would have to fix it", () => {
    expect(
      renderToStaticMarkup(
        <FixIt built_in={false} checks={[check("mount", "passed")]} open fix={() => {}} />,
      ),
    ).toBe("");
    const page = shown(<FixIt built_in checks={faulty} open fix={() => {}} />);
    expect(page.querySelector("button")).toBeNull();
    expect(page.body.textContent).toContain("cannot repair");
  });
});

describe("an edit of one's own", () => {
  const version = (checks: Check[], status: Version["status"] = "draft") =>
    ({ version: 3, label: "Edited App.tsx", status, checks }) as unknown as Version;
  const how = { built_in: false, open: true, busy: false, fix() {}, again() {} };

  it("can be checked again where the sandbox had no time, and nothing was found", () => {
    const skipped = check("mount", "skipped", "Not checked: the sandbox did not answer in time.");
    const page = shown(<OwnVersion {...how} version={version([check("compile", "passed"), skipped])} />);
    expect(page.querySelector("button")?.textContent).toBe("Check again");
    const failed = version([check("compile", "failed", "App.tsx:2: no"), skipped]);
    expect(shown(<OwnVersion {...how} version={failed} />).body.textContent).not.toContain("Check again");
    const settled = version([check("compile", "passed"), check("types", "skipped")], "final");
    expect(shown(<OwnVersion {...how} version={settled} />).querySelector("button")).toBeNull();
    const others = version([check("compile", "passed"), skipped]);
    expect(shown(<OwnVersion {...how} busy version={others} />).querySelector("button")).toBeNull();
  });

  it("shows its checks as they run, then what became of it", () => {
    const running = [check("compile", "passed"), check("mount", null)];
    const page = shown(<OwnVersion {...how} version={version(running)} />);
    expect(page.querySelector("p")?.textContent).toBe("Edited App.tsx (version 3, being checked)");
    expect(page.querySelectorAll("li")).toHaveLength(2);
    const over = shown(<OwnVersion {...how} version={version([check("mount", "passed")], "final")} />);
    expect(over.querySelector("p")?.textContent).toBe("Edited App.tsx (version 3, final)");
    expect(over.querySelector("button")).toBeNull();
  });

  it("is fixed only when asked for, and not while a turn runs", () => {
    const faulty = version([check("compile", "failed", "App.tsx:2: no")]);
    expect(shown(<OwnVersion {...how} version={faulty} />).querySelector("button")?.textContent).toBe(
      "Fix it",
    );
    expect(shown(<OwnVersion {...how} busy version={faulty} />).querySelector("button")).toBeNull();
  });
});
