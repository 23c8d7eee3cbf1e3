// Owns the style sheet of the preview: Tailwind v4 fed with every word of the source text, the theme of the house, and the
// program's own style sheets, which may speak to Tailwind too (`@apply`, `@theme`).
// Invariant: the sheet only ever grows, and it is applied in the same frame as the markup that needs it; only what a program's
// own style sheet asks of Tailwind comes a moment later.

import { compile } from "tailwindcss";
import tailwind from "tailwindcss/index.css";
import { declaredColours, wholeColours } from "./colours";
import { withPictures } from "./shims/picture";
import theme from "./theme.css";

const CANDIDATE = /^[@!*[\-a-z][^\s"'`]{0,160}$/;
/** What a style sheet says to a build tool that is not here. */
const FOR_TOOLS =
  /@(?:import|tailwind|plugin|source|config|reference)\b(?:"[^"\n]*"|'[^'\n]*'|\([^)]*\)|[^;"'(])*;/g;
const FOR_TAILWIND = /@(?:apply|theme|utility|variant|custom-variant)\b|--(?:alpha|spacing)\(|\btheme\(/;
const NO_UTILITY = /utility class [`"]([^`"]+)[`"]/;
const MAX_UNKNOWN = 30;
const LATER_MS = 100;

type Build = (candidates: string[]) => string;

const loadStylesheet = async (id: string, base: string) => {
  if (id !== "tailwindcss") throw new Error(`no style sheet called ${id}`);
  return { path: id, base, content: tailwind };
};

async function builder(css: string): Promise<Build> {
  const compiler = await compile(css, { loadStylesheet });
  return (candidates) => compiler.build(candidates);
}

export class Styles {
  private readonly seen = new Set<string>();
  private readonly candidates: string[] = [];
  private text = "";
  /** The program's own, as it was last given. */
  private css = "";
  private waiting: ReturnType<typeof setTimeout> | null = null;

  private constructor(
    private readonly plain: Build,
    private build: Build,
    private readonly sheet: HTMLStyleElement,
    private readonly own: HTMLStyleElement,
  ) {}

  static async create(document: Document): Promise<Styles> {
    const build = await builder(theme);
    const sheet = document.head.appendChild(document.createElement("style"));
    const own = document.head.appendChild(document.createElement("style"));
    const styles = new Styles(build, build, sheet, own);
    styles.feed("");
    return styles;
  }

  /** Takes every new word of a source text that could be a class. */
  feed(source: string): void {
    const fresh: string[] = [];
    for (const word of wholeColours(source).split(/[\s"'`{}]+/)) {
      if (this.seen.has(word)) continue;
      this.seen.add(word);
      if (CANDIDATE.test(word)) fresh.push(word);
    }
    this.candidates.push(...fresh);
    this.apply(this.build(fresh));
  }

  /** Classes whose names were computed while the program ran. */
  feedDocument(root: Element): void {
    const words: string[] = [];
    for (const element of root.querySelectorAll("[class]")) words.push(element.getAttribute("class") ?? "");
    this.feed(words.join(" "));
  }

  /** The program's own style sheets, less what only a build tool understands. */
  setOwn(css: string): void {
    if (css === this.css) return;
    this.css = css;
    const text = withPictures(declaredColours(css.replace(FOR_TOOLS, "")));
    this.own.textContent = text;
    if (this.waiting !== null) clearTimeout(this.waiting);
    this.waiting = null;
    if (FOR_TAILWIND.test(text)) this.waiting = setTimeout(() => void this.compileOwn(css, text), LATER_MS);
    else this.use(this.plain);
  }

  /** The theme and the program's own as one sheet; where that is none, as while it is written, its plain rules do. */
  private async compileOwn(css: string, text: string): Promise<void> {
    const build = await withOwn(text);
    if (build === null || css !== this.css) return;
    this.own.textContent = "";
    this.use(build);
  }

  private use(build: Build): void {
    if (build === this.build) return;
    this.build = build;
    this.apply(build(this.candidates));
  }

  private apply(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.sheet.textContent = withPictures(text);
  }
}

/** Utilities that Tailwind does not know are left out of `@apply`: one of them would cost all the rest. */
async function withOwn(css: string): Promise<Build | null> {
  let text = css;
  for (let tried = 0; tried < MAX_UNKNOWN; tried++) {
    try {
      return await builder(`${theme}\n${text}`);
    } catch (error) {
      const unknown = NO_UTILITY.exec((error as Error).message)?.[1];
      if (unknown === undefined) return null;
      const without = text.replace(/@apply\b[^;}]*/g, (rule) =>
        rule
          .split(/\s+/)
          .filter((word) => word !== unknown)
          .join(" ")
          .replace(/^@apply$/, ""),
      );
      if (without === text) return null;
      text = without;
    }
  }
  return null;
}
