// Owns what each bracket of script code opens and closes: a body, an object or its type, arguments, parameters.

import type { Cursor } from "./cursor";
import { START } from "./cursor";
import { type After, callOpens, type Frame, frame, freshStatement, LISTS, NEVER, PATIENCE } from "./frames";
import { REST } from "./live";

const HEADED: Record<string, After> = {
  if: "sub",
  for: "loop",
  while: "loop",
  switch: "switch",
  catch: "loop",
};
const DECLARES = new Set(["const", "let", "var"]);

export function paren(c: Cursor): void {
  const { statement, types, kind, value, members } = c.top;
  const { is, text, callee } = c.previous;
  const headed = Object.hasOwn(HEADED, text) ? HEADED[text] : undefined;
  c.startsValue();
  if (headed || (text === "await" && statement?.head === "loop")) {
    const after = headed ?? "loop";
    const loops = statement?.of === "loop" && after !== "switch" ? "loop" : after;
    c.push(frame("paren", ")", false, { after: loops, wait: NEVER }), 1);
    return;
  }
  const method = (kind === "object" && !value) || (members && !statement?.assigned);
  const declares = callee === "function" || callee === "async" || statement?.head === "function";
  const call = is === "operand" && !method && !declares && !types;
  const open = c.open && (is !== "operand" || (call && callOpens(callee, statement)));
  // Parameters have types, and a pattern is no expression: they are never cut.
  const wait = call || text === "=>" || text === "return" ? PATIENCE : NEVER;
  c.push(frame("paren", ")", open, { types, callee: is === "operand" ? callee : "", call, wait }), 1);
}

export function bracket(c: Cursor): void {
  const { types: inTypes, kind, value, statement, members, ternaries } = c.top;
  const { is, text } = c.previous;
  c.startsValue();
  const annotates = text === ":" && ternaries === 0 && kind !== "object";
  const types = inTypes || annotates;
  const list = is !== "operand" && !types;
  const fixed = (kind === "object" && !value) || (members && !statement?.assigned);
  const pattern = DECLARES.has(text) || isGroup(c.top);
  const wait = fixed || pattern || annotates ? NEVER : list && c.top.statement ? 0 : PATIENCE;
  c.push(frame("bracket", list ? `, ...${REST}]` : "]", false, { types, wait }), 1);
}

export function brace(c: Cursor): void {
  if (c.top.kind === "types" && c.previous.is === "operand") c.dropTypes();
  const next = meaning(c);
  if (c.top.statement?.head === "") c.startsValue();
  c.push(next, 1);
}

const type = (wait: number): Frame => frame("object", "}", false, { types: true, wait });

function object(c: Cursor): Frame {
  const { text } = c.previous;
  const { statement, kind, ternaries } = c.top;
  if (text === "as" || text === "satisfies") return type(PATIENCE);
  const annotates = text === ":" && ternaries === 0 && kind !== "object";
  if (annotates) return type(NEVER);
  const pattern = DECLARES.has(text) || (text === "," && statement?.head === "const") || isGroup(c.top);
  return frame("object", `, ...${REST}}`, false, { wait: pattern ? NEVER : PATIENCE });
}

/** A parenthesis that may turn out to hold parameters. */
const isGroup = ({ kind, call, wait }: Frame): boolean => kind === "paren" && !call && wait === NEVER;

const body = (open: boolean, after: After, rest: Partial<Frame> = {}): Frame =>
  frame("body", "}", open, { after, statement: freshStatement(), ...rest });

/** A half function does not run; evaluate.ts reads its name here. */
const functionBody = (open: boolean, after: After, name = ""): Frame =>
  body(open, after, open ? { parts: [] } : { sleep: `return ${REST}("${name}");` });

const classBody = (open: boolean, after: After): Frame =>
  body(open, after, { members: true, wait: open ? 0 : PATIENCE });

/** What a `{` begins here. */
function meaning(c: Cursor): Frame {
  const { top } = c;
  const { statement, types, kind, callee, call } = top;
  const { is, text } = c.previous;
  const isFunction = text === "=>" || is === "operand";
  if (types) return type(kind === "types" ? NEVER : 0);
  if (top.classes && is === "operand") {
    top.classes = false;
    return classBody(false, "operand");
  }
  if (!statement) {
    if (!isFunction) return object(c);
    const made = functionBody(c.open && kind === "paren" && call && callee !== "", "operand");
    return LISTS.has(callee) ? { ...made, parts: null } : made;
  }
  if (top.members) return member(c, isFunction);
  switch (statement.head) {
    case "":
      if (statement.of === "loop") return body(false, "statement", { sleep: "break;" });
      return body(c.open, "statement", { callee: statement.of });
    case "loop":
      return body(c.open, "statement");
    case "catch":
      return body(c.open, "statement");
    case "try":
      return body(c.open, "restart", { close: "} catch {}" });
    case "do":
      return body(false, "restart", { close: "} while (false)", sleep: "break;" });
    case "function":
      if (is !== "operand") return type(NEVER);
      namesFunction(c);
      return functionBody(c.open && statement.renders, "statement", statement.name);
    case "class":
      return is === "operand" ? classBody(c.open, "statement") : object(c);
    case "interface":
      return frame("object", "}", false, { types: true, wait: 0, after: "statement" });
    case "enum":
      return frame("object", "}", false, { wait: 0, after: "statement" });
    case "namespace":
      return body(c.open, "statement");
    case "type":
      return type(statement.assigned ? 0 : NEVER);
    case "import":
    case "export":
      return frame("object", "}", false, { wait: NEVER });
    default:
      if (!isFunction) return object(c);
      namesFunction(c);
      return functionBody(c.open && statement.renders, "operand", statement.name);
  }
}

/** A component, or a function that renders, inside of a component. */
function namesFunction({ top: { parts, statement }, at }: Cursor): void {
  if (statement?.renders && statement.name) parts?.push({ name: statement.name, at });
}

function member(c: Cursor, isFunction: boolean): Frame {
  const { statement } = c.top;
  const renders = c.open && statement?.renders === true;
  if (!statement?.assigned)
    return isFunction || statement?.head === "" ? functionBody(renders, "statement") : type(NEVER);
  return isFunction ? functionBody(renders, "operand") : object(c);
}

export function closeBracket(c: Cursor, char: string): boolean {
  c.dropTypes();
  const { kind, close, after, statement, callee } = c.top;
  if (!closes(close, char) || kind === "top") return c.fail();
  if (statement && statement.head !== "") c.endStatement(c.previous.end);
  c.frames.pop();
  c.at++;
  if (kind === "expression") {
    c.mark(c.at);
    return true;
  }
  if (kind === "attribute") {
    c.mark(c.at);
    return true;
  }
  if (kind === "hole") return true;
  const outer = c.top;
  switch (after) {
    case "operand":
      c.operand(char, c.at, "");
      if (kind === "body" && (outer.statement || callee) && c.open) c.mark(c.at);
      break;
    case "statement":
      if (outer.statement) c.endStatement(c.at);
      else c.previous = { ...START, end: c.at };
      break;
    case "restart":
      if (outer.statement) outer.statement = freshStatement();
      c.previous = { ...START, end: c.at };
      break;
    case "sub":
    case "loop":
    case "switch":
      if (outer.statement)
        outer.statement = freshStatement(true, after === "sub" ? outer.statement.of : after);
      c.previous = { ...START, end: c.at };
      break;
  }
  return true;
}

/** What a frame is closed with may say more than its bracket. */
const closes = (close: string, char: string): boolean =>
  close === char || close === `, ...${REST}${char}` || (char === "}" && close.startsWith("}"));
