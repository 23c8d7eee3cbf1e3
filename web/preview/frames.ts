// Owns the nesting of a partial module: what each open bracket, block or element is, whether the text may be cut inside it,
// and what closes it. Pure values; complete.ts pushes and pops them.

export type FrameKind =
  | "top"
  | "body"
  | "block"
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
export type After = "operand" | "start" | "statement" | "restart" | "sub" | "opaqueSub";

export type Head =
  | ""
  | "export"
  | "default"
  | "async"
  | "function"
  | "const"
  | "class"
  | "type"
  | "import"
  | "loop"
  | "try"
  | "value";

/** The statement that is being read in a list of statements. */
export interface Statement {
  head: Head;
  name: string;
  /** A component or a render helper: its body may be cut. */
  renders: boolean;
  /** The statement after `if (…)` or `else`: never cut before it. */
  sub: boolean;
  /** Inside a loop: wait for its end. */
  opaque: boolean;
}

export interface Frame {
  kind: FrameKind;
  /** Cutting inside is allowed; never true below a closed frame. */
  open: boolean;
  close: string;
  after: After;
  /** Conditional expressions whose `:` has not come yet. */
  ternaries: number;
  /** Only types are read here, so `<` is never an element. */
  types: boolean;
  /** Present in lists of statements only. */
  statement: Statement | null;
  callee: string;
}

export const freshStatement = (sub = false, opaque = false): Statement => ({
  head: "",
  name: "",
  renders: false,
  sub,
  opaque,
});

export function frame(kind: FrameKind, close: string, open: boolean, rest: Partial<Frame> = {}): Frame {
  return {
    kind,
    open,
    close,
    after: "operand",
    ternaries: 0,
    types: false,
    statement: null,
    callee: "",
    ...rest,
  };
}

/** The text that closes every open frame, innermost first. */
export function closing(frames: readonly Frame[]): string {
  let text = "";
  for (let i = frames.length - 1; i >= 0; i--) {
    const each = frames[i] as Frame;
    text += " : null".repeat(each.ternaries) + each.close;
  }
  return text;
}

const RENDERS = /^(?:render)?[A-Z]/;
const HEADS: Record<string, Head> = {
  export: "export",
  async: "async",
  function: "function",
  const: "const",
  let: "const",
  var: "const",
  class: "class",
  abstract: "class",
  interface: "class",
  enum: "class",
  type: "type",
  import: "import",
  for: "loop",
  while: "loop",
  switch: "loop",
  catch: "loop",
  finally: "loop",
  try: "try",
  do: "try",
};

/** The statement after one more word at its own level. */
export function readHead(statement: Statement, word: string): void {
  const { head } = statement;
  if (head === "" || head === "export" || head === "async") {
    if (head === "export" && word === "default") {
      statement.head = "default";
      statement.renders = true;
    } else {
      statement.head = HEADS[word] ?? "value";
    }
  } else if (head === "default") {
    if (word === "function" || word === "class") statement.head = word;
    else if (word !== "async") statement.head = "value";
  } else if (head === "const" && word === "enum" && statement.name === "") {
    statement.head = "class";
  } else if (
    (head === "function" || head === "const" || head === "class" || head === "type") &&
    statement.name === ""
  ) {
    statement.name = word;
    if (RENDERS.test(word)) statement.renders = true;
  }
}

const WRAPPERS = new Set(["memo", "forwardRef", "observer"]);
const LISTS = new Set(["map", "flatMap", "from"]);

/** Whether a call may be cut inside its arguments: wrappers of a component, and callbacks that render a list. */
export function callOpens(callee: string, list: Statement | null): boolean {
  return LISTS.has(callee) || (WRAPPERS.has(callee) && list?.renders === true);
}
