import fc from "fast-check";
import { expect, test } from "vitest";
import { alike, copyOf } from "./alike";

test("what two versions make of the same text is alike", () => {
  const make = () => ({
    at: new Date(5),
    list: [1, { act: (n: number) => n + 1 }],
    names: new Map([["a", new Set([1])]]),
  });
  expect(alike(make(), make())).toBe(true);
  class Dot {
    x = 1;
  }
  const First = Dot;
  expect(alike(new First(), new Dot())).toBe(true);
});

test.each([
  [1, 2],
  [null, {}],
  [[1], [1, 2]],
  [[1], { 0: 1 }],
  [{ a: 1 }, { b: 1 }],
  [new Date(1), new Date(2)],
  [new Set([1]), new Set([2])],
  [new Set([1]), [1]],
  [() => 1, () => 2],
  [
    { icon: { $$typeof: Symbol.for("react.forward_ref") } },
    { icon: { $$typeof: Symbol.for("react.forward_ref") } },
  ],
])("%j is not %j", (one, other) => {
  expect(alike(one, other)).toBe(false);
  expect(alike(other, one)).toBe(false);
});

test("elements are alike by type and props", () => {
  const element = (type: string, props: object) => ({ $$typeof: Symbol.for("react.element"), type, props });
  expect(alike(element("b", { a: 1 }), element("b", { a: 1 }))).toBe(true);
  expect(alike(element("b", { a: 1 }), element("i", { a: 1 }))).toBe(false);
});

test("a copy says what the value said before it was changed", () => {
  class Game {
    score = 0;
    at = new Date(5);
    board = new Map([["a", [new Set([1])]]]);
    cells = new Float32Array(2);
    self: Game = this;
  }
  const [game, native] = [new Game(), new WeakMap()];
  const copy = copyOf(game) as Game;
  expect(copyOf(native)).toBe(native);
  expect(alike(copy, game)).toBe(true);
  const changes = [
    () => game.score++,
    () => game.at.setTime(6),
    () => game.board.get("a")?.[0]?.add(2),
    () => game.cells.fill(1),
  ];
  for (const change of changes) {
    const before = copyOf(game);
    change();
    expect(alike(before, game)).toBe(false);
    expect(alike(copy, new Game())).toBe(true);
  }
});

test("what points to each other in many ways is compared and copied soon", () => {
  const make = (last: number) => {
    const all = Array.from({ length: 40 }, (_, id) => ({ id, friends: [] as unknown[] }));
    for (const each of all) each.friends = all;
    (all[39] as { id: number }).id = last;
    return all;
  };
  expect(alike(make(39), copyOf(make(39)))).toBe(true);
  expect(alike(make(39), make(40))).toBe(false);
});

test("circles end, and data is alike exactly if it reads the same", () => {
  const circle: Record<string, unknown> = {};
  circle.me = circle;
  const another: Record<string, unknown> = {};
  another.me = another;
  expect(alike(circle, another)).toBe(true);
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(alike(one, copyOf(one))).toBe(true);
      expect(alike(one, structuredClone(one))).toBe(true);
      if (alike(one, other)) expect(JSON.stringify(sorted(one))).toBe(JSON.stringify(sorted(other)));
    }),
  );
});

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === "object" && value !== null
      ? Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, sorted(each)])
      : value;
