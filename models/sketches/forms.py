"""The form kind: any list of fields, with validation and a thank-you state."""

import re

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case, unique_slugs

_SAMPLES = {
    "name": "Ada Lovelace", "email": "ada@example.com", "phone": "+1 555 010 4477", "message": "How can we help?",
    "company": "Analytical Engines", "subject": "A short summary", "city": "Lisbon", "address": "12 Harbour Street",
    "website": "example.com", "age": "34", "budget": "2500",
}  # fmt: skip
_KNOWN = re.compile(
    r"\b(?:name|e-?mail|mail|phone|telephone|mobile|message|comment|subject|company|address|street|city|country|zip|"
    r"date|birthday|age|password|website|url|budget|notes|feedback|rating|quantity|amount|number|role|question)\b",
    re.I,
)


def field_type(label: str) -> str:
    """The input type that a label asks for."""
    words = label.lower()
    for kind, keys in {
        "email": ("mail",),
        "tel": ("phone", "tel", "mobile"),
        "password": ("password", "pin"),
        "date": ("date", "birthday", "day", "deadline"),
        "number": ("age", "amount", "quantity", "budget", "guests", "number of", "price", "rating"),
        "textarea": ("message", "comment", "note", "feedback", "description", "bio", "question", "detail"),
    }.items():
        if any(key in words.split() or (len(key) > 3 and key in words) for key in keys):
            return kind
    return "text"


def field_lines(labels: tuple[str, ...]) -> str:
    """One line of the FIELDS array for each label."""
    lines: list[str] = []
    for key, label in zip(unique_slugs(labels), labels, strict=True):
        sample = next((text for word, text in _SAMPLES.items() if word in label.lower()), "")
        lines.append(
            f"{{ id: {js(key)}, label: {js(sentence_case(label))}, type: {js(field_type(label))}, placeholder: {js(sample)} }}"
        )
    return rows(lines)


def field_names(brief: Brief) -> tuple[str, ...]:
    """The fields that the prompt lists, if the list looks like one of fields."""
    named = brief.listed("fields", "inputs", "asking for", "asks for", "collecting", "collects")
    if named:
        return named
    return brief.items if any(_KNOWN.search(item) for item in brief.items) else ()


def _form(brief: Brief) -> str:
    contact = brief.says("contact")
    title = brief.named("Get in touch" if contact else "Tell us about you")
    for word, name in {
        "feedback": "Share your feedback", "booking": "Book a visit", "reservation": "Reserve a table",
        "survey": "A short survey", "application": "Apply now", "newsletter": "Join the newsletter", "rsvp": "RSVP",
    }.items():  # fmt: skip
        if brief.says(word) and not brief.title:
            title = name
    labels = field_names(brief) or (("Email",) if brief.says("newsletter") else ("Name", "Email", "Message"))
    return fill(_TEMPLATE, brief, title=jsx(title), fields=field_lines(labels))


_TEMPLATE = r"""
import { useState } from "react";
import type { FormEvent } from "react";
import { CircleCheck, Send } from "lucide-react";

export default function App() {
  const [values, setValues] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState(false);
  const problems = FIELDS.filter((field) => problemOf(field, values[field.id] ?? ""));

  return (
    <main className="grid min-h-screen place-items-center bg-zinc-50 px-4 py-10 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <section className="w-full max-w-lg rounded-2xl border border-zinc-200 bg-white p-6 shadow-sm sm:p-8 dark:border-zinc-800 dark:bg-zinc-900">
        <h1 className="text-2xl font-semibold tracking-tight">«title»</h1>
        <p className="mt-1 text-sm text-zinc-500 dark:text-zinc-400">It takes less than a minute. We answer within a day.</p>
        {sent ? (
          <Thanks onAgain={restart} />
        ) : (
          <form onSubmit={submit} noValidate className="mt-6 space-y-5">
            {FIELDS.map((field) => (
              <FieldRow
                key={field.id}
                field={field}
                value={values[field.id] ?? ""}
                problem={tried ? problemOf(field, values[field.id] ?? "") : ""}
                onChange={(value) => setValues({ ...values, [field.id]: value })}
              />
            ))}
            <button
              type="submit"
              className="inline-flex w-full items-center justify-center gap-2 rounded-lg bg-indigo-600 px-4 py-2.5 text-sm font-medium text-white shadow-sm transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600"
            >
              <Send className="size-4" aria-hidden="true" />
              Send
            </button>
            <p role="status" className="min-h-5 text-center text-sm text-zinc-500 dark:text-zinc-400">
              {tried && problems.length > 0 ? `${problems.length} of ${FIELDS.length} fields need your attention` : ""}
            </p>
          </form>
        )}
      </section>
    </main>
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (problems.length === 0) setSent(true);
  }

  function restart() {
    setValues({});
    setTried(false);
    setSent(false);
  }
}

function FieldRow({ field, value, problem, onChange }: { field: Field; value: string; problem: string; onChange: (value: string) => void }) {
  const shared = {
    id: field.id,
    value,
    placeholder: field.placeholder,
    "aria-invalid": problem !== "",
    "aria-describedby": `${field.id}-problem`,
    className:
      "mt-1.5 w-full rounded-lg border border-zinc-300 bg-white px-3 py-2 text-sm placeholder:text-zinc-400 focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none aria-invalid:border-red-500 dark:border-zinc-700 dark:bg-zinc-950",
  };
  return (
    <div>
      <label htmlFor={field.id} className="text-sm font-medium">
        {field.label}
      </label>
      {field.type === "textarea" ? (
        <textarea {...shared} rows={4} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} type={field.type} onChange={(event) => onChange(event.target.value)} />
      )}
      <p id={`${field.id}-problem`} className="mt-1 text-xs text-red-600 empty:hidden dark:text-red-400">
        {problem}
      </p>
    </div>
  );
}

function Thanks({ onAgain }: { onAgain: () => void }) {
  return (
    <div role="status" className="mt-8 flex flex-col items-center gap-3 py-6 text-center">
      <CircleCheck className="size-12 text-indigo-600 dark:text-indigo-400" aria-hidden="true" />
      <p className="text-lg font-medium">Thank you, it is on its way.</p>
      <button type="button" onClick={onAgain} className="text-sm font-medium text-indigo-600 underline-offset-4 hover:underline dark:text-indigo-400">
        Fill it in again
      </button>
    </div>
  );
}

function problemOf(field: Field, value: string): string {
  if (!value.trim()) return `${field.label} is missing`;
  if (field.type === "email" && !/^\S+@\S+\.\S+$/.test(value)) return "This does not look like an email address";
  if (field.type === "tel" && value.replace(/\D/g, "").length < 6) return "This number is too short";
  return "";
}

type Field = { id: string; label: string; type: string; placeholder: string };

const FIELDS: Field[] = [
«fields»
];
"""

KINDS = (
    Kind(
        "form",
        {"form": 3, "contact form": 6, "contact": 3, "survey": 4, "newsletter": 4, "rsvp": 5, "formular": 4, "feedback form": 6,
         "booking form": 6, "application form": 6, "registration form": 4, "input fields": 4},
        "A form with inline validation and a thank-you state.",
        "Next you could ask for another field, for example: add a field phone.",
        _form, accent="teal"),
)  # fmt: skip
