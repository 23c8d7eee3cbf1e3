/** The CodeMirror view that follows a text as it streams, and can be made editable. code.tsx owns it. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const NEAR_END_PX = 60;

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

  constructor(parent: HTMLElement, label: string) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          lineNumbers(),
          bracketMatching(),
          indentOnInput(),
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          javascript({ jsx: true, typescript: true }),
          syntaxHighlighting(COLOURS),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          LOOK,
          this.#editing.of(READ_ONLY),
        ],
      }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Takes the text over. While it is being written (`follow`) the end stays in sight if it was. */
  show(shown: string, follow: boolean): void {
    const text = shown.replace(/\r\n?/g, "\n"); // as CodeMirror counts
    const change = changeBetween(this.#text, text);
    if (change === null) return;
    this.#text = text;
    const { scrollDOM } = this.view;
    const atEnd = scrollDOM.scrollHeight - scrollDOM.scrollTop - scrollDOM.clientHeight < NEAR_END_PX;
    this.view.dispatch({
      changes: change,
      ...(follow && atEnd && { effects: EditorView.scrollIntoView(text.length) }),
    });
    if (follow && atEnd) {
      requestAnimationFrame(() => {
        scrollDOM.scrollTop = scrollDOM.scrollHeight;
      });
    }
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
}

const READ_ONLY: Extension = [EditorState.readOnly.of(true), EditorView.editable.of(false)];
const EDITABLE: Extension = [
  EditorState.readOnly.of(false),
  EditorView.editable.of(true),
  highlightActiveLine(),
  keymap.of([indentWithTab]),
];

const LOOK = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--panel)", color: "var(--ink)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace", lineHeight: "1.6" },
  ".cm-content": { padding: "12px 0", caretColor: "var(--ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--panel)",
    color: "var(--muted)",
    border: "none",
    paddingLeft: "8px",
  },
  ".cm-lineNumbers .cm-gutterElement": { opacity: "0.7" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--raised) 60%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection": {
    backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent)",
  },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier], color: "light-dark(#9333ea, #c4a7fa)" },
  { tag: [tags.string, tags.special(tags.string)], color: "light-dark(#047857, #6ee7b7)" },
  { tag: [tags.number, tags.bool, tags.null], color: "light-dark(#b45309, #fbbf77)" },
  { tag: [tags.comment], color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.tagName], color: "light-dark(#be123c, #fda4af)" },
  { tag: [tags.attributeName, tags.propertyName], color: "light-dark(#1d4ed8, #93c5fd)" },
  { tag: [tags.typeName, tags.className], color: "light-dark(#0e7490, #67e8f9)" },
  { tag: [tags.function(tags.variableName)], color: "light-dark(#1d4ed8, #93c5fd)" },
]);
