/** Which of the allowed names was probably meant. */

/** What people import for the same purpose. @type {[RegExp, string][]} */
const ALIKE = [
  [/icon|lucide|feather|phosphor/, "lucide-react"],
  [/chart|d3|plotly|nivo|victory|visx/, "recharts"],
  [/motion|spring|gsap|anim/, "framer-motion"],
  [/class|cva|cn$/, "clsx"],
  [/tailwind|twind/, "tailwind-merge"],
];

/** The package to use instead. @param {string} wanted @param {string[]} allowed */
export function nearestPackage(wanted, allowed) {
  const alike = ALIKE.find(([pattern, name]) => allowed.includes(name) && pattern.test(wanted));
  return alike ? alike[1] : closest(wanted, allowed).name;
}

/** The export that was misspelt, null if none is close. @param {string} wanted @param {string[]} exported */
export function nearestExport(wanted, exported) {
  const { name, distance } = closest(wanted, exported);
  return distance <= wanted.length / 3 ? name : null;
}

function closest(wanted, allowed) {
  const name = wanted.toLowerCase();
  let best = { name: "", distance: Number.POSITIVE_INFINITY };
  for (const candidate of allowed) {
    const distance = edits(name, candidate.toLowerCase());
    if (distance < best.distance) best = { name: candidate, distance };
  }
  return best;
}

function edits(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}
