// Owns an edit that is still arriving in the middle of a file: what of the new text can be shown. Pure.

const MIN_KEPT_SHARE = 0.6;
const MAX_TRIES = 8;

/**
 * The newest text that compiles between `before`, which was whole, and `now`, in which a stretch is being replaced.
 * Null when `now` is no edit of `before` but another text, which is cut at its end instead.
 */
export function mend(before: string, now: string, compiles: (text: string) => boolean): string | null {
  if (now.startsWith(before) || now.length < before.length * MIN_KEPT_SHARE) return null;
  const [from, kept] = shared(before, now);
  if (kept === 0 || from + kept < before.length * MIN_KEPT_SHARE) return null;
  const tail = now.slice(now.length - kept);
  let end = now.length - kept;
  for (let tried = 0; tried < MAX_TRIES && end > from; tried++) {
    const text = now.slice(0, end) + tail;
    if (compiles(text)) return text;
    end = now.lastIndexOf("\n", end - 1);
  }
  const without = now.slice(0, from) + tail;
  return compiles(without) ? without : before;
}

/** Characters that two texts share at their beginnings, and at their ends behind that. */
function shared(a: string, b: string): [number, number] {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [start, end];
}
