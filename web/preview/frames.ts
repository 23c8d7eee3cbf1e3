// Owns the nesting of a partial module: what each open bracket, block or element is, how soon the text may be cut inside it, and
// what closes it. Pure values; the readers push and pop them through cursor.ts.

type FrameKind =
  | "top"
  | "body"
  | "paren"
  | "bracket"
  | "object"
  | "types" // script code
  | "tag"
  | "attribute"
  | "children"
  | "expression" // JSX
  | "template"
  | "hole";

/** What the scanner believes after the frame closes. */
export type After = "operand" | "statement" | "restart" | "sub" | "loop" | "switch";

export type Head =
  | ""
  | "export"
  | "default"
  | "async"
  | "function"
  | "const"
  | "class"
  | "interface"
  | "enum"
  | "namespace"
  | "type"
  | "import"
  | "loop"
  | "try"
  | "do"
  | "catch"
  | "case"
  | "decorator"
  | "member"
  | "value";

/** The statement, or the class member, that is being read in a list of them. */
export interface Statement {
  head: Head;
  name: string;
  /** A component or a render helper: its body may be cut and runs as far as it goes. */
  renders: boolean;
  /** The statement after `if (…)`, `else` or a loop's head: never cut before it. */
  sub: boolean;
  /** Of a loop or a switch. */
  of: "" | "loop" | "switch";
  /** Past its `=`. */
  assigned: boolean;
}

/** Characters that a thing is waited for before it is shown half: most end sooner. */
export const PATIENCE = 200;
export const NEVER = Number.POSITIVE_INFINITY;

export interface Frame {
  kind: FrameKind;
  /** What is in it so far runs as it is; never true below a frame that is not open. */
  open: boolean;
  /** Characters after its start from which it may be cut although it is not open. */
  wait: number;
  /** Index from which cuts in it are allowed; NEVER if none is. */
  from: number;
  /** Index after its opening bracket. */
  start: number;
  close: string;
  /** Put at the start of a body that is cut half: it must not run. */
  sleep: string;
  /** Below a body that does not run. */
  asleep: boolean;
  after: After;
  /** Conditional expressions whose `:` has not come yet. */
  ternaries: number;
  /** Only types are read here, so `<` is never an element. */
  types: boolean;
  /** Present in lists of statements or members only. */
  statement: Statement | null;
  members: boolean;
  callee: string;
  /** A call's arguments, not a parenthesis or parameters. */
  call: boolean;
  /** In an object: past the `:` of the entry. */
  value: boolean;
  /** A `class` expression whose body has not begun. */
  classes: boolean;
  /** In the body of a component: what of its own could be shown before the component itself, and from which index it is there. */
  parts: Part[] | null;
  /** In the body of a component: the index after its `return` while that is read, and NEVER after it. */
  returns: number;
}

/** A component inside of a component, a function that renders, or an element with a name. */
export interface Part {
  name: string;
  at: number;
}

/** The name of the function that shows parts below what a component returns so far. */
export const PARTS = "$parts";

export const freshStatement = (sub = false, of: Statement["of"] = ""): Statement => ({
  head: "",
  name: "",
  renders: false,
  sub,
  of,
  assigned: false,
});

export function frame(kind: FrameKind, close: string, open: boolean, rest: Partial<Frame> = {}): Frame {
  return {
    kind,
    open,
    wait: PATIENCE,
    from: 0,
    start: 0,
    close,
    sleep: "",
    asleep: false,
    after: "operand",
    ternaries: 0,
    types: false,
    statement: null,
    members: false,
    callee: "",
    call: false,
    value: false,
    classes: false,
    parts: null,
    returns: 0,
    ...rest,
  };
}

/** A place to cut, and what makes the text before it a module. */
export interface Cut {
  at: number;
  close: string;
  /** Texts to put in, by index, in order. */
  inserts: readonly (readonly [number, string])[];
}

export function cutAt(at: number, frames: readonly Frame[]): Cut {
  let close = "";
  for (let i = frames.length - 1; i >= 0; i--) {
    const each = frames[i] as Frame;
    close += " : null".repeat(each.ternaries) + shown(each, at) + each.close;
  }
  const inserts = frames.flatMap(({ start, sleep, parts, returns }) => [
    ...(sleep === "" ? [] : [[start, sleep] as const]),
    ...(isThere(parts, at) && returns > 0 && returns < at ? [[returns, ` ${PARTS}(`] as const] : []),
  ]);
  return { at, close, inserts };
}

const isThere = (parts: readonly Part[] | null, at: number): boolean =>
  parts?.some((each) => each.at < at) === true;

/** What a body that is cut ends with: the parts of a component that returns nothing yet, or not all. */
function shown({ parts, returns }: Frame, at: number): string {
  if (returns === NEVER || !isThere(parts, at)) return "";
  const names = (parts ?? []).filter((each) => each.at < at).map(({ name }) => name);
  const last = `{ ${[...new Set(names)].join(", ")} })`;
  return returns > 0 && returns < at ? `, ${last}` : `;return ${PARTS}(null, ${last}`;
}

export function apply(text: string, { at, close, inserts }: Cut): string {
  let made = "";
  let from = 0;
  for (const [index, put] of inserts) {
    made += text.slice(from, index) + put;
    from = index;
  }
  return made + text.slice(from, at) + close;
}

const RENDERS = /^(?:render)?[A-Z]|^render$/;
const HEADS: Record<string, Head> = {
  export: "export",
  async: "async",
  function: "function",
  const: "const",
  let: "const",
  var: "const",
  using: "const",
  class: "class",
  interface: "interface",
  enum: "enum",
  namespace: "namespace",
  module: "namespace",
  global: "namespace",
  type: "type",
  import: "import",
  for: "loop",
  while: "loop",
  switch: "loop",
  catch: "catch",
  finally: "catch",
  try: "try",
  do: "do",
  case: "case",
};
/** Words before a declaration that leave open what it is. */
const MODIFIERS = new Set(["declare", "abstract"]);
const MEMBER_MODIFIERS = new Set([
  "public",
  "private",
  "protected",
  "static",
  "readonly",
  "override",
  "abstract",
  "declare",
  "accessor",
  "async",
  "get",
  "set",
]);
const NAMED = new Set<Head>(["function", "const", "class", "interface", "enum", "namespace", "type"]);

/** The statement after one more word at its own level. */
export function readHead(statement: Statement, word: string, list: "top" | "switch" | "members" | ""): void {
  const { head } = statement;
  if (list === "members") {
    if (head === "" || head === "decorator") statement.head = "member";
    if (statement.name === "" && !MEMBER_MODIFIERS.has(word)) {
      statement.name = word;
      if (RENDERS.test(word)) statement.renders = true;
    }
  } else if (head === "" || head === "decorator" || head === "export" || head === "async") {
    if (head === "export" && word === "default") {
      statement.head = "default";
      statement.renders = true;
    } else if (list === "switch" && word === "default") {
      statement.head = "case";
    } else if (!MODIFIERS.has(word)) {
      statement.head = (Object.hasOwn(HEADS, word) && HEADS[word]) || "value";
    }
  } else if (head === "default") {
    if (word === "function" || word === "class") statement.head = word;
    else if (word !== "async" && word !== "abstract") statement.head = "value";
  } else if (head === "const" && word === "enum" && statement.name === "") {
    statement.head = "enum";
  } else if (statement.name === "" && NAMED.has(head)) {
    statement.name = word;
    if (RENDERS.test(word)) statement.renders = true;
    // What a file exports by default is mostly a component; half a hook would call half of its hooks.
    if (/^use[A-Z]/.test(word)) statement.renders = false;
  }
}

export const LISTS: ReadonlySet<string> = new Set(["map", "flatMap", "from"]);

/** Whether a call's callbacks run half: they render a list, or the component that the statement declares. */
export function callOpens(callee: string, list: Statement | null): boolean {
  return LISTS.has(callee) || list?.renders === true;
}
