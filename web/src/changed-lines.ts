/** Lines that were just changed stand out, and fade when they have been left alone for a while. */
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** Marks the lines that `from` to `to` touch, offsets of the new text. */
export const changed = StateEffect.define<{ from: number; to: number; at_ms: number }>({
  map: ({ from, to, at_ms }, changes) => ({ from: changes.mapPos(from), to: changes.mapPos(to, 1), at_ms }),
});
const fade = StateEffect.define<{ before_ms: number }>();

export const HOLD_MS = 1_000;

const lines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, transaction) {
    let now = marked.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(fade)) {
        const { before_ms } = effect.value;
        now = now.update({ filter: (_from, _to, { spec }) => spec.at_ms > before_ms });
      }
      if (!effect.is(changed)) continue;
      const { doc } = transaction.state;
      const { from, to, at_ms } = effect.value;
      const first = doc.lineAt(Math.min(from, doc.length)).number;
      const last = doc.lineAt(Math.min(to, doc.length)).number;
      const starts = Array.from({ length: last - first + 1 }, (_, at) => doc.line(first + at).from);
      const line = Decoration.line({ class: "cm-justChanged", at_ms });
      const [start, end] = [doc.line(first).from, doc.line(last).to];
      now = now.update({
        filter: (at) => at < start || at > end,
        add: starts.map((start) => line.range(start)),
      });
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Lets the marks go HOLD_MS after they were set: one timer, and none while nothing is marked. */
const fading = ViewPlugin.fromClass(
  class {
    timer: ReturnType<typeof setTimeout> | null = null;

    constructor(readonly view: EditorView) {}

    update({ state }: ViewUpdate): void {
      if (this.timer !== null || state.field(lines).size === 0) return;
      this.timer = setTimeout(() => {
        this.timer = null;
        this.view.dispatch({ effects: fade.of({ before_ms: Date.now() - HOLD_MS }) });
      }, HOLD_MS);
    }

    destroy(): void {
      if (this.timer !== null) clearTimeout(this.timer);
    }
  },
);

const look = EditorView.theme({
  ".cm-line": { transition: "background-color 1.2s ease-out" },
  ".cm-line.cm-justChanged": {
    backgroundColor: "color-mix(in srgb, var(--accent) 16%, transparent)",
    transition: "none",
  },
});

export const changedLines = [lines, fading, look];
