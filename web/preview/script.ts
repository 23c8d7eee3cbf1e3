// Owns the reading of script code, one token at a time, with the ends of statements that no semicolon marks. False means that
// more text is needed.

import { brace, bracket, closeBracket, paren } from "./brackets";
import { type Cursor, START } from "./cursor";
import { frame, freshStatement, NEVER, readHead } from "./frames";
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
  c.extend(c.at, blank.at);
  c.at = blank.at;
  if (blank.newline) c.newline = true;
  const char = c.text[c.at];
  if (blank.open || char === undefined) return false;
  if (isWordStart(char)) return word(c);
  if (/\d/.test(char)) return literal(c, numberEnd(c.text, c.at));
  if (char === '"' || char === "'") return string(c);
  if (char === "`") {
    c.startsValue();
    c.push(frame("template", "`", false), 1);
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
      bracket(c);
      return true;
    case "}":
    case ")":
    case "]":
      return closeBracket(c, char);
    case ";":
      c.dropTypes();
      c.at++;
      if (c.top.statement) c.endStatement(c.at);
      else {
        c.previous = { ...START, end: c.at };
        if (c.top.types) c.mark(c.at);
      }
      return true;
    case ",":
      entryEnds(c);
      return punctuation(c);
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
  const { statement, types, kind } = c.top;
  if (!c.newline || c.previous.text === "from") return;
  if (!statement) {
    // A member of a type ends with its line.
    if (types && kind === "object" && c.previous.is === "operand" && !CONTINUES.has(word))
      c.mark(c.previous.end);
    return;
  }
  if (statement.head === "" || statement.head === "decorator") return;
  if (c.previous.text === "return" || (c.previous.is === "operand" && !CONTINUES.has(word))) {
    c.endStatement(c.previous.end);
  }
}

function word(c: Cursor): boolean {
  const end = wordEnd(c.text, c.at);
  if (end === NEED) return false;
  const word = c.text.slice(c.at, end);
  const property = c.previous.text === "." || c.previous.text === "?.";
  if (!property) insertSemicolon(c, word);
  const { statement, members, callee: listOf, kind, value } = c.top;
  const key = (kind === "object" && !value) || members;
  if (!property) c.returned(word);
  if (word === "return" && !property && statement?.head === "" && !statement.sub && c.top.parts)
    c.top.returns = end;
  if (statement && !property) {
    if (word === "else" && statement.head === "") {
      statement.sub = true;
      c.at = end;
      c.previous = { ...START, end };
      return true;
    }
    readHead(statement, word, members ? "members" : listOf === "switch" ? "switch" : "top");
    if (word === "extends" && statement.head === "type") statement.assigned = false;
  } else if (word === "class" && !property && !key) {
    c.top.classes = true;
  }
  c.at = end;
  if (!property && !key && EXPECTS_OPERAND.has(word)) c.operator(word, end);
  else c.operand(property ? `.${word}` : word, end, functionName(c, word));
  return true;
}

/** `function name(` declares; it calls nothing. */
const functionName = (c: Cursor, word: string): string =>
  c.previous.callee === "function" && c.previous.is === "operand" ? "function" : word;

/** A comma: what stands before it is whole. */
function entryEnds(c: Cursor): void {
  const { kind, call, ternaries } = c.top;
  const list = kind === "object" || kind === "bracket" || (kind === "paren" && call);
  if (list && c.previous.is === "operand" && ternaries === 0) c.mark(c.previous.end);
  if (kind === "object") c.top.value = false;
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
  const start = c.at;
  const end = stringEnd(c.text, start);
  if (end === NEED) c.markString(start, c.text[start] as string);
  if (!literal(c, end)) return false;
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
    c.push(frame("types", "", false, { types: true, callee, wait: NEVER }), 1);
    return true;
  };
  if (next === "<" || next === "=") return punctuation(c);
  if (is === "operand") {
    if (typing) return parameters();
    return callee !== "" && end === c.at && /[\p{L}_$[{("'\s]/u.test(next) ? parameters() : punctuation(c);
  }
  if (text === "<") return punctuation(c);
  if (typing) return parameters();
  const head = tagHead(c.text, c.at);
  if (head.is === "need") return false;
  if (head.is === "types") return parameters();
  c.startsValue();
  if (c.top.kind === "paren" && c.top.start === end) c.noParameters();
  c.namesElement();
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
  if (operator === "*" && c.previous.callee === "function") {
    c.previous.end = end;
    return true;
  }
  readOperator(c, operator, end);
  c.operator(operator, end);
  return true;
}

/** What an operator says of the frame that it stands in. */
function readOperator(c: Cursor, operator: string, end: number): void {
  const { top } = c;
  const { statement, members, kind } = top;
  if (operator === "?") {
    const optional = /[:),]/.test(c.text[end] as string) || (members && !statement?.assigned);
    if (!top.types && !optional) top.ternaries++;
  } else if (operator === ":") {
    if (top.ternaries > 0) top.ternaries--;
    else if (kind === "object") top.value = true;
    else if (statement?.head === "case") {
      top.statement = freshStatement();
      c.mark(end);
    }
  } else if (operator === "...") {
    top.value = true;
  } else if (operator === "=") {
    if (statement) statement.assigned = true;
    // A default: this is a pattern, not an object.
    else if (kind === "object" && !top.value) top.from = NEVER;
  } else if (operator === "@" && statement && statement.head === "value" && c.previous.is === "start") {
    statement.head = "decorator";
  }
}
