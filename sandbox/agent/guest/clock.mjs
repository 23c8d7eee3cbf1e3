/** Timers in virtual time: only `runTimer` moves it, so that nothing in the VM ever waits. */

/** @type {{ id: number, due: number, run: Function, every: number | null }[]} */
let timers = [];
export let now = 0;
let lastId = 0;

export function later(run, delay, every, args) {
  if (typeof run !== "function") return 0;
  lastId += 1;
  timers.push({ id: lastId, due: now + delay, run: () => run(...args), every });
  return lastId;
}
export const atLeast = (ms, least) => Math.max(least, Number(ms) || 0);
export const clear = (id) => {
  timers = timers.filter((timer) => timer.id !== id);
};

/** Runs one timer that is due until `until` ms; false if there is none. @param {number} until */
export function runTimer(until) {
  const next = timers.reduce((a, b) => (a && a.due <= b.due ? a : b), undefined);
  if (next === undefined || next.due > until) return false;
  now = Math.max(now, next.due);
  if (next.every === null) clear(next.id);
  else next.due = now + next.every;
  next.run();
  return true;
}
