"""The kinds that count: calculator and counter."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, jsx


def _calculator(brief: Brief) -> str:
    return fill(_CALCULATOR, brief, title=jsx(brief.named("Calculator")))


def _counter(brief: Brief) -> str:
    return fill(_COUNTER, brief, title=jsx(brief.named("Counter")))


_CALCULATOR = r"""
import { useEffect, useState } from "react";
import clsx from "clsx";

export default function App() {
  const [shown, setShown] = useState("0");
  const [before, setBefore] = useState<number | null>(null);
  const [pending, setPending] = useState("");
  const [fresh, setFresh] = useState(true);

  useEffect(() => {
    function type(event: KeyboardEvent) {
      const name = KEY_NAMES[event.key] ?? event.key;
      if (KEYS.includes(name)) press(name);
    }
    window.addEventListener("keydown", type);
    return () => window.removeEventListener("keydown", type);
  });

  return (
    <main className="grid min-h-screen place-items-center bg-zinc-100 px-4 py-10 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <section className="w-full max-w-xs rounded-3xl border border-zinc-200 bg-white p-5 shadow-xl shadow-zinc-900/5 dark:border-zinc-800 dark:bg-zinc-900">
        <h1 className="text-sm font-medium text-zinc-500 dark:text-zinc-400">«title»</h1>
        <p className="mt-4 h-5 text-right text-sm text-zinc-500 tabular-nums dark:text-zinc-400">{before !== null && `${before} ${pending}`}</p>
        <output aria-live="polite" className="block truncate text-right text-5xl font-light tracking-tight tabular-nums">
          {shown}
        </output>
        <div className="mt-6 grid grid-cols-4 gap-2">
          {KEYS.map((name) => (
            <button
              key={name}
              type="button"
              aria-label={SPOKEN[name] ?? name}
              onClick={() => press(name)}
              className={clsx(
                "h-14 rounded-2xl text-lg font-medium transition active:scale-95 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600 motion-reduce:transform-none",
                name === "0" && "col-span-2",
                name === "=" && "bg-indigo-600 text-white hover:bg-indigo-700",
                "÷×−+".includes(name) && "bg-indigo-100 text-indigo-800 hover:bg-indigo-200 dark:bg-indigo-500/20 dark:text-indigo-200 dark:hover:bg-indigo-500/30",
                !"÷×−+=".includes(name) && "bg-zinc-100 hover:bg-zinc-200 dark:bg-zinc-800 dark:hover:bg-zinc-700",
              )}
            >
              {name}
            </button>
          ))}
        </div>
      </section>
    </main>
  );

  function press(name: string) {
    if (name === "C") return clear();
    if (name === "±") return setShown(tidy(-Number(shown)));
    if (name === "%") return setShown(tidy(Number(shown) / 100));
    if ("÷×−+".includes(name) || name === "=") return operate(name);
    if (name === "." && shown.includes(".") && !fresh) return;
    const start = fresh ? (name === "." ? "0" : "") : shown;
    setShown((start + name).slice(0, 12));
    setFresh(false);
  }

  function operate(name: string) {
    const result = before !== null && !fresh ? apply(before, pending, Number(shown)) : Number(shown);
    setShown(tidy(result));
    setBefore(name === "=" ? null : result);
    setPending(name === "=" ? "" : name);
    setFresh(true);
  }

  function clear() {
    setShown("0");
    setBefore(null);
    setPending("");
    setFresh(true);
  }
}

function apply(left: number, operator: string, right: number): number {
  if (operator === "÷") return left / right;
  if (operator === "×") return left * right;
  if (operator === "−") return left - right;
  return left + right;
}

function tidy(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(10))) : "Not a number";
}

const KEYS = ["C", "±", "%", "÷", "7", "8", "9", "×", "4", "5", "6", "−", "1", "2", "3", "+", "0", ".", "="];

const KEY_NAMES: Record<string, string> = { "/": "÷", "*": "×", "-": "−", Enter: "=", Escape: "C" };

const SPOKEN: Record<string, string> = { C: "Clear", "±": "Change sign", "÷": "Divide", "×": "Times", "−": "Minus", "+": "Plus", "=": "Equals", ".": "Point" };
"""


_COUNTER = r"""
import { useState } from "react";
import { motion } from "framer-motion";
import { Minus, Plus, RotateCcw } from "lucide-react";

export default function App() {
  const [count, setCount] = useState(0);
  const [step, setStep] = useState(1);

  return (
    <main className="grid min-h-screen place-items-center bg-zinc-50 px-4 py-10 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <section className="w-full max-w-sm rounded-3xl border border-zinc-200 bg-white p-8 text-center shadow-sm dark:border-zinc-800 dark:bg-zinc-900">
        <h1 className="text-sm font-medium tracking-wide text-zinc-500 dark:text-zinc-400">«title»</h1>
        <motion.output key={count} initial={{ y: 10, opacity: 0 }} animate={{ y: 0, opacity: 1 }} aria-live="polite" className="mt-4 block text-8xl font-semibold tracking-tighter tabular-nums">
          {count}
        </motion.output>
        <div className="mt-8 flex justify-center gap-3">
          <button
            type="button"
            aria-label="Decrease"
            onClick={() => setCount(count - step)}
            className="grid size-14 place-items-center rounded-full border border-zinc-300 transition hover:bg-zinc-100 active:scale-95 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600 dark:border-zinc-700 dark:hover:bg-zinc-800"
          >
            <Minus className="size-6" />
          </button>
          <button
            type="button"
            aria-label="Increase"
            onClick={() => setCount(count + step)}
            className="grid size-14 place-items-center rounded-full bg-indigo-600 text-white shadow-md transition hover:bg-indigo-700 active:scale-95 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600"
          >
            <Plus className="size-6" />
          </button>
        </div>
        <div role="group" aria-label="Step" className="mt-8 flex items-center justify-center gap-2 text-sm">
          <span className="text-zinc-500 dark:text-zinc-400">Step</span>
          {STEPS.map((size) => (
            <button
              key={size}
              type="button"
              aria-pressed={step === size}
              onClick={() => setStep(size)}
              className="rounded-lg px-3 py-1 font-medium text-zinc-500 transition hover:bg-zinc-100 aria-pressed:bg-indigo-100 aria-pressed:text-indigo-800 dark:text-zinc-400 dark:hover:bg-zinc-800 dark:aria-pressed:bg-indigo-500/20 dark:aria-pressed:text-indigo-200"
            >
              {size}
            </button>
          ))}
        </div>
        <button
          type="button"
          onClick={() => setCount(0)}
          className="mt-6 inline-flex items-center gap-1.5 text-sm text-zinc-500 transition hover:text-zinc-900 dark:text-zinc-400 dark:hover:text-zinc-100"
        >
          <RotateCcw className="size-3.5" aria-hidden="true" />
          Reset
        </button>
      </section>
    </main>
  );
}

const STEPS = [
  1,
  5,
  10,
];
"""


KINDS = (
    Kind("calculator", {"calculator": 9, "calc": 6, "taschenrechner": 8, "calculatrice": 8, "calculadora": 8},
         "A calculator that also listens to the keyboard.", "Next you could ask for other colours or square corners.", _calculator, accent="orange"),
    Kind("counter", {"counter": 8, "click counter": 9, "tally": 6, "zähler": 7, "increment": 5},
         "A counter with steps and a small bounce.", "Next you could ask me to make the button another colour.", _counter, accent="violet"),
)  # fmt: skip
