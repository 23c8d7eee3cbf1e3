"""The kinds for getting work done: todo and kanban."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case, unique_slugs

_TASKS = ("Water the plants", "Reply to Noor about the offer", "Book the train to Porto", "Read two chapters")
_CARDS = (
    ("Sketch the onboarding flow", "Design"), ("Interview three customers", "Research"), ("Fix the login redirect", "Bug"),
    ("Write the release notes", "Docs"), ("Measure the first paint", "Speed"), ("Set up the staging server", "Infra"),
)  # fmt: skip


def _todo(brief: Brief) -> str:
    tasks = brief.listed_or_items("tasks", "todos", "items", "things", "entries") or _TASKS
    lines = (
        f"{{ id: {place}, text: {js(sentence_case(text))}, done: {'true' if place == 3 and tasks is _TASKS else 'false'} }}"
        for place, text in enumerate(tasks, 1)
    )
    title = brief.named("Shopping list" if brief.says("shopping", "grocery", "groceries") else "Today")
    return fill(_TODO, brief, title=jsx(title), tasks=rows(lines))


def _kanban(brief: Brief) -> str:
    columns = brief.listed_or_items("columns", "lanes", "lists", "stages") or ("To do", "In progress", "Done")
    keys = unique_slugs(columns)
    column_lines = (
        f"{{ id: {js(key)}, name: {js(sentence_case(name))} }}"
        for key, name in zip(keys, columns, strict=True)
    )
    card_lines = (
        f"{{ id: {place}, column: {js(keys[(place - 1) // 2 % len(keys)])}, title: {js(title)}, tag: {js(tag)} }}"
        for place, (title, tag) in enumerate(_CARDS, 1)
    )
    title = brief.named("Project board")
    return fill(_KANBAN, brief, title=jsx(title), columns=rows(column_lines), cards=rows(card_lines))


_TODO = r"""
import { useState } from "react";
import type { FormEvent } from "react";
import clsx from "clsx";
import { AnimatePresence, motion } from "framer-motion";
import { Check, Plus, Trash2 } from "lucide-react";

export default function App() {
  const [tasks, setTasks] = useState(TASKS);
  const [draft, setDraft] = useState("");
  const [filter, setFilter] = useState("All");
  const open = tasks.filter((task) => !task.done).length;
  const shown = tasks.filter((task) => filter === "All" || task.done === (filter === "Done"));

  return (
    <main className="min-h-screen bg-zinc-50 px-4 py-12 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <section className="mx-auto max-w-lg">
        <div className="flex items-end justify-between gap-4">
          <h1 className="text-3xl font-semibold tracking-tight">«title»</h1>
          <p aria-live="polite" className="text-sm text-zinc-500 dark:text-zinc-400">
            {open === 0 ? "All done" : `${open} to go`}
          </p>
        </div>
        <div className="mt-4 h-1.5 overflow-hidden rounded-full bg-zinc-200 dark:bg-zinc-800">
          <div className="h-full rounded-full bg-indigo-600 transition-all duration-500" style={{ width: `${tasks.length ? ((tasks.length - open) / tasks.length) * 100 : 0}%` }} />
        </div>
        <form onSubmit={add} className="mt-6 flex gap-2">
          <input
            aria-label="New task"
            value={draft}
            placeholder="Add a task"
            onChange={(event) => setDraft(event.target.value)}
            className="min-w-0 flex-1 rounded-xl border border-zinc-300 bg-white px-4 py-2.5 placeholder:text-zinc-400 focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none dark:border-zinc-700 dark:bg-zinc-900"
          />
          <button
            type="submit"
            aria-label="Add task"
            className="grid w-11 place-items-center rounded-xl bg-indigo-600 text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600"
          >
            <Plus className="size-5" />
          </button>
        </form>
        <div role="group" aria-label="Filter" className="mt-6 flex gap-1 text-sm">
          {FILTERS.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={filter === name}
              onClick={() => setFilter(name)}
              className={clsx(
                "rounded-lg px-3 py-1.5 font-medium transition",
                filter === name ? "bg-indigo-100 text-indigo-800 dark:bg-indigo-500/20 dark:text-indigo-200" : "text-zinc-500 hover:bg-zinc-100 dark:text-zinc-400 dark:hover:bg-zinc-900",
              )}
            >
              {name}
            </button>
          ))}
        </div>
        <ul className="mt-3 space-y-2">
          <AnimatePresence initial={false}>
            {shown.map((task) => (
              <motion.li key={task.id} layout initial={{ opacity: 0, y: -8 }} animate={{ opacity: 1, y: 0 }} exit={{ opacity: 0, x: 24 }}>
                <TaskRow task={task} onToggle={() => toggle(task.id)} onRemove={() => setTasks(tasks.filter((each) => each.id !== task.id))} />
              </motion.li>
            ))}
          </AnimatePresence>
        </ul>
        {shown.length === 0 && <p className="mt-10 text-center text-zinc-500 dark:text-zinc-400">Nothing here. Enjoy the quiet.</p>}
      </section>
    </main>
  );

  function add(event: FormEvent) {
    event.preventDefault();
    if (!draft.trim()) return;
    setTasks([{ id: Date.now(), text: draft.trim(), done: false }, ...tasks]);
    setDraft("");
  }

  function toggle(id: number) {
    setTasks(tasks.map((task) => (task.id === id ? { ...task, done: !task.done } : task)));
  }
}

function TaskRow({ task, onToggle, onRemove }: { task: Task; onToggle: () => void; onRemove: () => void }) {
  return (
    <div className="group flex items-center gap-3 rounded-xl border border-zinc-200 bg-white px-4 py-3 shadow-xs dark:border-zinc-800 dark:bg-zinc-900">
      <button
        type="button"
        role="checkbox"
        aria-checked={task.done}
        aria-label={task.text}
        onClick={onToggle}
        className={clsx(
          "grid size-6 shrink-0 place-items-center rounded-full border-2 transition focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600",
          task.done ? "border-indigo-600 bg-indigo-600 text-white" : "border-zinc-300 hover:border-indigo-500 dark:border-zinc-600",
        )}
      >
        {task.done && <Check className="size-3.5" strokeWidth={3} />}
      </button>
      <span className={clsx("flex-1", task.done && "text-zinc-400 line-through dark:text-zinc-500")}>{task.text}</span>
      <button type="button" aria-label={`Delete ${task.text}`} onClick={onRemove} className="rounded-md p-1 text-zinc-400 transition hover:text-red-600 focus-visible:text-red-600 sm:opacity-0 sm:group-hover:opacity-100 sm:focus-visible:opacity-100">
        <Trash2 className="size-4" />
      </button>
    </div>
  );
}

type Task = { id: number; text: string; done: boolean };

const TASKS: Task[] = [
«tasks»
];

const FILTERS = ["All", "Open", "Done"];
"""

_KANBAN = r"""
import { useState } from "react";
import clsx from "clsx";
import { ChevronLeft, ChevronRight, Plus } from "lucide-react";

export default function App() {
  const [cards, setCards] = useState(CARDS);
  const [over, setOver] = useState("");

  return (
    <main className="min-h-screen bg-zinc-100 px-4 py-8 text-zinc-900 sm:px-8 dark:bg-zinc-950 dark:text-zinc-100">
      <header className="flex flex-wrap items-baseline justify-between gap-2">
        <h1 className="text-2xl font-semibold tracking-tight">«title»</h1>
        <p className="text-sm text-zinc-500 dark:text-zinc-400">Drag a card, or use its arrows</p>
      </header>
      <div className="mt-6 grid gap-4 sm:auto-cols-fr sm:grid-flow-col">
        {COLUMNS.map((column, place) => (
          <section
            key={column.id}
            aria-label={column.name}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(column.id);
            }}
            onDrop={(event) => {
              move(Number(event.dataTransfer.getData("text/plain")), column.id);
              setOver("");
            }}
            className={clsx("rounded-2xl border-2 p-3 transition", over === column.id ? "border-indigo-400 bg-indigo-50 dark:bg-indigo-500/10" : "border-transparent bg-zinc-200/60 dark:bg-zinc-900")}
          >
            <h2 className="flex items-center justify-between px-1 text-sm font-semibold">
              {column.name}
              <span className="rounded-full bg-white px-2 py-0.5 text-xs font-medium text-zinc-500 tabular-nums dark:bg-zinc-800 dark:text-zinc-400">
                {cards.filter((card) => card.column === column.id).length}
              </span>
            </h2>
            <ul className="mt-3 space-y-2">
              {cards
                .filter((card) => card.column === column.id)
                .map((card) => (
                  <CardItem key={card.id} card={card} before={COLUMNS[place - 1]} after={COLUMNS[place + 1]} onMove={move} />
                ))}
            </ul>
            <AddCard onAdd={(title) => setCards([...cards, { id: Date.now(), column: column.id, title, tag: "New" }])} />
          </section>
        ))}
      </div>
    </main>
  );

  function move(id: number, column: string) {
    setCards(cards.map((card) => (card.id === id ? { ...card, column } : card)));
  }
}

function CardItem({ card, before, after, onMove }: { card: Card; before?: Column; after?: Column; onMove: (id: number, column: string) => void }) {
  const arrow = "rounded p-1 text-zinc-400 hover:bg-zinc-100 hover:text-zinc-700 dark:hover:bg-zinc-700 dark:hover:text-zinc-200";
  return (
    <li
      draggable
      onDragStart={(event) => event.dataTransfer.setData("text/plain", String(card.id))}
      className="cursor-grab rounded-xl border border-zinc-200 bg-white p-3 shadow-xs transition hover:shadow-md active:cursor-grabbing dark:border-zinc-700 dark:bg-zinc-800"
    >
      <p className="text-sm font-medium">{card.title}</p>
      <div className="mt-3 flex items-center justify-between">
        <span className="rounded-md bg-indigo-100 px-2 py-0.5 text-xs font-medium text-indigo-800 dark:bg-indigo-500/20 dark:text-indigo-200">{card.tag}</span>
        <span className="flex">
          {before && (
            <button type="button" aria-label={`Move ${card.title} to ${before.name}`} onClick={() => onMove(card.id, before.id)} className={arrow}>
              <ChevronLeft className="size-4" />
            </button>
          )}
          {after && (
            <button type="button" aria-label={`Move ${card.title} to ${after.name}`} onClick={() => onMove(card.id, after.id)} className={arrow}>
              <ChevronRight className="size-4" />
            </button>
          )}
        </span>
      </div>
    </li>
  );
}

function AddCard({ onAdd }: { onAdd: (title: string) => void }) {
  const [draft, setDraft] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.trim()) onAdd(draft.trim());
        setDraft("");
      }}
      className="mt-2 flex items-center gap-1 rounded-xl px-2 py-1 text-zinc-500 focus-within:bg-white dark:text-zinc-400 dark:focus-within:bg-zinc-800"
    >
      <Plus className="size-4" aria-hidden="true" />
      <input aria-label="New card" value={draft} placeholder="Add a card" onChange={(event) => setDraft(event.target.value)} className="w-full bg-transparent py-1 text-sm placeholder:text-zinc-500 focus:outline-none" />
    </form>
  );
}

type Column = { id: string; name: string };
type Card = { id: number; column: string; title: string; tag: string };

const COLUMNS: Column[] = [
«columns»
];

const CARDS: Card[] = [
«cards»
];
"""

KINDS = (
    Kind(
        "todo",
        {"todo": 7, "to do": 6, "to-do": 7, "todo list": 9, "task list": 8, "tasks": 4, "checklist": 6, "habit tracker": 7, "habits": 4, "packing list": 7, "shopping list": 7, "aufgaben": 6, "groceries": 4},
        "A todo list with filters, a progress bar and gentle motion.",
        "Next you could ask me to add a task, for example: add a task Buy milk.",
        _todo, accent="teal"),
    Kind(
        "kanban",
        {"kanban": 8, "kanban board": 10, "trello": 7, "board": 3, "project board": 7, "sprint board": 7, "swimlanes": 6},
        "A kanban board: cards move by drag and drop, or by their arrows.",
        "Next you could ask for another column, for example: add a column Review.",
        _kanban,
        accent="sky",
    ),
)  # fmt: skip
