// Owns what each bracket of script code opens and closes: a body that may be cut, a block that may not, an object, arguments.

import type { Cursor } from "./cursor";
import { START } from "./cursor";
import { type After, callOpens, frame, freshStatement } from "./frames";

export function paren(c: Cursor): void {
  const { statement } = c.top;
  const { is, text, callee } = c.previous;
  let after: After = "operand";
  let open = c.open;
  if (text === "if") {
    [after, open] = [statement?.opaque ? "opaqueSub" : "sub", false];
  } else if (
    text === "for" ||
    text === "while" ||
    text === "switch" ||
    text === "catch" ||
    text === "await"
  ) {
    if (text !== "await" || statement?.head === "loop") [after, open] = ["opaqueSub", false];
  } else if (is === "operand") {
    open = open && statement?.head !== "function" && callOpens(callee, statement);
  }
  c.startsValue();
  c.push(frame("paren", ")", open, { after, types: c.top.types, callee: is === "operand" ? callee : "" }), 1);
}

export function brace(c: Cursor): void {
  dropTypesBefore(c);
  const { next, after } = meaning(c);
  if (next === "object") {
    c.push(frame("object", "}", false, { types: c.top.types || c.top.statement?.head === "type" }), 1);
  } else if (next === "body") {
    c.push(frame("body", "}", true, { after, statement: freshStatement() }), 1);
  } else {
    c.push(frame("block", "}", false, { after }), 1);
  }
}

interface Meaning {
  next: "object" | "body" | "block";
  after: After;
}

const OBJECT: Meaning = { next: "object", after: "operand" };
const block = (open: boolean, after: After): Meaning => ({ next: open ? "body" : "block", after });

/** What a `{` begins here. */
function meaning(c: Cursor): Meaning {
  const { statement, types, kind, callee } = c.top;
  const { is, text } = c.previous;
  const isFunction = text === "=>" || text === ")";
  if (types) return OBJECT;
  if (!statement) {
    if (isFunction)
      return block(c.open && kind === "paren" && callee !== "", text === ")" ? "start" : "operand");
    return is === "operator" ? OBJECT : block(false, "start");
  }
  switch (statement.head) {
    case "":
      return block(c.open && statement.sub, "statement");
    case "loop":
      return block(false, "statement");
    case "try":
      return block(false, "restart");
    case "function":
      return is === "operand" ? block(c.open && statement.renders, "statement") : OBJECT;
    case "class":
      return is === "operand" ? block(false, "statement") : OBJECT;
    case "type":
    case "import":
    case "export":
      return OBJECT;
    default:
      return isFunction ? block(c.open && statement.renders, "operand") : OBJECT;
  }
}

export function closeBracket(c: Cursor, char: string): boolean {
  c.dropTypes();
  const { kind, close, after, statement, callee } = c.top;
  if (close !== char || kind === "top") return c.fail();
  if (statement && statement.head !== "") c.endStatement(c.previous.end);
  c.frames.pop();
  c.at++;
  if (kind === "expression") {
    c.mark(c.at);
    return true;
  }
  if (kind === "attribute" || kind === "hole") return true;
  const outer = c.top;
  switch (after) {
    case "operand":
      c.operand(char, c.at, "");
      if ((kind === "body" || kind === "block") && (outer.statement || callee) && c.open) c.mark(c.at);
      break;
    case "start":
      c.operand(char, c.at, "");
      c.previous.is = "start";
      break;
    case "statement":
      if (outer.statement) c.endStatement(c.at);
      else c.previous = { ...START, end: c.at };
      break;
    case "restart":
    case "sub":
    case "opaqueSub":
      if (outer.statement) {
        outer.statement = freshStatement(
          after !== "restart",
          after === "opaqueSub" || outer.statement.opaque,
        );
      }
      c.previous = { ...START, end: c.at };
      break;
  }
  return true;
}

function dropTypesBefore(c: Cursor): void {
  if (c.top.kind === "types" && c.previous.is === "operand") c.dropTypes();
}
