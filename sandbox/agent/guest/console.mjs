/**
 * What the program says to its console, the last of it: lines and characters are bounded, and whatever it is given to say
 * costs no more than these. Used inside the VM and in the runner; the agent cuts the lines again (executing.mjs).
 */
const MOST_LINES = 20;
const MOST_CHARS = 2000; // of all lines together
const MOST_LINE_CHARS = 400;
const MOST_PARTS = 10;
const { stringify } = JSON; // as it is before the program may change it

/** @type {{ line: string, times: number }[]} */
let lines = [];

/** @param {string} level */
export const sayer = (level) => (...parts) => {
  const line = `${level}: ${told(parts)}`.slice(0, MOST_LINE_CHARS);
  const last = lines[lines.length - 1];
  if (last !== undefined && last.line === line) last.times += 1;
  else lines = [...lines.slice(1 - MOST_LINES), { line, times: 1 }];
};

/** The last lines since it was asked last, and no more of them than fit. @returns {string[]} */
export function drain() {
  const said = lines.map(({ line, times }) => (times > 1 ? `${line} (${times} times)` : line));
  lines = [];
  let left = MOST_CHARS;
  let first = said.length;
  while (first > 0 && said[first - 1].length <= left) {
    first -= 1;
    left -= said[first].length;
  }
  return said.slice(first);
}

/** As a console writes it: a first text may say where the others go. */
function told(parts) {
  const [first, ...others] = parts.slice(0, MOST_PARTS);
  let next = 0;
  const filled =
    typeof first === "string"
      ? first.slice(0, MOST_LINE_CHARS).replace(/%[sdifoOc]/g, (mark) => (next >= others.length ? mark : mark === "%c" ? ((next += 1), "") : text(others[next++])))
      : text(first);
  return [filled, ...others.slice(next).map(text)].join(" ");
}

function text(value) {
  try {
    if (typeof value === "string") return value.slice(0, MOST_LINE_CHARS);
    if (value instanceof Error) return `${value.name}: ${value.message}`.slice(0, MOST_LINE_CHARS);
    if (isNode(value)) return elementName(value);
    if (typeof value === "object" && value !== null) return String(stringify(value, briefly())).slice(0, MOST_LINE_CHARS);
    return String(value).slice(0, MOST_LINE_CHARS);
  } catch {
    return "something that cannot be read";
  }
}

const isNode = (value) => typeof value === "object" && typeof value?.nodeType === "number";
const elementName = (node) => `<${String(node.localName ?? node.nodeName)}>`;

/** For `stringify`: a value that is large is told in its first parts, an element by its name, a circle as one. */
function briefly() {
  const seen = new Set();
  return function (key, value) {
    if (isNode(this[key])) return elementName(this[key]); // before its own toJSON
    if (typeof value === "string") return value.slice(0, MOST_LINE_CHARS);
    if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol") return String(value).slice(0, 80);
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return "…";
    if (seen.size >= MOST_LINES) return "…";
    seen.add(value);
    return firstOf(value);
  };
}

function firstFew(values) {
  const first = [];
  for (const value of values) if (first.push(value) === MOST_LINES) break;
  return first;
}

/** A million numbers, which canvases and sounds are made of, would take seconds to tell. */
function firstOf(value) {
  if (Array.isArray(value)) return value.slice(0, MOST_LINES);
  if (ArrayBuffer.isView(value)) return Array.from({ length: Math.min(value.length ?? 0, MOST_LINES) }, (_, at) => value[at]);
  if (value instanceof Map || value instanceof Set) return firstFew(value);
  const first = Object.create(null);
  let left = MOST_LINES;
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue;
    if (left === 0) break;
    left -= 1;
    first[name] = value[name];
  }
  return first;
}
