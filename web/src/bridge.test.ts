import { describe, expect, it } from "vitest";
import { Bridge, type ConsoleLine, type Render, type Shown, type ToFrame } from "./bridge";
import { MAX_DOWNLOAD_BYTES } from "./said";

function frame() {
  const posted: ToFrame[] = [];
  const shown: Shown[] = [];
  const failures: string[] = [];
  const lines: ConsoleLine[] = [];
  const notices: string[] = [];
  const acts: unknown[] = [];
  const clock = { now: 0, clicked: false };
  const server = { asked: 0, answers: Promise.resolve() };
  let replaced = 0;
  const bridge = new Bridge(
    {
      post: (message) => posted.push(message),
      replaceFrame: () => replaced++,
      shown: (state) => shown.push(state),
      failed: (message, stack) => failures.push(stack ? `${message}\n${stack}` : message),
      console: (more) => lines.push(...more),
      neutralised: (what, count) => notices.push(`${what} ${count}`),
      notice: (text) => notices.push(text),
      translate: async (files) => {
        server.asked += 1;
        await server.answers;
        return Object.fromEntries(Object.keys(files).map((path) => [path, `made ${path}`]));
      },
      activated: () => clock.clicked,
      download: (name, mime, bytes) => acts.push([name, mime, bytes.byteLength]),
      copy: (text) => acts.push(text),
      open: (url) => acts.push(url),
    },
    () => clock.now,
  );
  const hear = (data: unknown) => bridge.hear({ data });
  const renders = () => posted.flatMap((message) => (message.type === "render" ? [message] : []));
  const answer = (more: object = {}) => {
    const id = renders().at(-1)?.id;
    hear({ type: "rendered", id, ok: true, error: null, stubs: 0, painted: true, ...more });
  };
  return {
    bridge,
    posted,
    shown,
    failures,
    lines,
    notices,
    acts,
    clock,
    server,
    hear,
    renders,
    answer,
    replaced: () => replaced,
  };
}

const text = (code: string, final = false): Render => {
  return { files: { "App.tsx": code }, entry: "App.tsx", final, dark: false };
};

const fault = (message: string) => ({ message, places: [], components: [] });

describe("Bridge", () => {
  it("has what the frame cannot compile made by the server, once", async () => {
    const { bridge, hear, renders, answer, shown } = frame();
    hear({ type: "ready" });
    bridge.render(text("odd", true));
    hear({ type: "uncompiled", id: renders()[0]?.id, paths: ["App.tsx", "not/there.tsx"] });
    await Promise.resolve();
    await Promise.resolve();
    expect(renders().map(({ id, compiled }) => [id, compiled])).toEqual([
      [renders()[0]?.id, undefined],
      [renders()[0]?.id, { "App.tsx": "made App.tsx" }],
    ]);
    hear({ type: "uncompiled", id: renders()[0]?.id, paths: ["App.tsx"] });
    answer();
    expect(renders().length).toBe(2);
    expect(shown.at(-1)).toEqual({ state: "ready" });
  });

  it("asks the server for no text that is still being written, whatever the frame says", () => {
    const { bridge, hear, renders, answer, server } = frame();
    hear({ type: "ready" });
    for (const code of ["o", "od", "odd"]) {
      bridge.render(text(code));
      hear({ type: "uncompiled", id: renders().at(-1)?.id, paths: ["App.tsx"] });
      answer();
    }
    expect([server.asked, renders().length]).toEqual([0, 3]);
  });

  it("shows what is newer while the server does not answer, and does not believe its late answer", async () => {
    const { bridge, hear, renders, answer, shown, server } = frame();
    let late = () => {};
    server.answers = new Promise((resolve) => {
      late = resolve;
    });
    hear({ type: "ready" });
    bridge.render(text("odd", true));
    hear({ type: "uncompiled", id: renders()[0]?.id, paths: ["App.tsx"] });
    bridge.render(text("even", true));
    expect(renders().at(-1)?.files).toEqual({ "App.tsx": "even" });
    answer();
    expect(shown.at(-1)).toEqual({ state: "ready" });
    late();
    await server.answers;
    await Promise.resolve();
    expect(renders()).toHaveLength(2);
  });

  it("does not wait without end for the server", () => {
    const { bridge, hear, renders, replaced, server } = frame();
    server.answers = new Promise(() => {});
    hear({ type: "ready" });
    bridge.render(text("odd", true));
    hear({ type: "uncompiled", id: renders()[0]?.id, paths: ["App.tsx"] });
    for (let tick = 0; tick < 20; tick++) {
      bridge.tick();
      hear({ type: "pong", id: tick });
    }
    expect(replaced()).toBe(1);
  });

  it("sends nothing before ready, then only the newest", () => {
    const { bridge, hear, renders } = frame();
    bridge.render(text("a"));
    bridge.render(text("ab"));
    expect(renders()).toEqual([]);
    hear({ type: "ready" });
    expect(renders().map((r) => r.files["App.tsx"])).toEqual(["ab"]);
  });

  it("keeps one render unanswered and the latest behind it", () => {
    const { bridge, hear, renders, answer, shown } = frame();
    hear({ type: "ready" });
    for (const code of ["a", "ab", "abc"]) bridge.render(text(code));
    expect(renders()).toHaveLength(1);
    answer();
    expect(renders().map((r) => r.files["App.tsx"])).toEqual(["a", "abc"]);
    bridge.render(text("abc", true));
    answer({ ok: false, error: fault("not yet") });
    answer();
    expect(shown).toEqual([{ state: "streaming" }, { state: "streaming" }, { state: "ready" }]);
  });

  it("is not streaming before something was painted", () => {
    const { bridge, hear, answer, shown } = frame();
    hear({ type: "ready" });
    bridge.render(text("a"));
    answer({ painted: false });
    expect(shown).toEqual([]);
  });

  it("shows the error of a final render, and passes on what the finished component throws", () => {
    const { bridge, hear, answer, shown, failures, replaced } = frame();
    hear({ type: "ready" });
    bridge.render(text("a"));
    hear({ type: "error", fault: fault("half-written") });
    answer();
    bridge.render(text("a", true));
    answer({ ok: false, error: fault("something that the frame was left with") });
    expect([replaced(), failures]).toEqual([1, []]);
    hear({ type: "ready" });
    answer({ ok: false, error: fault("x is not defined") });
    const [message, stopped] = ["x is not defined", false];
    expect(shown.at(-1)).toEqual({ state: "error", message, fault: fault(message), stopped });
    const places = [{ name: "App", path: "App.tsx", line: 3, column: 5 }];
    hear({ type: "error", fault: { message: "boom", places, components: ["App"] } });
    expect(failures).toEqual(["x is not defined", "boom\nat App (App.tsx:3:5)\nin <App>"]);
  });

  it("renders the same files again only to finish them or for another colour scheme", () => {
    const { bridge, hear, renders, answer } = frame();
    hear({ type: "ready" });
    bridge.render(text("a", true));
    answer();
    bridge.render(text("a", false));
    expect(renders()).toHaveLength(1);
    bridge.render({ ...text("a", true), dark: true });
    expect(renders()).toHaveLength(2);
  });

  it("replaces a frame that hangs, replays and says so, and gives up on what hangs it again and again", () => {
    const { bridge, hear, renders, replaced, shown, notices } = frame();
    bridge.render(text("while(true){}", true));
    for (let i = 0; i < 3; i++) {
      hear({ type: "ready" });
      for (let tick = 0; tick < 3; tick++) bridge.tick();
    }
    expect(replaced()).toBe(3);
    expect(renders()).toHaveLength(3);
    expect(notices).toEqual(Array(2).fill("The preview was started again. It did not respond."));
    const message = "The preview was stopped. It did not respond.";
    expect(shown.at(-1)).toEqual({ state: "error", message, fault: null, stopped: true });
    hear({ type: "ready" });
    expect(renders()).toHaveLength(3);
    bridge.render(text("fixed", true));
    expect(renders()).toHaveLength(4);
  });

  it("replaces a frame that navigated", () => {
    const { bridge, hear, replaced, renders } = frame();
    bridge.loaded();
    hear({ type: "ready" });
    bridge.render(text("a", true));
    expect(replaced()).toBe(0);
    bridge.loaded();
    bridge.loaded();
    bridge.loaded();
    expect(replaced()).toBe(1);
    bridge.mounted();
    bridge.loaded();
    hear({ type: "ready" });
    expect([replaced(), renders().length]).toEqual([1, 2]);
    bridge.loaded();
    expect(replaced()).toBe(2);
  });

  it("stops a frame that floods, until it is asked for again", () => {
    const { bridge, hear, replaced, shown, renders } = frame();
    hear({ type: "ready" });
    bridge.render(text("a"));
    for (let i = 0; i < 1_000; i++) hear({ type: "pong", id: i });
    expect(replaced()).toBe(1);
    expect(shown.at(-1)).toMatchObject({ state: "error", stopped: true, fault: null });
    bridge.tick();
    hear({ type: "ready" });
    bridge.render(text("ab"));
    expect(renders()).toHaveLength(1);
    bridge.reload();
    hear({ type: "ready" });
    expect(renders()).toHaveLength(2);
  });

  it("stops a frame that takes the keyboard again", () => {
    const { bridge, hear, shown, replaced } = frame();
    hear({ type: "ready" });
    bridge.render(text("a", true));
    bridge.tookFocus();
    expect(replaced()).toBe(0);
    bridge.tookFocus();
    bridge.tookFocus();
    expect(replaced()).toBe(1);
    const message = "The preview was stopped. It took the keyboard from the page.";
    expect(shown.at(-1)).toEqual({ state: "error", message, fault: null, stopped: true });
  });

  it("hears the frame that comes after one that floods", () => {
    const { bridge, hear, renders } = frame();
    hear({ type: "ready" });
    for (let i = 0; i < 1_000; i++) hear({ type: "pong", id: i });
    bridge.mounted();
    hear({ type: "ready" });
    bridge.render(text("fixed", true));
    expect(renders()).toHaveLength(1);
  });

  it("gives up an unanswered render for a newer one, and replaces a frame that answers none", () => {
    const { bridge, hear, renders, replaced, notices } = frame();
    const ticks = (count: number) => {
      for (let tick = 0; tick < count; tick++) {
        bridge.tick();
        hear({ type: "pong", id: tick });
      }
    };
    hear({ type: "ready" });
    bridge.render(text("a", true));
    ticks(9);
    expect(renders()).toHaveLength(1);
    bridge.render(text("ab", true));
    ticks(1);
    expect(renders().map((r) => r.files["App.tsx"])).toEqual(["a", "ab"]);
    ticks(16);
    expect(replaced()).toBe(1);
    expect(notices).toEqual(["The preview was started again. It did not answer."]);
    hear({ type: "ready" });
    expect(renders().at(-1)?.files["App.tsx"]).toBe("ab");
  });

  it("stops a frame whose few messages take long to read", () => {
    const { bridge, clock, replaced, hear } = frame();
    const heavy = {
      get data() {
        clock.now += 100;
        return { type: "console", lines: [] };
      },
    };
    for (let i = 0; i < 5; i++) bridge.hear(heavy);
    expect(replaced()).toBe(1);
    bridge.tick();
    hear({ type: "ready" });
    expect(replaced()).toBe(1);
  });

  it("acts for a frame only after a click, and once", () => {
    const { clock, acts, hear } = frame();
    const url = "https://example.org/";
    hear({ type: "open", url });
    clock.clicked = true;
    for (const type of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/x", 7])
      hear({ type: "open", url: type });
    expect(acts).toEqual([]);
    hear({ type: "open", url });
    hear({ type: "copy", text: "again" });
    clock.now += 600;
    hear({ type: "copy", text: "later" });
    clock.now += 600;
    hear({
      type: "download",
      name: "a.csv",
      mime: "text/csv",
      bytes: new ArrayBuffer(MAX_DOWNLOAD_BYTES + 1),
    });
    hear({ type: "download", name: "a.csv", mime: "text/csv", bytes: new ArrayBuffer(3) });
    expect(acts).toEqual([url, "later", ["a.csv", "text/csv", 3]]);
  });

  it("gives the next frame what the last one kept", () => {
    const { bridge, hear, posted } = frame();
    const kept = { local: { a: "1" }, session: {} };
    hear({ type: "ready" });
    hear({ type: "kept", kept });
    hear({ type: "kept", kept: { local: { a: "x".repeat(300_000) }, session: {} } });
    bridge.reload();
    hear({ type: "ready" });
    expect(posted.at(-1)).toEqual({ type: "begin", kept });
  });

  it("cuts what is said to size", () => {
    const { lines, notices, hear } = frame();
    const line = { level: "shout", text: "x".repeat(9_000), place: { path: "App.tsx", line: -1 }, count: 2 };
    hear({ type: "console", lines: [line, null, 3, ...Array(500).fill(line)] });
    expect(lines.length).toBeLessThanOrEqual(100);
    expect(lines[0]).toMatchObject({ level: "log", count: 2, place: { path: "App.tsx", line: 0, name: "" } });
    expect(lines[0]?.text).toHaveLength(2_000);
    hear({ type: "console", lines: [{ text: `x${"🎉".repeat(1_000)}` }, { text: "a \ud83c b" }] });
    expect(lines.slice(-2).map(({ text }) => text)).toEqual([`x${"🎉".repeat(999)}`, "a \ufffd b"]);
    hear({ type: "neutralised", what: "network", count: 3 });
    hear({ type: "neutralised", what: "<b>", count: 3 });
    expect(notices).toEqual(["network 3"]);
  });

  it.each([
    null,
    1,
    "ready",
    {},
    { type: "nonsense" },
    { type: "__proto__" },
    { type: "rendered", id: "1" },
    { type: "download", name: "a", bytes: "text" },
    [],
  ])("ignores %j", (data) => {
    const { hear, posted, shown, acts } = frame();
    hear(data);
    expect([posted, shown, acts]).toEqual([[], [], []]);
  });
});
