"""The component for every prompt that names no kind: it shows what was understood."""

import re

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case, unique_slugs

_SMALL = re.compile(
    r"(?:a|an|the|and|or|of|for|with|in|on|to|that|which|my|our|your|me|i|we|it|its|this|these|is|are|be|make|build|create|"
    r"show|page|component|app|please|some|can|could|would|you|want|need|like|using|use|have|has|by|from|as|at|one|simple|"
    r"nice|beautiful|modern|new|website|web|design|generate|add|when|where|lets|let|us|something|about)",
    re.I,
)


def keywords(prompt: str) -> list[str]:
    """The words of a prompt that carry its subject, at most eight, in order."""
    found: list[str] = []
    for word in re.findall(r"[^\W\d_]{3,}", prompt):
        if not _SMALL.fullmatch(word) and word.lower() not in (each.lower() for each in found):
            found.append(word[:24])
    return found[:8]


def _generic(brief: Brief) -> str:
    words = keywords(brief.prompt)
    title = brief.title or " ".join(words[:4]) or "A first sketch"
    parts = brief.items or tuple(words) or ("Idea", "Shape", "Detail")
    keys = unique_slugs(parts)
    lines = (
        f"{{ id: {js(key)}, name: {js(sentence_case(each))}, done: false }}"
        for key, each in zip(keys, parts, strict=True)
    )
    asked = brief.prompt if len(brief.prompt) <= 160 else brief.prompt[:157] + "…"
    return fill(
        _GENERIC,
        brief,
        title=jsx(sentence_case(title)),
        asked=jsx(asked or "an empty prompt"),
        parts=rows(lines),
    )


_GENERIC = r"""
import { useState } from "react";
import type { FormEvent } from "react";
import clsx from "clsx";
import { Check, Plus, Sparkles } from "lucide-react";

export default function App() {
  const [parts, setParts] = useState(PARTS);
  const [draft, setDraft] = useState("");
  const done = parts.filter((part) => part.done).length;

  return (
    <main className="grid min-h-screen place-items-center bg-gradient-to-b from-indigo-50 to-white px-4 py-12 text-zinc-900 dark:from-zinc-900 dark:to-zinc-950 dark:text-zinc-100">
      <section className="w-full max-w-xl rounded-3xl border border-zinc-200 bg-white p-6 shadow-lg shadow-zinc-900/5 sm:p-10 dark:border-zinc-800 dark:bg-zinc-900">
        <p className="inline-flex items-center gap-2 rounded-full bg-indigo-100 px-3 py-1 text-sm font-medium text-indigo-800 dark:bg-indigo-500/20 dark:text-indigo-200">
          <Sparkles className="size-4" aria-hidden="true" />
          First sketch
        </p>
        <h1 className="mt-5 text-4xl font-semibold tracking-tight text-balance break-words">«title»</h1>
        <blockquote className="mt-4 border-l-2 border-indigo-300 pl-4 leading-relaxed break-words text-zinc-600 dark:border-indigo-700 dark:text-zinc-400">«asked»</blockquote>
        <div className="mt-8 flex items-center justify-between text-sm">
          <h2 className="font-semibold">What I understood</h2>
          <p aria-live="polite" className="text-zinc-500 tabular-nums dark:text-zinc-400">{done} of {parts.length} checked</p>
        </div>
        <ul className="mt-3 flex flex-wrap gap-2">
          {parts.map((part) => (
            <li key={part.id}>
              <button
                type="button"
                aria-pressed={part.done}
                onClick={() => toggle(part.id)}
                className={clsx(
                  "inline-flex items-center gap-1.5 rounded-full border px-4 py-2 text-sm font-medium transition focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600",
                  part.done ? "border-indigo-600 bg-indigo-600 text-white" : "border-zinc-300 hover:border-indigo-500 hover:bg-indigo-50 dark:border-zinc-700 dark:hover:bg-indigo-500/10",
                )}
              >
                {part.done && <Check className="size-4" aria-hidden="true" />}
                {part.name}
              </button>
            </li>
          ))}
        </ul>
        <form onSubmit={add} className="mt-8 flex gap-2">
          <input
            aria-label="What is missing"
            value={draft}
            placeholder="What is missing?"
            onChange={(event) => setDraft(event.target.value)}
            className="min-w-0 flex-1 rounded-xl border border-zinc-300 bg-white px-4 py-2.5 placeholder:text-zinc-400 focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none dark:border-zinc-700 dark:bg-zinc-950"
          />
          <button type="submit" aria-label="Add" className="grid w-11 place-items-center rounded-xl bg-indigo-600 text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600">
            <Plus className="size-5" />
          </button>
        </form>
      </section>
    </main>
  );

  function toggle(id: string) {
    setParts(parts.map((part) => (part.id === id ? { ...part, done: !part.done } : part)));
  }

  function add(event: FormEvent) {
    event.preventDefault();
    if (!draft.trim()) return;
    setParts([...parts, { id: `own-${parts.length}`, name: draft.trim(), done: false }]);
    setDraft("");
  }
}

const PARTS = [
«parts»
];
"""


GENERIC = Kind(
    "generic", {},
    "I have no ready block for this one, so here is a small working board of what I understood.",
    "I know forms, logins, pricing, dashboards, todo lists, boards, tables, galleries, games and more: name one and I build it.",
    _generic, accent="teal",
)  # fmt: skip
