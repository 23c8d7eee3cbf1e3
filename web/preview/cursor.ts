// Owns where the scanner stands in a partial module: the nesting, the token before, and the last safe point with what closes
// it. Used by complete.ts and by the readers of script.ts, brackets.ts and markup.ts, which move it token by token.

import { closing, type Frame, frame, freshStatement } from "./frames";

interface Previous {
  is: "start" | "operator" | "operand";
  text: string;
  end: number;
  /** The last word of an operand: what a following `(` calls. */
  callee: string;
}

export const START: Previous = { is: "start", text: "", end: 0, callee: "" };

export class Cursor {
  safe = 0;
  close = "";
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
    return this.top.open && !this.top.statement?.opaque;
  }

  /** A safe point, if the text may be cut here. */
  mark(at: number): void {
    if (!this.top.open || at <= this.safe) return;
    this.safe = at;
    this.close = closing(this.frames);
  }

  push(next: Frame, width: number): void {
    this.frames.push(next);
    this.at += width;
    this.newline = false;
    this.previous = { is: "operator", text: "", end: this.at, callee: "" };
    if (next.statement) this.previous = { ...START, end: this.at };
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
    this.mark(at);
    this.previous = { ...START, end: at };
  }

  /** `<` that looked like type arguments was a comparison after all. */
  dropTypes(): void {
    while (this.top.kind === "types" && this.frames.length > 1) this.frames.pop();
  }

  openTag(name: string, end: number): void {
    this.frames.push(frame("tag", "", false, { callee: name }));
    this.at = end;
  }

  elementEnds(): void {
    const { kind } = this.top;
    if (kind !== "children" && kind !== "tag") this.operand("/>", this.at, "");
    if (this.open) this.mark(this.at);
  }
}
