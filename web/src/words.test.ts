import { expect, it } from "vitest";
import { apply, EMPTY } from "./fold";
import type { Event, ModelInfo, Turn } from "./protocol";
import { writersOf } from "./words";

const of = (name: string): ModelInfo => ({ vendor: "anthropic", name, built_in: false });

function turn(...switches: [name: string, part: number, failed: boolean, wrote?: boolean][]): Turn {
  const began: Event = {
    type: "turn_started",
    seq: 1,
    turn: 1,
    prompt: "A clock",
    model: of("opus"),
    continues: null,
    at_ms: 0,
    why: "",
    attachments: [],
    purpose: "final",
    picked: null,
  };
  const [begun] = apply(EMPTY, began).turns;
  if (!begun) throw new Error("no turn");
  return {
    ...begun,
    switches: switches.map(([name, part, failed, wrote = true]) => {
      return { model: of(name), reason: "", part, failed, wrote };
    }),
  };
}
const names = (asked: Turn) => writersOf(asked).map(({ name }) => name);

it("names the one that wrote", () => {
  expect(names(turn())).toEqual(["opus"]);
});

it("names all that wrote, each once", () => {
  expect(names(turn(["haiku", 1, true], ["opus", 2, true]))).toEqual(["opus", "haiku"]);
});

it("names nobody who was passed over, or failed before anything was there", () => {
  expect(names(turn(["haiku", 0, false]))).toEqual(["haiku"]);
  expect(names(turn(["sonnet", 0, true, false], ["haiku", 0, true]))).toEqual(["haiku"]);
});

it("names nobody who took over and wrote nothing", () => {
  expect(names(turn(["sonnet", 1, true, false], ["haiku", 1, true]))).toEqual(["opus", "haiku"]);
  expect(names(turn(["sonnet", 1, true, false]))).toEqual(["opus"]);
});

it("names who was asked last where nobody wrote", () => {
  expect(names(turn(["sonnet", 0, true, false], ["haiku", 0, true, false]))).toEqual(["haiku"]);
});
