"""The kinds for words: chat, FAQ and editor."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case

_QUESTIONS = (
    (
        "Can I try it before I pay?",
        "Yes. Every plan starts with 14 free days, and you need no card for them.",
    ),
    ("How do I change my plan?", "In Settings, under Billing. The change takes effect at once."),
    ("Where is my data kept?", "In the region that you choose, encrypted at rest and on the way."),
    ("Do you offer refunds?", "Within 30 days, no questions asked."),
    ("Can my whole team use it?", "Of course: invite as many people as your plan has seats."),
)


def _chat(brief: Brief) -> str:
    return fill(
        _CHAT, brief, title=jsx(brief.named("Support chat" if brief.says("support") else "Mira Okafor"))
    )


def _faq(brief: Brief) -> str:
    named = brief.listed("questions")
    pairs = tuple((f"{sentence_case(text)}?", "Write the answer here.") for text in named) or _QUESTIONS
    count = brief.count("questions?", "entries", "items")
    lines = (
        f"{{ question: {js(question)}, answer: {js(answer)} }}"
        for question, answer in pairs[: count or len(pairs)]
    )
    return fill(_FAQ, brief, title=jsx(brief.named("Questions, answered")), questions=rows(lines))


def _editor(brief: Brief) -> str:
    return fill(_EDITOR, brief, title=jsx(brief.named("Notes")))


_CHAT = r"""
import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";
import clsx from "clsx";
import { Phone, Send, Smile } from "lucide-react";

export default function App() {
  const [messages, setMessages] = useState(MESSAGES);
  const [draft, setDraft] = useState("");
  const [typing, setTyping] = useState(false);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    end.current?.scrollIntoView?.({ block: "nearest" });
  }, [messages, typing]);

  return (
    <main className="grid min-h-screen place-items-center bg-zinc-100 p-4 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <section className="flex h-[min(42rem,90vh)] w-full max-w-md flex-col overflow-hidden rounded-3xl border border-zinc-200 bg-white shadow-lg shadow-zinc-900/5 dark:border-zinc-800 dark:bg-zinc-900">
        <header className="flex items-center gap-3 border-b border-zinc-200 p-4 dark:border-zinc-800">
          <span aria-hidden="true" className="grid size-10 place-items-center rounded-full bg-indigo-600 text-lg text-white">👋</span>
          <div className="flex-1">
            <h1 className="font-semibold">«title»</h1>
            <p className="text-xs text-zinc-500 dark:text-zinc-400">{typing ? "is typing…" : "online"}</p>
          </div>
          <button type="button" aria-label="Call" className="rounded-full p-2 text-indigo-600 transition hover:bg-zinc-100 dark:text-indigo-400 dark:hover:bg-zinc-800">
            <Phone className="size-5" />
          </button>
        </header>
        <div role="log" aria-label="Messages" className="flex-1 space-y-2 overflow-y-auto p-4">
          {messages.map((message) => (
            <Bubble key={message.id} message={message} />
          ))}
          {typing && <p className="w-fit animate-pulse rounded-2xl bg-zinc-100 px-4 py-2 text-zinc-500 dark:bg-zinc-800">•••</p>}
          <div ref={end} />
        </div>
        <form onSubmit={send} className="flex items-center gap-2 border-t border-zinc-200 p-3 dark:border-zinc-800">
          <button type="button" aria-label="Add a smile" onClick={() => setDraft(`${draft}😊`)} className="rounded-full p-2 text-zinc-400 transition hover:text-zinc-600 dark:hover:text-zinc-200">
            <Smile className="size-5" />
          </button>
          <input
            aria-label="Message"
            value={draft}
            placeholder="Write a message"
            onChange={(event) => setDraft(event.target.value)}
            className="min-w-0 flex-1 rounded-full bg-zinc-100 px-4 py-2 text-sm placeholder:text-zinc-500 focus:ring-2 focus:ring-indigo-500 focus:outline-none dark:bg-zinc-800"
          />
          <button
            type="submit"
            aria-label="Send"
            disabled={!draft.trim()}
            className="grid size-10 place-items-center rounded-full bg-indigo-600 text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600 disabled:opacity-40"
          >
            <Send className="size-4" />
          </button>
        </form>
      </section>
    </main>
  );

  function send(event: FormEvent) {
    event.preventDefault();
    if (!draft.trim()) return;
    setMessages([...messages, { id: messages.length, mine: true, text: draft.trim() }]);
    setDraft("");
    setTyping(true);
    setTimeout(() => {
      setTyping(false);
      setMessages((all) => [...all, { id: all.length, mine: false, text: ANSWERS[all.length % ANSWERS.length] }]);
    }, 1200);
  }
}

function Bubble({ message }: { message: Message }) {
  return (
    <p
      className={clsx(
        "w-fit max-w-[80%] rounded-2xl px-4 py-2 text-sm leading-relaxed",
        message.mine ? "ml-auto rounded-br-md bg-indigo-600 text-white" : "rounded-bl-md bg-zinc-100 dark:bg-zinc-800",
      )}
    >
      <span className="sr-only">{message.mine ? "You: " : "Them: "}</span>
      {message.text}
    </p>
  );
}

type Message = { id: number; mine: boolean; text: string };

const MESSAGES: Message[] = [
  { id: 0, mine: false, text: "Hi! Did the parcel arrive?" },
  { id: 1, mine: true, text: "It did, this morning. Thank you!" },
  { id: 2, mine: false, text: "Lovely. Tell me if anything is missing." },
];

const ANSWERS = [
  "Good to know!",
  "Let me look into that for you.",
  "Sounds great. Shall we talk tomorrow?",
];
"""

_FAQ = r"""
import { useState } from "react";
import clsx from "clsx";
import { ChevronDown, Search } from "lucide-react";

export default function App() {
  const [open, setOpen] = useState(0);
  const [query, setQuery] = useState("");
  const shown = QUESTIONS.filter((entry) => `${entry.question} ${entry.answer}`.toLowerCase().includes(query.toLowerCase()));

  return (
    <main className="min-h-screen bg-white px-4 py-16 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <section className="mx-auto max-w-2xl">
        <p className="text-sm font-medium text-indigo-600 dark:text-indigo-400">Help</p>
        <h1 className="mt-2 text-4xl font-semibold tracking-tight text-balance">«title»</h1>
        <label className="relative mt-8 block">
          <span className="sr-only">Search the questions</span>
          <Search className="absolute top-3.5 left-4 size-5 text-zinc-400" aria-hidden="true" />
          <input
            value={query}
            placeholder="Search the questions"
            onChange={(event) => setQuery(event.target.value)}
            className="w-full rounded-2xl border border-zinc-300 bg-white py-3 pr-4 pl-12 placeholder:text-zinc-400 focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none dark:border-zinc-700 dark:bg-zinc-900"
          />
        </label>
        <div className="mt-8 divide-y divide-zinc-200 border-y border-zinc-200 dark:divide-zinc-800 dark:border-zinc-800">
          {shown.map((entry, place) => (
            <Answer key={entry.question} entry={entry} open={open === place} onToggle={() => setOpen(open === place ? -1 : place)} />
          ))}
        </div>
        {shown.length === 0 && <p className="mt-8 text-center text-zinc-500 dark:text-zinc-400">Nothing found for “{query}”.</p>}
      </section>
    </main>
  );
}

function Answer({ entry, open, onToggle }: { entry: { question: string; answer: string }; open: boolean; onToggle: () => void }) {
  return (
    <div>
      <h2>
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex w-full items-center justify-between gap-4 py-5 text-left font-medium transition hover:text-indigo-600 focus-visible:outline-2 focus-visible:outline-indigo-600 dark:hover:text-indigo-400"
        >
          {entry.question}
          <ChevronDown className={clsx("size-5 shrink-0 transition-transform duration-200", open && "rotate-180 text-indigo-600 dark:text-indigo-400")} aria-hidden="true" />
        </button>
      </h2>
      <div className={clsx("grid transition-all duration-200 motion-reduce:transition-none", open ? "grid-rows-[1fr] pb-5" : "grid-rows-[0fr]")}>
        <p className="overflow-hidden pr-9 leading-relaxed text-zinc-600 dark:text-zinc-400">{entry.answer}</p>
      </div>
    </div>
  );
}

const QUESTIONS = [
«questions»
];
"""

_EDITOR = r"""
import { useState } from "react";
import type { ReactNode } from "react";
import clsx from "clsx";
import { FileText, Plus, Trash2 } from "lucide-react";

export default function App() {
  const [notes, setNotes] = useState(NOTES);
  const [current, setCurrent] = useState(1);
  const [reading, setReading] = useState(false);
  const note = notes.find((each) => each.id === current) ?? notes[0];
  const words = note ? note.text.split(/\s+/).filter(Boolean).length : 0;

  return (
    <main className="grid min-h-screen bg-white text-zinc-900 md:grid-cols-[16rem_1fr] dark:bg-zinc-950 dark:text-zinc-100">
      <aside className="border-b border-zinc-200 bg-zinc-50 p-4 md:border-r md:border-b-0 dark:border-zinc-800 dark:bg-zinc-900">
        <div className="flex items-center justify-between">
          <h1 className="text-lg font-semibold">«title»</h1>
          <button type="button" aria-label="New note" onClick={add} className="grid size-8 place-items-center rounded-lg bg-indigo-600 text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600">
            <Plus className="size-4" />
          </button>
        </div>
        <nav aria-label="Notes" className="mt-4 space-y-1">
          {notes.map((each) => (
            <button
              key={each.id}
              type="button"
              aria-current={each === note}
              onClick={() => setCurrent(each.id)}
              className={clsx("flex w-full items-center gap-2 rounded-lg px-3 py-2 text-left text-sm transition", each === note ? "bg-indigo-100 font-medium text-indigo-900 dark:bg-indigo-500/20 dark:text-indigo-100" : "hover:bg-zinc-200/60 dark:hover:bg-zinc-800")}
            >
              <FileText className="size-4 shrink-0 opacity-60" aria-hidden="true" />
              <span className="truncate">{each.text.split("\n")[0].replace(/^#+\s*/, "") || "Untitled"}</span>
            </button>
          ))}
        </nav>
      </aside>
      {note ? (
        <section className="flex min-h-[70vh] flex-col">
          <header className="flex items-center gap-2 border-b border-zinc-200 px-6 py-3 text-sm dark:border-zinc-800">
            <button type="button" aria-pressed={reading} onClick={() => setReading(!reading)} className="rounded-lg border border-zinc-300 px-3 py-1 font-medium transition hover:bg-zinc-100 dark:border-zinc-700 dark:hover:bg-zinc-800">
              {reading ? "Write" : "Preview"}
            </button>
            <span className="flex-1 text-zinc-500 dark:text-zinc-400">{words} words</span>
            <button type="button" aria-label="Delete note" onClick={() => setNotes(notes.filter((each) => each !== note))} className="rounded-lg p-2 text-zinc-400 transition hover:text-red-600">
              <Trash2 className="size-4" />
            </button>
          </header>
          {reading ? (
            <article className="mx-auto w-full max-w-2xl flex-1 space-y-3 px-6 py-8 leading-relaxed">{note.text.split("\n").map(renderLine)}</article>
          ) : (
            <textarea
              aria-label="Note"
              value={note.text}
              placeholder="# A heading, then your thoughts"
              onChange={(event) => setNotes(notes.map((each) => (each === note ? { ...each, text: event.target.value } : each)))}
              className="mx-auto w-full max-w-2xl flex-1 resize-none bg-transparent px-6 py-8 leading-relaxed focus:outline-none"
            />
          )}
        </section>
      ) : (
        <p className="place-self-center text-zinc-500 dark:text-zinc-400">No notes left. Start a new one.</p>
      )}
    </main>
  );

  function add() {
    const id = Date.now();
    setNotes([...notes, { id, text: "# New note\n" }]);
    setCurrent(id);
    setReading(false);
  }
}

function renderLine(line: string, place: number): ReactNode {
  if (line.startsWith("# ")) return <h2 key={place} className="text-3xl font-semibold tracking-tight">{inline(line.slice(2))}</h2>;
  if (line.startsWith("## ")) return <h3 key={place} className="text-xl font-semibold">{inline(line.slice(3))}</h3>;
  if (line.startsWith("- ")) return <p key={place} className="flex gap-2 before:text-indigo-600 before:content-['•']">{inline(line.slice(2))}</p>;
  return <p key={place}>{inline(line)}</p>;
}

function inline(text: string): ReactNode {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*)/).map((part, place) => {
    if (part.startsWith("**")) return <strong key={place}>{part.slice(2, -2)}</strong>;
    if (part.startsWith("*") && part.length > 2) return <em key={place}>{part.slice(1, -1)}</em>;
    return part;
  });
}

const NOTES = [
  { id: 1, text: "# Spring trip\nThree days by train, **one bag** each.\n- Book the night train\n- Ask Noor for the tent" },
  { id: 2, text: "# Reading list\n- The Dispossessed\n- A Psalm for the Wild-Built" },
  { id: 3, text: "# Ideas\nA clock that only shows *morning*, *noon* and *night*." },
];
"""

KINDS = (
    Kind("chat", {"chat": 8, "messenger": 7, "messages": 4, "chat window": 9, "chatbot": 7, "messaging": 6, "conversation": 4, "support chat": 9, "whatsapp": 5},
         "A chat window with bubbles, a typing hint and answers.", "Next you could ask me to change the title or the colour.", _chat, accent="sky"),
    Kind("faq", {"faq": 9, "accordion": 7, "questions and answers": 8, "help page": 6, "help center": 6, "frequently asked": 8},
         "A searchable FAQ whose answers fold open.", "Next you could ask me to put one question before another.", _faq, accent="teal"),
    Kind("editor", {"editor": 6, "markdown": 6, "markdown editor": 9, "notes": 6, "note taking": 8, "notes app": 8, "text editor": 8, "notepad": 7, "notizen": 6, "journal": 5},
         "A notes app: a list on the left, Markdown with a preview on the right.", "Next you could ask for another title or colour.", _editor, accent="amber"),
)  # fmt: skip
