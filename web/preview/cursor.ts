// Owns where the scanner stands in a partial module: the nesting, the token before, and the newest places to cut.
// Used by complete.ts and by the readers of script.ts, brackets.ts and markup.ts, which move it token by token.

import { type Cut, cutAt, type Frame, frame, freshStatement, NEVER, PATIENCE } from "./frames";

interface Previous {
  is: "start" | "operator" | "operand";
  text: string;
  end: number;
  /** The last word of an operand: what a following `(` calls. */
  callee: string;
}

export const START: Previous = { is: "start", text: "", end: 0, callee: "" };
const NOWHERE: Cut = { at: 0, close: "", inserts: [] };

export class Cursor {
  /** As far as the text compiles. */
  cut = NOWHERE;
  /** As far as all of it may run: nothing in it is half but components and what they render. */
  sure = NOWHERE;
  at = 0;
  newline = false;
  broken = false;
  frames: Frame[] = [frame("top", "", true, { statement: freshStatement() })];
  previous: Previous = START;

  constructor(public text: string) {}

  get top(): Frame {
    return this.frames[this.frames.length - 1] as Frame;
  }

  get open(): boolean {
    return this.top.open && this.top.statement?.of !== "loop";
  }

  /** A place to cut, if the text may be cut here. */
  mark(at: number): void {
    const { top } = this;
    if (at < top.from) return;
    if (at > this.cut.at) this.cut = cutAt(at, this.frames);
    if (top.open && at > this.sure.at) this.sure = this.cut.at === at ? this.cut : cutAt(at, this.frames);
  }

  /** A string that has grown long may end where the text does. */
  markString(start: number, quote: string): void {
    const { top, text } = this;
    const at = text.length;
    if (at < start + PATIENCE || at < top.from || top.statement?.of === "loop") return;
    if (text.slice(at - 8).includes("\\")) return;
    const { close, inserts } = cutAt(at, this.frames);
    this.cut = { at, close: quote + close, inserts };
  }

  /** Comments after a cut belong to it. */
  extend(from: number, to: number): void {
    if (from === to || this.cut.at !== from || !this.text.slice(from, to).includes("/")) return;
    this.cut = { ...this.cut, at: to };
    if (this.sure.at === from) this.sure = { ...this.sure, at: to };
  }

  push(next: Frame, width: number): void {
    this.enter(next, this.at + width);
    this.at += width;
    this.newline = false;
    this.previous = { is: "operator", text: "", end: this.at, callee: "" };
    if (next.statement) this.previous = { ...START, end: this.at };
  }

  private enter(next: Frame, start: number): void {
    const { top } = this;
    const loop = top.statement?.of === "loop" && next.kind !== "body";
    next.start = start;
    next.asleep = top.asleep;
    if (next.asleep) next.sleep = "";
    const patient = !top.open && top.wait > 0;
    const wait = next.wait === NEVER ? NEVER : next.open || next.asleep ? 0 : next.wait / (patient ? 4 : 1);
    next.from = loop && !next.open ? NEVER : Math.max(top.from, next.open ? 0 : start + wait);
    if (next.sleep !== "") next.asleep = true;
    this.frames.push(next);
  }

  /** A parenthesis that begins with an element holds no parameters. */
  noParameters(): void {
    const { top } = this;
    top.wait = 0;
    top.from = this.frames[this.frames.length - 2]?.from ?? 0;
  }

  operand(text: string, end: number, callee: string): void {
    this.previous = { is: "operand", text, end, callee };
    this.newline = false;
  }

  operator(text: string, end: number): void {
    this.previous = { is: "operator", text, end, callee: "" };
    this.newline = false;
  }

  /** The text is no module: the last safe point stays. */
  fail(): false {
    this.broken = true;
    return false;
  }

  startsValue(): void {
    const { statement } = this.top;
    if (statement && statement.head === "") statement.head = "value";
  }

  endStatement(at: number): void {
    const list = this.top;
    list.ternaries = 0;
    list.statement = freshStatement();
    if (list.returns > 0) list.returns = NEVER;
    this.mark(at);
    this.previous = { ...START, end: at };
  }

  /** An element begins; it may be the value of a component's own constant, or what its function gives. */
  namesElement(): void {
    let i = this.frames.length - 1;
    while (this.frames[i]?.kind === "paren" && !this.frames[i]?.call) i--;
    const { parts, statement } = this.frames[i] as Frame;
    if (statement?.head === "const" && statement.name && statement.assigned)
      parts?.push({ name: statement.name, at: this.at });
  }

  /** `<` that looked like type arguments was a comparison after all. */
  dropTypes(): void {
    while (this.top.kind === "types" && this.frames.length > 1) this.frames.pop();
  }

  /** What a component returns shows this part itself. */
  returned(name: string): void {
    for (const each of this.frames) {
      if (each.returns > 0 && each.parts) each.parts = each.parts.filter((part) => part.name !== name);
    }
  }

  /** A text of the page itself, on no condition: nothing need stand in for the page any more. */
  returnedText(): void {
    let i = this.frames.length - 1;
    while (/^(?:children|paren)$/.test(this.frames[i]?.kind ?? "")) i--;
    const body = this.frames[i];
    if (body?.parts && body.returns > 0 && body.ternaries === 0) body.parts = [];
  }

  openTag(name: string, end: number): void {
    this.returned(name);
    this.enter(frame("tag", "/>", false, { callee: name }), end);
    this.at = end;
  }

  openChildren(name: string): void {
    this.enter(frame("children", `</${name}>`, this.open, { wait: 0 }), this.at);
  }

  elementEnds(): void {
    const { kind } = this.top;
    if (kind !== "children" && kind !== "tag") this.operand("/>", this.at, "");
    this.mark(this.at);
  }
}
