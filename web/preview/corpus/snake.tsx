import { useEffect, useRef, useState } from 'react';

export default function Snake() {
  const [score, setScore] = useState(0);
  const [over, setOver] = useState(false);
  const canvas = useRef<HTMLCanvasElement>(null);
  const game = useRef<Game | null>(null);

  return (
    <main className="grid min-h-96 place-items-center bg-emerald-950 p-6 text-emerald-50">
      <div className="space-y-3 text-center">
        <h1 className="text-2xl font-bold tracking-tight">Snake</h1>
        <p className="text-sm text-emerald-300">
          {over ? 'It ran into itself.' : 'Arrow keys, or the buttons below.'} Score <b>{score}</b>
        </p>
        <canvas ref={canvas} width={SIZE * CELL} height={SIZE * CELL} className="rounded-lg bg-emerald-900 shadow-xl" />
        <Pad turn={(by) => game.current?.turn(by)} />
        <Loop canvas={canvas} game={game} onScore={setScore} onOver={setOver} />
        {over && (
          <button
            className="rounded-full bg-emerald-400 px-5 py-2 font-medium text-emerald-950"
            onClick={() => {
              game.current = newGame();
              setScore(0);
              setOver(false);
            }}
          >
            Again
          </button>
        )}
      </div>
    </main>
  );
}

function Pad({ turn }: { turn: (by: Point) => void }) {
  return (
    <div className="flex justify-center gap-2">
      {(Object.entries(WAYS) as [string, Point][]).map(([name, way]) => (
        <button key={name} onClick={() => turn(way)} aria-label={name} className="size-9 rounded-md bg-emerald-800 hover:bg-emerald-700">
          {ARROWS[name]}
        </button>
      ))}
    </div>
  );
}

interface LoopProps {
  canvas: React.RefObject<HTMLCanvasElement | null>;
  game: React.RefObject<Game | null>;
  onScore: (score: number) => void;
  onOver: (over: boolean) => void;
}

function Loop({ canvas, game, onScore, onOver }: LoopProps) {
  useEffect(() => {
    game.current ??= newGame();
    const keys = (event: KeyboardEvent) => {
      const way = WAYS[event.key.replace('Arrow', '').toLowerCase()];
      if (way) game.current?.turn(way);
    };
    const id = setInterval(() => {
      const now = game.current;
      const pen = canvas.current?.getContext('2d');
      if (!now || !pen || now.over) return;
      now.step();
      onScore(now.snake.length - 3);
      if (now.over) onOver(true);
      pen.clearRect(0, 0, SIZE * CELL, SIZE * CELL);
      pen.fillStyle = '#6ee7b7';
      for (const [x, y] of now.snake) pen.fillRect(x * CELL + 1, y * CELL + 1, CELL - 2, CELL - 2);
      pen.fillStyle = '#fb7185';
      pen.fillRect(now.food[0] * CELL + 3, now.food[1] * CELL + 3, CELL - 6, CELL - 6);
    }, 140);
    window.addEventListener('keydown', keys);
    return () => {
      clearInterval(id);
      window.removeEventListener('keydown', keys);
    };
  }, [canvas, game, onScore, onOver]);
  return null;
}

type Point = readonly [number, number];

class Game {
  snake: Point[] = [[8, 8], [7, 8], [6, 8]];
  food: Point = [12, 5];
  over = false;
  private way: Point = [1, 0];

  turn(way: Point): void {
    if (way[0] !== -this.way[0] || way[1] !== -this.way[1]) this.way = way;
  }

  step(): void {
    const [x, y] = this.snake[0]!;
    const head: Point = [(x + this.way[0] + SIZE) % SIZE, (y + this.way[1] + SIZE) % SIZE];
    this.over = this.snake.some(([a, b]) => a === head[0] && b === head[1]);
    if (this.over) return;
    const eats = head[0] === this.food[0] && head[1] === this.food[1];
    this.snake = [head, ...(eats ? this.snake : this.snake.slice(0, -1))];
    if (eats) this.food = [(head[0] * 7 + 3) % SIZE, (head[1] * 5 + 1) % SIZE];
  }
}

function newGame(): Game {
  return new Game();
}

const SIZE = 18;
const CELL = 16;
const WAYS: Record<string, Point> = { left: [-1, 0], up: [0, -1], down: [0, 1], right: [1, 0] };
const ARROWS: Record<string, string> = { left: '←', up: '↑', down: '↓', right: '→' };
