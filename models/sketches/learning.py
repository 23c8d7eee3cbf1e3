"""The kinds to learn with: quiz."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows

_QUESTIONS = (
    ("Which planet has the shortest day?", ("Jupiter", "Mars", "Venus", "Earth")),
    ("What does a barometer measure?", ("Air pressure", "Humidity", "Wind", "Height")),
    (
        "Who wrote the first computer program?",
        ("Ada Lovelace", "Alan Turing", "Grace Hopper", "Charles Babbage"),
    ),
    ("Which metal is liquid at room temperature?", ("Mercury", "Tin", "Zinc", "Silver")),
    ("How many strings has a violin?", ("Four", "Five", "Six", "Three")),
    ("What is the capital of New Zealand?", ("Wellington", "Auckland", "Dunedin", "Nelson")),
)


def _quiz(brief: Brief) -> str:
    count = max(2, min(brief.count("questions?", "rounds?") or 5, len(_QUESTIONS)))
    lines: list[str] = []
    for place, (question, answers) in enumerate(_QUESTIONS[:count]):
        shift = place % 4
        turned = (*answers[shift:], *answers[:shift])
        lines.append(
            f"{{ text: {js(question)}, answer: {js(answers[0])}, options: [{', '.join(js(each) for each in turned)}] }}"
        )
    return fill(_QUIZ, brief, title=jsx(brief.named("Quick quiz")), questions=rows(lines))


_QUIZ = r"""
import { useState } from "react";
import clsx from "clsx";
import { Check, RotateCcw, Trophy, X } from "lucide-react";

export default function App() {
  const [place, setPlace] = useState(0);
  const [picked, setPicked] = useState("");
  const [score, setScore] = useState(0);
  const question = QUESTIONS[place];

  return (
    <main className="grid min-h-screen place-items-center bg-gradient-to-b from-indigo-50 to-white px-4 py-10 text-zinc-900 dark:from-zinc-900 dark:to-zinc-950 dark:text-zinc-100">
      <section className="w-full max-w-lg rounded-3xl border border-zinc-200 bg-white p-6 shadow-lg shadow-zinc-900/5 sm:p-8 dark:border-zinc-800 dark:bg-zinc-900">
        <div className="flex items-center justify-between">
          <h1 className="font-semibold">«title»</h1>
          <p className="rounded-full bg-indigo-100 px-3 py-1 text-sm font-medium text-indigo-800 tabular-nums dark:bg-indigo-500/20 dark:text-indigo-200">
            {score} right
          </p>
        </div>
        <div className="mt-5 flex gap-1.5" aria-hidden="true">
          {QUESTIONS.map((each, step) => (
            <span key={each.text} className={clsx("h-1.5 flex-1 rounded-full transition", step < place ? "bg-indigo-600" : step === place ? "bg-indigo-300 dark:bg-indigo-800" : "bg-zinc-200 dark:bg-zinc-800")} />
          ))}
        </div>
        {question ? (
          <>
            <h2 className="mt-8 text-2xl font-semibold tracking-tight text-balance">{question.text}</h2>
            <div className="mt-6 grid gap-3">
              {question.options.map((option) => (
                <Option key={option} text={option} state={stateOf(option)} onPick={() => pick(option)} />
              ))}
            </div>
            <div className="mt-6 flex min-h-11 items-center justify-between gap-4">
              <p role="status" className="text-sm text-zinc-500 dark:text-zinc-400">
                {picked === "" ? `Question ${place + 1} of ${QUESTIONS.length}` : picked === question.answer ? "Exactly." : `It is ${question.answer}.`}
              </p>
              {picked !== "" && (
                <button
                  type="button"
                  onClick={next}
                  className="rounded-xl bg-indigo-600 px-5 py-2.5 text-sm font-medium text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600"
                >
                  Next
                </button>
              )}
            </div>
          </>
        ) : (
          <div role="status" className="py-10 text-center">
            <Trophy className="mx-auto size-14 text-indigo-600 dark:text-indigo-400" aria-hidden="true" />
            <p className="mt-4 text-3xl font-semibold tabular-nums">{score} of {QUESTIONS.length}</p>
            <p className="mt-1 text-zinc-500 dark:text-zinc-400">{score === QUESTIONS.length ? "Flawless." : "Once more?"}</p>
            <button type="button" onClick={restart} className="mt-6 inline-flex items-center gap-2 rounded-xl border border-zinc-300 px-5 py-2.5 text-sm font-medium transition hover:bg-zinc-100 dark:border-zinc-700 dark:hover:bg-zinc-800">
              <RotateCcw className="size-4" aria-hidden="true" />
              Start over
            </button>
          </div>
        )}
      </section>
    </main>
  );

  function stateOf(option: string): "open" | "right" | "wrong" | "faded" {
    if (picked === "") return "open";
    if (option === question.answer) return "right";
    return option === picked ? "wrong" : "faded";
  }

  function pick(option: string) {
    if (picked !== "") return;
    setPicked(option);
    if (option === question.answer) setScore(score + 1);
  }

  function next() {
    setPlace(place + 1);
    setPicked("");
  }

  function restart() {
    setPlace(0);
    setPicked("");
    setScore(0);
  }
}

function Option({ text, state, onPick }: { text: string; state: "open" | "right" | "wrong" | "faded"; onPick: () => void }) {
  return (
    <button
      type="button"
      disabled={state !== "open"}
      onClick={onPick}
      className={clsx(
        "flex items-center justify-between rounded-xl border px-4 py-3 text-left font-medium transition focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600",
        state === "open" && "border-zinc-200 hover:border-indigo-500 hover:bg-indigo-50 dark:border-zinc-700 dark:hover:bg-indigo-500/10",
        state === "right" && "border-green-600 bg-green-50 text-green-900 dark:bg-green-500/10 dark:text-green-200",
        state === "wrong" && "border-red-500 bg-red-50 text-red-900 dark:bg-red-500/10 dark:text-red-200",
        state === "faded" && "border-zinc-200 opacity-50 dark:border-zinc-800",
      )}
    >
      {text}
      {state === "right" && <Check className="size-5" aria-hidden="true" />}
      {state === "wrong" && <X className="size-5" aria-hidden="true" />}
    </button>
  );
}

const QUESTIONS = [
«questions»
];
"""


KINDS = (
    Kind("quiz", {"quiz": 9, "trivia": 8, "multiple choice": 8, "questions": 2, "test your knowledge": 7, "flashcards": 5},
         "A quiz that marks each answer and counts the score.", "Next you could ask for another title or colour.", _quiz, accent="violet"),
)  # fmt: skip
