// Owns the running of a piece of the program at another time and by another chance, so that what differs by those alone can be told
// from what the program says otherwise. Two ways of each are enough: they differ in every part of a date, and in every choice of few.
// What it says to the console meanwhile is not said: it says so at its own time.
// Invariant: clock, chance and console are the browser's again when `act` has ended. Called by shells.tsx and hooks.ts.

import { numbers } from "./chance";

export type Way = 1 | 2;

const BASE_MS = Date.now();
/** Another year, month, day, weekday, half of the day, minute and second. */
const APART_MS = ((430 * 24 + 13) * 3_600 + 7 * 60 + 11) * 1_000 + 123;
/** Its first number is near 0. */
const SEED = 307;

/** The clock goes on by a millisecond each time it is read: what waits for it ends, and two runs of one text read the same. */
function clock(way: Way): () => number {
  let read = 0;
  return () => BASE_MS - (way - 1) * APART_MS + read++;
}

export function atAnother<T>(way: Way, act: () => T): T {
  const real = { Date, random: Math.random, now: performance.now };
  const [time, chance] = [clock(way), numbers(SEED)];
  globalThis.Date = new Proxy(Date, {
    construct: (target, values, made) =>
      Reflect.construct(target, values.length === 0 ? [time()] : values, made === Date ? target : made),
    apply: (target) => new target(time()).toString(),
    get: (target, key) => (key === "now" ? time : Reflect.get(target, key)),
  });
  performance.now = () => time() - BASE_MS + 2 * APART_MS;
  Math.random = way === 1 ? chance : () => (1 - chance()) * (1 - 2 ** -32);
  try {
    return quietly(act);
  } finally {
    globalThis.Date = real.Date;
    Math.random = real.random;
    performance.now = real.now;
  }
}

/** `act` says nothing to the console. */
export function quietly<T>(act: () => T): T {
  const real = globalThis.console;
  const nothing = () => undefined;
  // Not a proxy of the real one: what a program has frozen, a proxy may not give otherwise.
  globalThis.console = new Proxy({} as Console, {
    get: (_, key) => (typeof Reflect.get(real, key) === "function" ? nothing : Reflect.get(real, key)),
  });
  try {
    return act();
  } finally {
    globalThis.console = real;
  }
}
