// Owns the reading of single tokens from a text that may still grow. Every reader returns the index after the token,
// or NEED when characters that have not arrived yet could change what the token is. Called by complete.ts only.

export const NEED = -1;

const OPERATORS = [
  ">>>=",
  "...",
  "===",
  "!==",
  "**=",
  "<<=",
  ">>=",
  ">>>",
  "&&=",
  "||=",
  "??=",
  "=>",
  "==",
  "!=",
  "<=",
  ">=",
  "&&",
  "||",
  "??",
  "?.",
  "++",
  "--",
  "+=",
  "-=",
  "*=",
  "/=",
  "%=",
  "&=",
  "|=",
  "^=",
  "<<",
  ">>",
  "**",
];

const WORD_START = /[\p{L}_$#]/u;
const WORD = /[\p{L}\p{N}_$\u200c\u200d]/u;

/** Words after which an operand is expected. `void` is absent: as a type it is an operand. */
export const EXPECTS_OPERAND = new Set([
  "return",
  "throw",
  "case",
  "typeof",
  "delete",
  "new",
  "in",
  "of",
  "instanceof",
  "await",
  "yield",
  "else",
  "do",
  "as",
  "satisfies",
  "extends",
  "implements",
  "keyof",
  "is",
  "default",
  "if",
  "for",
  "while",
  "switch",
  "import",
  "const",
  "let",
  "var",
]);

/** Words that continue an expression or a declaration from the line before. */
export const CONTINUES = new Set([
  "in",
  "of",
  "instanceof",
  "as",
  "satisfies",
  "extends",
  "implements",
  "is",
  "from",
]);

export const isWordStart = (char: string): boolean => WORD_START.test(char);

export function wordEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && WORD.test(text[end] as string)) end++;
  return end === text.length ? NEED : end;
}

export function numberEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[\w.]/.test(text[end] as string)) end++;
  return end === text.length ? NEED : end;
}

/** A quoted string of script code; an unescaped line break ends a broken one. */
export function stringEnd(text: string, at: number): number {
  const quote = text[at];
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (char === quote) return i + 1;
    else if (char === "\n") return i;
  }
  return NEED;
}

/** A regular expression with its flags; when it is none after all, the index of the slash plus one. */
export function regexEnd(text: string, at: number): number {
  let inClass = false;
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i];
    if (char === "\n") return at + 1;
    if (char === "\\") i++;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "/" && !inClass) {
      let end = i + 1;
      while (end < text.length && /[a-z]/.test(text[end] as string)) end++;
      return end === text.length ? NEED : end;
    }
  }
  return NEED;
}

/** The longest operator; held back while the next character could make it longer. */
export function operatorEnd(text: string, at: number): number {
  for (const operator of OPERATORS) {
    if (text.startsWith(operator, at))
      return at + operator.length < text.length ? at + operator.length : NEED;
  }
  if (text.startsWith("..", at) && at + 2 === text.length) return NEED;
  return at + 1 < text.length ? at + 1 : NEED;
}

/** White space and comments. `newline` tells whether a line break was passed, `end` is NEED inside an open comment. */
export function skipBlank(text: string, at: number): { at: number; newline: boolean; open: boolean } {
  let newline = false;
  let i = at;
  for (;;) {
    const char = text[i];
    if (char === undefined) return { at: i, newline, open: false };
    if (char === "\n") newline = true;
    if (/\s/.test(char)) {
      i++;
      continue;
    }
    if (char !== "/") return { at: i, newline, open: false };
    const next = text[i + 1];
    if (next === undefined) return { at: i, newline, open: true };
    if (next !== "/" && next !== "*") return { at: i, newline, open: false };
    const end = next === "/" ? text.indexOf("\n", i) : text.indexOf("*/", i + 2);
    if (end < 0) return { at: i, newline, open: true };
    if (next === "/") {
      i = end;
    } else {
      if (text.slice(i, end).includes("\n")) newline = true;
      i = end + 2;
    }
  }
}

export type TagHead = { is: "need" } | { is: "types" } | { is: "tag"; name: string; end: number };

/** What a `<` in operand position begins: an element, or the type parameters of a generic arrow function. */
export function tagHead(text: string, at: number): TagHead {
  const match = /^[\w$.:-]*/.exec(text.slice(at + 1, at + 200));
  const name = match?.[0] ?? "";
  const end = at + 1 + name.length;
  const next = text[end];
  if (next === undefined) return { is: "need" };
  if (name === "") return next === ">" ? { is: "tag", name, end } : { is: "types" };
  if (next === "," || next === "=") return { is: "types" };
  if (/\s/.test(next)) {
    const rest = text.slice(end, end + 200).trimStart();
    if (rest === "") return { is: "need" };
    if (rest[0] === "," || rest[0] === "=") return { is: "types" };
    const word = /^[\w$-]*/.exec(rest)?.[0] ?? "";
    if (word.length === rest.length) return { is: "need" };
    if (word === "extends" && !rest.startsWith("extends=")) return { is: "types" };
    if (name === "const" && /^[A-Z]/.test(word)) return { is: "types" };
  }
  return { is: "tag", name, end };
}
