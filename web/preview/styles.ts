// Owns the style sheet of the preview: Tailwind v4 fed with every word of the source text, and the theme of the house.
// Invariant: the sheet only ever grows, and it is applied in the same frame as the markup that needs it.

import { compile } from "tailwindcss";
import tailwind from "tailwindcss/index.css";
import theme from "./theme.css";

const CANDIDATE = /^[@!*[\-a-z][^\s"'`]{0,160}$/;

export class Styles {
  private readonly seen = new Set<string>();
  private text = "";

  private constructor(
    private readonly build: (candidates: string[]) => string,
    private readonly sheet: HTMLStyleElement,
    private readonly own: HTMLStyleElement,
  ) {}

  static async create(document: Document): Promise<Styles> {
    const loadStylesheet = async (id: string, base: string) => {
      if (id !== "tailwindcss") throw new Error(`no style sheet called ${id}`);
      return { path: id, base, content: tailwind };
    };
    const compiler = await compile(theme, { loadStylesheet });
    const sheet = document.head.appendChild(document.createElement("style"));
    const own = document.head.appendChild(document.createElement("style"));
    const styles = new Styles((candidates) => compiler.build(candidates), sheet, own);
    styles.feed("");
    return styles;
  }

  /** Takes every new word of a source text that could be a class. */
  feed(source: string): void {
    const fresh: string[] = [];
    for (const word of source.split(/[\s"'`{}]+/)) {
      if (this.seen.has(word)) continue;
      this.seen.add(word);
      if (CANDIDATE.test(word)) fresh.push(word);
    }
    const text = this.build(fresh);
    if (text === this.text) return;
    this.text = text;
    this.sheet.textContent = text;
  }

  /** Classes whose names were computed while the program ran. */
  feedDocument(root: Element): void {
    const words: string[] = [];
    for (const element of root.querySelectorAll("[class]")) words.push(element.getAttribute("class") ?? "");
    this.feed(words.join(" "));
  }

  /** The program's own style sheets, less what only a build tool understands. */
  setOwn(css: string): void {
    const text = css.replace(/@(?:import|tailwind|plugin|source|config)\b[^;]*;/g, "");
    if (this.own.textContent !== text) this.own.textContent = text;
  }
}
