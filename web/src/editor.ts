/** The CodeMirror view that follows a text as it streams, and can be made editable. code.tsx owns it. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { changed, changedLines } from "./changed-lines";
import { LOOK, languageOf, READ_ONLY } from "./editor-look";

const NEAR_END_PX = 60;

/** How a text is shown: as it is, as it is being written from empty, or as it is being edited in place. */
export type Flow = "still" | "writing" | "editing";

/** What to replace so that `from` becomes `to`: an append is an append, and an equal text is null. */
export function changeBetween(from: string, to: string): { from: number; to: number; insert: string } | null {
  if (from === to) return null;
  if (to.startsWith(from)) return { from: from.length, to: from.length, insert: to.slice(from.length) };
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from.charCodeAt(start) === to.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    from.charCodeAt(from.length - 1 - tail) === to.charCodeAt(to.length - 1 - tail)
  ) {
    tail++;
  }
  return { from: start, to: from.length - tail, insert: to.slice(start, to.length - tail) };
}

export class Editor {
  readonly view: EditorView;
  readonly #editing = new Compartment();
  #text = "";
  /** The reader went elsewhere while the text was being edited: it is no longer scrolled for them. */
  #away = false;

  constructor(parent: HTMLElement, path: string) {
    const leave = () => {
      this.#away = true;
    };
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          lineNumbers(),
          bracketMatching(),
          indentOnInput(),
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          languageOf(path),
          LOOK,
          changedLines,
          EditorView.contentAttributes.of({ "aria-label": `Code of ${path}` }),
          EditorView.domEventHandlers({ wheel: leave, touchmove: leave, pointerdown: leave, keydown: leave }),
          this.#editing.of(READ_ONLY),
        ],
      }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Whether somebody's edit differs from what was shown last. */
  get changed(): boolean {
    return this.text !== this.#text;
  }

  /** Takes the text over. What is being written or edited stays in sight, unless the reader has gone elsewhere. */
  show(shown: string, flow: Flow): void {
    const text = shown.replace(/\r\n?/g, "\n"); // as CodeMirror counts
    if (flow === "still") this.#away = false;
    const change = changeBetween(this.#text, text);
    if (change === null) return;
    const first = this.#text === "";
    this.#text = text;
    const [from, to] = [change.from, change.from + change.insert.length];
    const atEnd = this.#atEnd();
    switch (flow) {
      case "still":
        this.view.dispatch({ changes: change });
        return;
      case "writing":
        this.view.dispatch({ changes: change });
        if (atEnd) this.#toEnd();
        return;
      case "editing": {
        if (first) {
          this.view.dispatch({ changes: change });
          return;
        }
        const mark = changed.of({ from, to, at_ms: Date.now() });
        const follow = EditorView.scrollIntoView(to, { y: "nearest", yMargin: 120 });
        this.view.dispatch({ changes: change, effects: this.#away ? mark : [mark, follow] });
      }
    }
  }

  /** Brings a line, counted from 1, to the middle and selects it. */
  reveal(line: number): void {
    const { doc } = this.view.state;
    const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
    this.#away = true;
    this.view.dispatch({
      selection: { anchor: from },
      effects: [
        EditorView.scrollIntoView(from, { y: "center" }),
        changed.of({ from, to, at_ms: Date.now() + REVEAL_MS }),
      ],
    });
  }

  edit(): void {
    this.view.dispatch({ effects: this.#editing.reconfigure(EDITABLE) });
    this.view.focus();
  }

  /** Ends editing and shows the text that was shown before it. */
  discard(): void {
    const change = changeBetween(this.text, this.#text);
    this.view.dispatch({
      ...(change && { changes: change }),
      effects: this.#editing.reconfigure(READ_ONLY),
    });
  }

  destroy(): void {
    this.view.destroy();
  }

  #atEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.view.scrollDOM;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  #toEnd(): void {
    const { scrollDOM } = this.view;
    requestAnimationFrame(() => {
      scrollDOM.scrollTop = scrollDOM.scrollHeight;
    });
  }
}

/** A line that was asked for stands out longer than one that was changed. */
const REVEAL_MS = 2_000;

const EDITABLE: Extension = [
  EditorState.readOnly.of(false),
  EditorView.editable.of(true),
  highlightActiveLine(),
  keymap.of([indentWithTab]),
];
