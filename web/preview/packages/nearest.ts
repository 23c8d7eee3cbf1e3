// Owns what to use instead of a package that is not on the allow-list: what people import for the same purpose, else the name
// with the fewest edits. Pure. studio/frameworks/packages.py is the same rule for the guard.

import table from "../../../studio/frameworks/packages.json";
import { packages, resolve, starOf } from "./resolve";

const instead: [remedy: string, names: string[]][] = Object.entries(table.instead);
const names = Object.keys(packages).filter((name) => !name.endsWith("*"));

/** The allowed package that is nearest to `specifier`; null where a sentence says better what to do. */
export function nearest(specifier: string): string | null {
  const known = alike(specifier);
  if (known !== null) return known.endsWith(".") ? null : known;
  const inside = names.find((name) => specifier.startsWith(`${name}/`));
  return inside ?? closest(specifier, names);
}

/** What to do instead of importing `specifier`, as a sentence. */
export function remedy(specifier: string): string {
  const known = alike(specifier);
  if (known?.endsWith(".")) return known;
  return `Use “${nearest(specifier)}”${known === null ? ", or write it" : ""}.`;
}

/** The candidate with the fewest edits; the first of several. */
export function closest(wanted: string, candidates: readonly string[]): string | null {
  const name = wanted.toLowerCase();
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = edits(name, candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Levenshtein's distance. */
export function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, swapped);
    }
    row = next;
  }
  return row[b.length] as number;
}

function alike(specifier: string): string | null {
  if (resolve(specifier)) return null;
  const exact = instead.find(([, wanted]) => wanted.includes(specifier));
  const found =
    exact ?? instead.find(([, wanted]) => wanted.some((each) => starOf(each, specifier) !== null));
  return found?.[0] ?? null;
}
