// Owns chance at the top level of a module: while it runs, `Math.random` gives the same numbers in every version, so that sample data
// made of it stands still while the text grows. Elsewhere chance is the browser's. Called by evaluate.ts and trial.ts.

const start = Math.floor(Math.random() * 2 ** 31);

/** Numbers from 0 to 1, the same each time for one seed. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function seedOf(path: string): number {
  let seed = start;
  for (const letter of path) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) | 0;
  return seed;
}

/** Runs the module `path`; the one that imports it goes on with its own numbers. */
export function withSameChance(path: string, run: () => void): void {
  const before = Math.random;
  Math.random = numbers(seedOf(path));
  try {
    run();
  } finally {
    Math.random = before;
  }
}
