/** The imports of a module, from sucrase's tokens: a regular expression would find them in strings and comments. */
import { parse } from "sucrase/dist/esm/parser/index.js";
import { TokenType as tt } from "sucrase/dist/esm/parser/tokenizer/types.js";

/** @typedef {{ from: string, line: number, names: string[], type: boolean }} Import `names` are those in braces */

/** @param {string} path @param {string} text @returns {Import[]} */
export function importsOf(path, text) {
  const typescript = /\.tsx?$/.test(path);
  const { tokens } = parse(text, !path.endsWith(".ts"), typescript, false);
  const word = (i) => (tokens[i] ? text.slice(tokens[i].start, tokens[i].end) : "");
  const found = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const { type } = tokens[i];
    if (type !== tt._import && type !== tt._export) continue;
    if (word(i - 1) === "." || word(i + 1) === ".") continue;
    const end = sourceAt(tokens, word, i);
    if (end === -1) continue;
    const line = text.slice(0, tokens[i].start).split("\n").length;
    const types = word(i + 1) === "type" && !["from", ","].includes(word(i + 2));
    found.push({ from: word(end).slice(1, -1), line, names: types ? [] : named(word, i, end), type: types });
  }
  return found;
}

/** Index of the token with the module's name, -1 if the statement at `i` names none. */
function sourceAt(tokens, word, i) {
  const isString = (at) => tokens[at]?.type === tt.string;
  if (tokens[i].type === tt._import && isString(i + 1)) return i + 1;
  if (tokens[i].type === tt._import && word(i + 1) === "(") return isString(i + 2) ? i + 2 : -1;
  if (tokens[i].type === tt._export && !["{", "*", "type"].includes(word(i + 1))) return -1;
  for (let at = i + 1; at < tokens.length; at += 1) {
    if (word(at) === "from" && isString(at + 1)) return at + 1;
    if (
      [";", "=", "("].includes(word(at)) ||
      tokens[at].type === tt._import ||
      tokens[at].type === tt._export
    )
      return -1;
  }
  return -1;
}

/** `a` and `b` of `{ a, b as c, type D }` between the tokens `from` and `to`. */
function named(word, from, to) {
  const names = [];
  let inside = false;
  for (let at = from; at < to; at += 1) {
    if (word(at) === "{") inside = true;
    else if (word(at) === "}") inside = false;
    else if (inside && ["{", ","].includes(word(at - 1)) && word(at) !== "type") names.push(word(at));
  }
  return names;
}
