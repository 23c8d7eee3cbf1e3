// Owns one preview: files in, a rendered page out. While text streams each file is cut to its last safe point and unknown names
// are stubs; the final text runs as it is. Whatever fails, the last good page stays. Called by main.ts, one update at a time.

import { Component, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { compileModule, defaultHooks, importedPackages } from "./compile";
import { Completer } from "./complete";
import { type Evaluation, Evaluator } from "./evaluate";
import { type Facade, makeFacade } from "./facade";
import { Live } from "./live";
import { Packages } from "./packages";
import { isBare } from "./packages/choice";
import { isPainted, NOTICE } from "./paint";
import { wordsOf } from "./react-errors";
import type { Globals } from "./scope";
import { mend } from "./splice";
import { Typed } from "./typed";
import { homesOf, unimported } from "./unimported";

export interface Page {
  files: Record<string, string>;
  entry: string;
  final: boolean;
  /** By path, scripts that the server made of files that the compiler here refuses. */
  compiled?: Record<string, string>;
}

export interface Shown {
  ok: boolean;
  error: string | null;
  /** Names and packages that had to be stood in for. */
  stubs: number;
  painted: boolean;
  /** Finished files that the compiler here refuses; the page was left as it is. */
  uncompiled: string[];
}

export interface Sheet {
  feed(source: string): void;
  feedDocument(root: Element): void;
  setOwn(css: string): void;
}

const PACKAGE_WAIT_MS = 10_000;
const PAINT_WAIT_MS = 1_000;
const MAX_WORD = 200;
const LAST_WORD = /[^\s"'`{}]*$/;
const IS_CODE = /\.[jt]sx?$/;
const IS_PAGE = /^App\.[jt]sx$/;
const TAILWIND_CONFIG = /(?:^|\/)tailwind\.config\.[cm]?[jt]s$/;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export class Preview {
  readonly live = new Live();
  private readonly facade: Facade;
  private readonly packages: Packages;
  private readonly evaluator: Evaluator;
  private readonly root: Root;
  private readonly typed: Typed;
  private readonly completers = new Map<string, Completer>();
  private readonly fed = new Map<string, string>();
  /** Files as they were when they were last finished. */
  private readonly wholes = new Map<string, string>();
  /** The program is another than the one that was last finished. */
  private departed = false;
  /** What the newest version that ran has to show. */
  private evaluation: Evaluation | null = null;
  private texts: Record<string, string> = {};
  private last: { key: string; shown: Shown } = {
    key: "",
    shown: { ok: true, error: null, stubs: 0, painted: false, uncompiled: [] },
  };

  /**
   * `onPackage` is called when a package has arrived that the page may want; `onRun` when the modules of a version have
   * run and before it shows, for what it then asks for needs its samples.
   */
  constructor(
    private readonly container: Element,
    private readonly sheet: Sheet,
    globals: Globals,
    private readonly onPackage: () => void,
    private readonly onRun: () => void = () => undefined,
  ) {
    this.facade = makeFacade(this.live, globals.started);
    this.packages = new Packages(this.facade, this.live, (classes) => sheet.feed(classes));
    this.evaluator = new Evaluator(this.live, this.facade, this.packages, globals);
    this.typed = new Typed(container);
    this.root = createRoot(container, {
      onCaughtError: () => undefined,
      onUncaughtError: (error) => this.live.fail(error),
    });
  }

  /** What the newest version that ran exports as `samples`. */
  get samples(): Record<string, unknown> {
    return this.evaluator.samples;
  }

  async show(page: Page): Promise<Shown> {
    const code = Object.entries(page.files).filter(([path]) => IS_CODE.test(path));
    for (const [path, text] of code) this.feed(path, text);
    this.depart(page.files);
    const sources = code.map(([, text]) => text);
    const wanted = sources.flatMap(importedPackages);
    for (const specifier of sources.flatMap(defaultHooks)) this.packages.expectHook(specifier);
    if (!page.final) {
      void this.packages.load(wanted).then((arrived) => arrived && this.onPackage());
      return this.grow(page, wanted.filter((name) => this.packages.has(name)).join());
    }
    wanted.push(...sources.flatMap(unimported).flatMap(homesOf));
    await Promise.race([this.packages.load(wanted), sleep(PACKAGE_WAIT_MS)]);
    this.texts = page.files;
    const uncompiled = this.evaluator.refused(page.files, page.compiled ?? {});
    if (uncompiled.length > 0 && !page.compiled) return { ...this.last.shown, ok: false, uncompiled };
    this.wholes.clear();
    for (const [path, text] of Object.entries(page.files)) this.wholes.set(path, text);
    const shown = this.finish(page);
    for (let waited = 0; shown.ok && !shown.painted && waited < PAINT_WAIT_MS; waited += 100) {
      await sleep(100);
      shown.painted = isPainted(this.container);
    }
    const best = shown.ok && shown.painted ? shown : this.instead(shown);
    this.sheet.feedDocument(this.container);
    return best;
  }

  /**
   * A program that names no main component may have exported a part last that is nothing by itself: the first that shows is taken.
   * A part takes props or fails; what needs none and is still empty may wait for something.
   */
  private instead(first: Shown): Shown {
    const { evaluation, live } = this;
    if (!evaluation || evaluation.instead.length === 0) return first;
    const { missing, errors } = live;
    if (first.ok && errors.length === 0 && evaluation.shown.every(isBare)) return first;
    for (const shown of [...evaluation.instead.map((each) => [each]), evaluation.shown]) {
      live.begin(false);
      live.missing = missing;
      const told = this.mount(shown);
      if (told.ok && told.painted) return told;
    }
    live.errors = errors;
    return first;
  }

  private depart(files: Page["files"]): void {
    if (this.departed || this.wholes.size === 0) return;
    const paths = Object.keys(files).filter(isProgram);
    const before = [...this.wholes.keys()].filter(isProgram);
    this.departed =
      paths.length !== before.length || paths.some((path) => files[path] !== this.wholes.get(path));
    if (this.departed) this.live.edition++;
  }

  /** Of a text that has grown only what is new, from the start of its last word. */
  private feed(path: string, text: string): void {
    const old = this.fed.get(path) ?? "";
    if (text === old) return;
    this.fed.set(path, text);
    this.sheet.feed(
      text.startsWith(old)
        ? text.slice(old.length - (LAST_WORD.exec(old.slice(-MAX_WORD))?.[0].length ?? 0))
        : text,
    );
  }

  /** The files as far as they compile; when that much does not run, as far as nothing in them is half. */
  private grow({ files, entry }: Page, ready: string): Shown {
    const { longest, sure } = this.cut(files);
    const shown = this.update(longest, entry, ready);
    return shown.ok ? shown : this.update(sure, entry, ready);
  }

  /** A file that no longer grows is taken whole; one that is edited, as far as the edit fits. */
  private cut(files: Page["files"]): { longest: Page["files"]; sure: Page["files"] } {
    const longest: Page["files"] = {};
    const sure: Page["files"] = {};
    const grows = Object.keys(files).some((path) => files[path] !== this.texts[path]);
    for (const [path, text] of Object.entries(files)) {
      if (!IS_CODE.test(path)) {
        longest[path] = sure[path] = path.endsWith(".json") && !isJson(text) ? "{}" : text;
        continue;
      }
      const edited = this.wholes.get(path);
      const mended = edited === undefined ? null : mend(edited, text, (each) => compiles(path, each));
      if (mended !== null) {
        longest[path] = sure[path] = mended;
        continue;
      }
      const completer = this.completers.get(path) ?? new Completer();
      this.completers.set(path, completer);
      completer.feed(text);
      const whole = grows && text === this.texts[path] && compiles(path, text);
      longest[path] = whole ? text : completer.completed();
      sure[path] = whole ? text : completer.cautious();
    }
    this.texts = files;
    return { longest, sure };
  }

  private update(files: Page["files"], entry: string, ready: string): Shown {
    const key = JSON.stringify([files, entry, ready]);
    if (key === this.last.key) return this.last.shown;
    const before = this.live.missing;
    this.live.onLate = null;
    this.live.begin(true);
    const shown = this.render(files, entry, before);
    this.last = { key, shown };
    return shown;
  }

  private finish({ files, entry }: Page): Shown {
    const before = this.live.missing;
    this.live.onLate = null;
    this.packages.unknown.clear();
    for (const path of Object.keys(files).filter((each) => TAILWIND_CONFIG.test(each)))
      this.packages.unknown.set(path, "It is not read: declare what it adds with @theme in a style sheet.");
    this.live.begin(false);
    const { departed } = this;
    this.departed = false;
    if (departed) this.live.generation++;
    const shown = this.render(files, entry, before);
    if (departed) setTimeout(() => this.packages.renew()); // once its own effects have said what to fetch
    this.last = { key: "", shown };
    return shown;
  }

  private render(files: Page["files"], entry: string, before: ReadonlySet<string>): Shown {
    const { live } = this;
    this.evaluation = null;
    try {
      this.evaluation = this.evaluator.run(files, entry);
    } catch (error) {
      live.fail(error);
      return this.report(live.errors[0] ?? null);
    }
    this.onRun();
    const { declared, css, shown } = this.evaluation;
    live.arrived(before, declared);
    this.sheet.setOwn(css);
    if (shown.length === 0)
      return this.report(live.streaming ? null : new Error("The program exports no component."));
    const told = this.mount(shown);
    return told.ok || !live.streaming || IS_PAGE.test(entry) ? told : this.alone(shown, told);
  }

  /** A part that is written before the page that will give it its props, and fails without them. */
  private alone(shown: Evaluation["shown"], failed: Shown): Shown {
    if (shown.every(isBare)) return failed;
    const { live } = this;
    const { missing, errors } = live;
    live.begin(true);
    live.missing = missing;
    const told = this.mount(shown.map((each) => (isBare(each) ? each : { ...each, as: "ghost" })));
    if (!told.ok) live.errors = errors;
    return told.ok ? told : failed;
  }

  private mount(shown: Evaluation["shown"]): Shown {
    const { live, facade } = this;
    const notice = live.streaming
      ? []
      : [...this.packages.unknown].map(([name, remedy]) => `${name}. ${remedy}`);
    const children = shown.map(({ type, key, as }) =>
      as === "main" ? facade.main(type, key) : facade.section(type, key, as === "ghost"),
    );
    const typed = this.typed.hold();
    flushSync(() =>
      this.root.render(
        <Ground version={live.version} notice={notice} onError={(error) => live.fail(error)}>
          {children}
        </Ground>,
      ),
    );
    this.typed.giveBack(typed, !live.streaming);
    return this.report(live.errors[0] ?? null);
  }

  private report(error: Error | null): Shown {
    const { live } = this;
    const stubs = live.missing.size;
    return {
      ok: error === null,
      error: error === null ? null : wordsOf(error),
      stubs,
      painted: isPainted(this.container),
      uncompiled: [],
    };
  }
}

const isProgram = (path: string): boolean => !path.endsWith(".css");

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const compiles = (path: string, text: string): boolean => {
  try {
    new Function("require", "module", "exports", compileModule(path, text));
    return true;
  } catch {
    return false;
  }
};

interface GroundProps {
  version: number;
  notice: string[];
  children: ReactNode;
  onError(error: unknown): void;
}

/** The outermost boundary: when even a shell fails, the page of the version before comes back. */
class Ground extends Component<GroundProps, { failed: number }> {
  override state = { failed: 0 };
  private good: ReactNode = null;
  static getDerivedStateFromError = (): null => null;
  override componentDidCatch(error: unknown): void {
    this.props.onError(error);
    this.setState({ failed: this.props.version });
  }
  override componentDidUpdate(): void {
    if (this.state.failed !== this.props.version) this.good = this.props.children;
  }
  override componentDidMount(): void {
    this.good = this.props.children;
  }
  override render(): ReactNode {
    const { notice, children, version } = this.props;
    return (
      <>
        {this.state.failed === version ? this.good : children}
        {notice.length > 0 && (
          <p
            role="note"
            {...{ [NOTICE]: "" }}
            style={{
              position: "fixed",
              insetInline: 8,
              bottom: 8,
              margin: 0,
              padding: "6px 10px",
              borderRadius: 8,
              background: "#fffbeb",
              color: "#92400e",
              font: "12px system-ui",
              border: "1px solid #fcd34d",
            }}
          >
            Not available in the preview: {notice.join(" ")}
          </p>
        )}
      </>
    );
  }
}
