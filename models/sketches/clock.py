"""The kinds about time: timer and calendar."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case


def _timer(brief: Brief) -> str:
    given = brief.count("minutes?", "mins?", "min\\b")
    default = (25, 5, 15) if brief.says("pomodoro", "focus") else (5, 10, 25)
    minutes = (given, *(each for each in default if each != given)) if given else default
    lines = (f"{{ name: {js(f'{each} min')}, minutes: {each} }}" for each in minutes)
    title = brief.named("Focus" if brief.says("pomodoro", "focus") else "Timer")
    return fill(_TIMER, brief, title=jsx(title), presets=rows(lines))


def _calendar(brief: Brief) -> str:
    names = brief.listed("events", "appointments", "meetings") or (
        "Team breakfast",
        "Dentist",
        "Design review",
        "Flight to Rome",
        "Yoga",
    )
    days = (3, 9, 12, 18, 24, 27, 5, 15, 20, 22, 10, 28)
    lines = (
        f"{{ day: {day}, time: {js(f'{8 + place}:30')}, name: {js(sentence_case(name))} }}"
        for place, (name, day) in enumerate(zip(names, days, strict=False))
    )
    return fill(_CALENDAR, brief, title=jsx(brief.named("Calendar")), events=rows(lines))


_TIMER = r"""
import { useEffect, useState } from "react";
import { Pause, Play, RotateCcw } from "lucide-react";

export default function App() {
  const [place, setPlace] = useState(0);
  const [spent, setSpent] = useState(0);
  const [running, setRunning] = useState(false);
  const [laps, setLaps] = useState(0);
  const total = PRESETS[place].minutes * 60;
  const left = Math.max(0, total - spent);

  useEffect(() => {
    if (!running) return;
    const tick = setInterval(() => setSpent((seconds) => seconds + 1), 1000);
    return () => clearInterval(tick);
  }, [running]);

  useEffect(() => {
    if (left > 0 || !running) return;
    setRunning(false);
    setLaps((count) => count + 1);
  }, [left, running]);

  return (
    <main className="grid min-h-screen place-items-center bg-zinc-950 px-4 py-10 text-zinc-100">
      <section className="w-full max-w-sm text-center">
        <h1 className="text-lg font-medium text-zinc-400">«title»</h1>
        <div className="relative mx-auto mt-6 size-72">
          <svg viewBox="0 0 100 100" className="size-full -rotate-90" aria-hidden="true">
            <circle cx="50" cy="50" r="46" fill="none" strokeWidth="3" className="stroke-zinc-800" />
            <circle cx="50" cy="50" r="46" fill="none" strokeWidth="3" strokeLinecap="round" pathLength={1} strokeDasharray={1} strokeDashoffset={1 - left / total} className="stroke-indigo-500 transition-all duration-1000 ease-linear" />
          </svg>
          <div className="absolute inset-0 grid place-content-center">
            <time role="timer" className="text-6xl font-extralight tabular-nums">{clock(left)}</time>
            <p role="status" className="mt-2 text-sm text-zinc-400">{left === 0 ? "Time is up" : running ? "Stay with it" : "Ready"}</p>
          </div>
        </div>
        <div className="mt-8 flex justify-center gap-3">
          <button
            type="button"
            onClick={() => (left === 0 ? reset(place) : setRunning(!running))}
            className="inline-flex items-center gap-2 rounded-full bg-indigo-600 px-8 py-3 font-medium text-white transition hover:bg-indigo-500 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-400"
          >
            {running ? <Pause className="size-5" aria-hidden="true" /> : <Play className="size-5" aria-hidden="true" />}
            {running ? "Pause" : left === 0 ? "Again" : "Start"}
          </button>
          <button
            type="button"
            aria-label="Reset"
            onClick={() => reset(place)}
            className="grid size-12 place-items-center rounded-full border border-zinc-700 text-zinc-300 transition hover:bg-zinc-800 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-400"
          >
            <RotateCcw className="size-5" />
          </button>
        </div>
        <div role="group" aria-label="Length" className="mt-8 flex justify-center gap-2 text-sm">
          {PRESETS.map((preset, number) => (
            <button
              key={preset.name}
              type="button"
              aria-pressed={place === number}
              onClick={() => reset(number)}
              className="rounded-full border border-zinc-800 px-4 py-1.5 text-zinc-400 transition hover:text-zinc-100 aria-pressed:border-indigo-500 aria-pressed:text-indigo-300"
            >
              {preset.name}
            </button>
          ))}
        </div>
        <p className="mt-6 text-sm text-zinc-500">{laps === 0 ? "No round finished yet" : `${laps} finished today`}</p>
      </section>
    </main>
  );

  function reset(number: number) {
    setRunning(false);
    setPlace(number);
    setSpent(0);
  }
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const PRESETS = [
«presets»
];
"""


_CALENDAR = r"""
import { useState } from "react";
import clsx from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";

export default function App() {
  const [shift, setShift] = useState(0);
  const [picked, setPicked] = useState(new Date().getDate());
  const today = new Date();
  const month = new Date(today.getFullYear(), today.getMonth() + shift, 1);
  const blanks = (month.getDay() + 6) % 7;
  const days = new Date(month.getFullYear(), month.getMonth() + 1, 0).getDate();
  const agenda = EVENTS.filter((event) => event.day === picked);

  return (
    <main className="min-h-screen bg-zinc-50 px-4 py-10 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <div className="mx-auto grid max-w-4xl gap-6 md:grid-cols-[1fr_18rem]">
        <section className="rounded-2xl border border-zinc-200 bg-white p-6 shadow-xs dark:border-zinc-800 dark:bg-zinc-900">
          <header className="flex items-center justify-between gap-4">
            <div>
              <h1 className="text-2xl font-semibold tracking-tight">«title»</h1>
              <p aria-live="polite" className="text-sm text-zinc-500 dark:text-zinc-400">{month.toLocaleDateString("en", { month: "long", year: "numeric" })}</p>
            </div>
            <div className="flex gap-1">
              <ArrowButton label="Previous month" onClick={() => setShift(shift - 1)} />
              <ArrowButton label="Next month" onClick={() => setShift(shift + 1)} />
            </div>
          </header>
          <div className="mt-6 grid grid-cols-7 gap-1 text-center">
            {WEEKDAYS.map((name) => (
              <span key={name} className="pb-2 text-xs font-medium text-zinc-500 dark:text-zinc-400">{name}</span>
            ))}
            {Array.from({ length: blanks }, (_, place) => (
              <span key={`blank-${place}`} />
            ))}
            {Array.from({ length: days }, (_, place) => place + 1).map((day) => (
              <button
                key={day}
                type="button"
                aria-pressed={picked === day}
                aria-label={`${day} ${month.toLocaleDateString("en", { month: "long" })}`}
                onClick={() => setPicked(day)}
                className={clsx(
                  "relative aspect-square rounded-xl text-sm tabular-nums transition focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600",
                  picked === day ? "bg-indigo-600 font-semibold text-white" : "hover:bg-zinc-100 dark:hover:bg-zinc-800",
                  shift === 0 && day === today.getDate() && picked !== day && "font-semibold text-indigo-600 dark:text-indigo-400",
                )}
              >
                {day}
                {EVENTS.some((event) => event.day === day) && <span className="absolute inset-x-0 bottom-1.5 mx-auto size-1 rounded-full bg-current opacity-60" />}
              </button>
            ))}
          </div>
        </section>
        <aside className="h-fit rounded-2xl border border-zinc-200 bg-white p-6 shadow-xs dark:border-zinc-800 dark:bg-zinc-900">
          <h2 className="font-semibold">On day {picked}</h2>
          <ul className="mt-4 space-y-3">
            {agenda.map((event) => (
              <li key={event.name} className="border-l-2 border-indigo-500 pl-3">
                <p className="text-sm font-medium">{event.name}</p>
                <p className="text-xs text-zinc-500 dark:text-zinc-400">{event.time}</p>
              </li>
            ))}
          </ul>
          {agenda.length === 0 && <p className="text-sm text-zinc-500 dark:text-zinc-400">Nothing planned. A dot marks the busy days.</p>}
        </aside>
      </div>
    </main>
  );
}

function ArrowButton({ label, onClick }: { label: string; onClick: () => void }) {
  const Icon = label.startsWith("Previous") ? ChevronLeft : ChevronRight;
  return (
    <button type="button" aria-label={label} onClick={onClick} className="grid size-9 place-items-center rounded-lg border border-zinc-200 transition hover:bg-zinc-100 dark:border-zinc-700 dark:hover:bg-zinc-800">
      <Icon className="size-4" />
    </button>
  );
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const EVENTS = [
«events»
];
"""


KINDS = (
    Kind("timer", {"timer": 8, "countdown": 7, "pomodoro": 9, "stopwatch": 7, "focus timer": 9, "alarm": 3},
         "A timer with a progress ring and presets.", "Next you could ask for another title or colour.", _timer, accent="rose"),
    Kind("calendar", {"calendar": 8, "date picker": 7, "datepicker": 7, "month view": 6, "kalender": 7, "agenda": 5, "schedule": 4},
         "A month calendar with an agenda for the chosen day.", "Next you could ask me to remove an event or rename one.", _calendar, accent="rose"),
)  # fmt: skip
