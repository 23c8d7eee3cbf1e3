"""The games: tic-tac-toe and memory."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows

_FACES = ("🦊", "🐙", "🌵", "🍋", "🚀", "🎈", "🐢", "🍄", "⛵️", "🎧", "🌙", "🦉")


def _tictactoe(brief: Brief) -> str:
    return fill(_TICTACTOE, brief, title=jsx(brief.named("Tic-tac-toe")))


def _memory(brief: Brief) -> str:
    pairs = max(2, min(brief.count("pairs?") or (brief.count("cards") or 16) // 2, len(_FACES)))
    return fill(
        _MEMORY, brief, title=jsx(brief.named("Memory")), faces=rows(js(face) for face in _FACES[:pairs])
    )


_TICTACTOE = r"""
import { useState } from "react";
import clsx from "clsx";
import { RotateCcw } from "lucide-react";

export default function App() {
  const [cells, setCells] = useState<string[]>(() => Array<string>(9).fill(""));
  const [wins, setWins] = useState({ X: 0, O: 0 });
  const turn = cells.filter(Boolean).length % 2 === 0 ? "X" : "O";
  const line = winningLine(cells);
  const over = line.length > 0 || cells.every(Boolean);

  return (
    <main className="grid min-h-screen place-items-center bg-zinc-50 px-4 py-10 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <section className="w-full max-w-sm">
        <h1 className="text-center text-3xl font-semibold tracking-tight">«title»</h1>
        <div className="mt-6 grid grid-cols-2 gap-3">
          <Player mark="X" wins={wins.X} active={!over && turn === "X"} />
          <Player mark="O" wins={wins.O} active={!over && turn === "O"} />
        </div>
        <div role="grid" aria-label="Board" className="mt-4 grid grid-cols-3 gap-2 rounded-3xl border border-zinc-200 bg-white p-3 shadow-sm dark:border-zinc-800 dark:bg-zinc-900">
          {cells.map((mark, place) => (
            <button
              key={place}
              type="button"
              aria-label={`Cell ${place + 1}${mark ? `, ${mark}` : ", empty"}`}
              disabled={over || mark !== ""}
              onClick={() => play(place)}
              className={clsx(
                "aspect-square rounded-2xl text-5xl font-semibold transition focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600",
                line.includes(place) ? "bg-indigo-600 text-white" : "bg-zinc-100 enabled:hover:bg-zinc-200 dark:bg-zinc-800 dark:enabled:hover:bg-zinc-700",
                !line.includes(place) && mark === "X" && "text-indigo-600 dark:text-indigo-400",
              )}
            >
              {mark}
            </button>
          ))}
        </div>
        <div className="mt-4 flex items-center justify-between">
          <p role="status" className="text-zinc-600 dark:text-zinc-300">
            {line.length > 0 ? `${cells[line[0]]} wins` : over ? "A draw" : `${turn} to move`}
          </p>
          <button
            type="button"
            onClick={() => setCells(Array<string>(9).fill(""))}
            className="inline-flex items-center gap-2 rounded-xl border border-zinc-300 px-4 py-2 text-sm font-medium transition hover:bg-zinc-100 dark:border-zinc-700 dark:hover:bg-zinc-800"
          >
            <RotateCcw className="size-4" aria-hidden="true" />
            New round
          </button>
        </div>
      </section>
    </main>
  );

  function play(place: number) {
    const next = cells.map((mark, each) => (each === place ? turn : mark));
    setCells(next);
    if (winningLine(next).length > 0) setWins({ ...wins, [turn]: wins[turn] + 1 });
  }
}

function Player({ mark, wins, active }: { mark: string; wins: number; active: boolean }) {
  return (
    <p className={clsx("flex items-center justify-between rounded-2xl border-2 px-4 py-3 transition", active ? "border-indigo-500 bg-indigo-50 dark:bg-indigo-500/10" : "border-transparent bg-zinc-100 dark:bg-zinc-900")}>
      <span className="font-semibold">Player {mark}</span>
      <span className="tabular-nums">{wins}</span>
    </p>
  );
}

function winningLine(cells: string[]): number[] {
  return LINES.find(([a, b, c]) => cells[a] !== "" && cells[a] === cells[b] && cells[a] === cells[c]) ?? [];
}

const LINES = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
  [0, 3, 6],
  [1, 4, 7],
  [2, 5, 8],
  [0, 4, 8],
  [2, 4, 6],
];
"""


_MEMORY = r"""
import { useEffect, useState } from "react";
import clsx from "clsx";
import { RotateCcw } from "lucide-react";

export default function App() {
  const [cards, setCards] = useState<string[]>(() => dealt());
  const [open, setOpen] = useState<number[]>([]);
  const [found, setFound] = useState<string[]>([]);
  const [moves, setMoves] = useState(0);
  const won = cards.length > 0 && found.length * 2 === cards.length;

  useEffect(() => {
    if (open.length < 2) return;
    const close = setTimeout(() => setOpen([]), 800);
    return () => clearTimeout(close);
  }, [open]);

  return (
    <main className="grid min-h-screen place-items-center bg-gradient-to-b from-indigo-100 to-white px-4 py-10 text-zinc-900 dark:from-indigo-950 dark:to-zinc-950 dark:text-zinc-100">
      <section className="w-full max-w-md">
        <header className="flex items-end justify-between">
          <h1 className="text-3xl font-semibold tracking-tight">«title»</h1>
          <p role="status" className="text-sm text-zinc-600 tabular-nums dark:text-zinc-300">{won ? `Done in ${moves} moves` : `${moves} moves`}</p>
        </header>
        <div className="mt-6 grid grid-cols-4 gap-3">
          {cards.map((face, place) => {
            const shown = open.includes(place) || found.includes(face);
            return (
              <button
                key={place}
                type="button"
                aria-label={shown ? face : `Card ${place + 1}, face down`}
                disabled={shown || open.length === 2}
                onClick={() => turn(place)}
                className={clsx(
                  "aspect-square rounded-2xl text-4xl shadow-sm transition duration-300 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600",
                  shown ? "bg-white dark:bg-zinc-800" : "bg-indigo-600 hover:-translate-y-0.5 hover:bg-indigo-500 motion-reduce:transform-none",
                  found.includes(face) && "opacity-60",
                )}
              >
                {shown ? face : ""}
              </button>
            );
          })}
        </div>
        <button type="button" onClick={restart} className="mx-auto mt-6 flex items-center gap-2 rounded-xl border border-zinc-300 bg-white px-4 py-2 text-sm font-medium transition hover:bg-zinc-100 dark:border-zinc-700 dark:bg-zinc-900 dark:hover:bg-zinc-800">
          <RotateCcw className="size-4" aria-hidden="true" />
          Deal again
        </button>
      </section>
    </main>
  );

  function turn(place: number) {
    const next = [...open, place];
    setOpen(next);
    if (next.length < 2) return;
    setMoves(moves + 1);
    if (cards[next[0]] === cards[next[1]]) setFound([...found, cards[place]]);
  }

  function restart() {
    setCards(dealt());
    setOpen([]);
    setFound([]);
    setMoves(0);
  }
}

function dealt(): string[] {
  return [...FACES, ...FACES]
    .map((face) => ({ face, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map((each) => each.face);
}

const FACES = [
«faces»
];
"""


KINDS = (
    Kind("tictactoe", {"tic-tac-toe": 10, "tic tac toe": 10, "tictactoe": 10, "game": 4, "noughts and crosses": 9, "spiel": 3, "board game": 6},
         "A game of tic-tac-toe for two, with a score.", "Next you could ask for a memory game instead.", _tictactoe, accent="sky"),
    Kind("memory", {"memory": 7, "memory game": 11, "matching game": 8, "card game": 6, "pairs": 3, "concentration": 4},
         "A memory game: find the pairs in as few moves as you can.", "Next you could ask me to add an item, for example: add a face 🐳.", _memory, accent="fuchsia"),
)  # fmt: skip
