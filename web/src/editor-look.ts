/** How code looks, in the Code view and in the diff alike: languages, colours, measures. */
import { css } from "@codemirror/lang-css";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export function languageOf(path: string): Extension {
  if (path.endsWith(".css")) return css();
  if (path.endsWith(".json")) return json();
  return javascript({ jsx: /x$/.test(path), typescript: /\.tsx?$/.test(path) });
}

export const READ_ONLY: Extension = [EditorState.readOnly.of(true), EditorView.editable.of(false)];

const THEME = EditorView.theme({
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

export const LOOK: Extension = [THEME, syntaxHighlighting(COLOURS), EditorView.lineWrapping];
