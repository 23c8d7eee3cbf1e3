// Owns the reading of script code, one token at a time, with the ends of statements that no semicolon marks. False means that
// more text is needed.

import { brace, closeBracket, paren } from "./brackets";
import { type Cursor, START } from "./cursor";
import { frame, freshStatement, readHead } from "./frames";
import {
  CONTINUES,
  EXPECTS_OPERAND,
  isWordStart,
  NEED,
  numberEnd,
  operatorEnd,
  regexEnd,
  skipBlank,
  stringEnd,
  tagHead,
  wordEnd,
} from "./lex";

export function stepCode(c: Cursor): boolean {
  const blank = skipBlank(c.text, c.at);
  c.at = blank.at;
  if (blank.newline) c.newline = true;
  const char = c.text[c.at];
  if (blank.open || char === undefined) return false;
  if (isWordStart(char)) return word(c);
  if (/\d/.test(char)) return literal(c, numberEnd(c.text, c.at));
  if (char === '"' || char === "'") return string(c);
  if (char === "`") {
    c.startsValue();
    c.push(frame("template", "", false), 1);
    return true;
  }
  switch (char) {
    case "{":
      brace(c);
      return true;
    case "(":
      paren(c);
      return true;
    case "[":
      c.startsValue();
      c.push(frame("bracket", "]", false, { types: c.top.types }), 1);
      return true;
    case "}":
    case ")":
    case "]":
      return closeBracket(c, char);
    case ";":
      c.dropTypes();
      c.at++;
      if (c.top.statement) c.endStatement(c.at);
      else c.previous = { ...START, end: c.at };
      return true;
    case "<":
      return angle(c);
    case ">":
      if (c.top.kind === "types") {
        const { callee } = c.top;
        c.frames.pop();
        c.at++;
        c.operand(">", c.at, callee);
        return true;
      }
      return punctuation(c);
    case "/":
      if (c.previous.is !== "operand") {
        const end = regexEnd(c.text, c.at);
        if (end !== c.at + 1) return literal(c, end);
      }
      return punctuation(c);
    default:
      return punctuation(c);
  }
}

/** Ends the statement before this token, when a line break does. */
function insertSemicolon(c: Cursor, word: string): void {
  const { statement } = c.top;
  if (!statement || !c.newline || statement.head === "" || c.previous.text === "from") return;
  if (c.previous.text === "return" || (c.previous.is === "operand" && !CONTINUES.has(word))) {
    c.endStatement(c.previous.end);
  }
}

function word(c: Cursor): boolean {
  const end = wordEnd(c.text, c.at);
  if (end === NEED) return false;
  const word = c.text.slice(c.at, end);
  const property = c.previous.text === "." || c.previous.text === "?.";
  const { statement } = c.top;
  if (statement && !property) {
    insertSemicolon(c, word);
    const list = c.top.statement ?? freshStatement();
    if (word === "else" && list.head === "") {
      list.sub = true;
      c.at = end;
      c.previous = { ...START, end };
      return true;
    }
    readHead(list, word);
  }
  c.at = end;
  if (!property && EXPECTS_OPERAND.has(word)) c.operator(word, end);
  else c.operand(property ? `.${word}` : word, end, word);
  return true;
}

function literal(c: Cursor, end: number): boolean {
  if (end === NEED) return false;
  insertSemicolon(c, "");
  c.startsValue();
  c.at = end;
  c.operand("0", end, "");
  return true;
}

function string(c: Cursor): boolean {
  const imports =
    c.top.statement?.head === "import" && (c.previous.text === "from" || c.previous.text === "import");
  if (!literal(c, stringEnd(c.text, c.at))) return false;
  if (imports) c.endStatement(c.at);
  return true;
}

function angle(c: Cursor): boolean {
  const next = c.text[c.at + 1];
  if (next === undefined) return false;
  const { is, text, end, callee } = c.previous;
  const { statement, types } = c.top;
  const typing = types || statement?.head === "type";
  const parameters = () => {
    c.push(frame("types", "", false, { types: true, callee }), 1);
    return true;
  };
  if (next === "<" || next === "=") return punctuation(c);
  if (is === "operand") {
    if (typing) return parameters();
    return callee !== "" && end === c.at && /[\p{L}_$[{("'\n\r]/u.test(next) ? parameters() : punctuation(c);
  }
  if (text === "<") return punctuation(c);
  if (typing) return parameters();
  const head = tagHead(c.text, c.at);
  if (head.is === "need") return false;
  if (head.is === "types") return parameters();
  c.startsValue();
  c.openTag(head.name, head.end);
  return true;
}

function punctuation(c: Cursor): boolean {
  const end = operatorEnd(c.text, c.at);
  if (end === NEED) return false;
  const operator = c.text.slice(c.at, end);
  const { is } = c.previous;
  const postfix = (operator === "++" || operator === "--" || operator === "!") && is === "operand";
  if (postfix && c.newline) insertSemicolon(c, "");
  c.startsValue();
  if (c.top.kind === "types" && (operator === "&&" || operator === "||" || operator === "?")) c.dropTypes();
  c.at = end;
  if (postfix && c.previous.is === "operand") {
    c.previous.end = end;
    return true;
  }
  if (operator === "?" && !c.top.types && !/[:),]/.test(c.text[end] as string)) c.top.ternaries++;
  if (operator === ":" && c.top.ternaries > 0) c.top.ternaries--;
  c.operator(operator, end);
  return true;
}
