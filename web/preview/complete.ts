// Owns the cutting of a partial TSX module: back to its last safe point, closed there, so that it compiles.
// Invariant: a token is consumed only when no continuation can change its class, so `safe` never depends on how the text was
// chunked. Called by preview.tsx with the whole text so far; only new characters are scanned.

import { Cursor } from "./cursor";
import { stepChildren, stepTag, stepTemplate } from "./markup";
import { stepCode } from "./script";

export class Completer {
  private cursor = new Cursor("");

  /** The end of the part of the text that `completed` keeps. */
  get safe(): number {
    return this.cursor.safe;
  }

  /** The whole text so far. A text that does not extend the one before starts over. */
  feed(text: string): void {
    if (!text.startsWith(this.cursor.text)) this.cursor = new Cursor("");
    this.cursor.text = text;
    while (!this.cursor.broken && step(this.cursor));
  }

  /** The compilable prefix: the text up to the last safe point, closed. */
  completed(): string {
    const { text, safe, close } = this.cursor;
    return text.slice(0, safe) + close;
  }
}

/** One token; false when more text is needed. */
function step(c: Cursor): boolean {
  if (c.at >= c.text.length) return false;
  switch (c.top.kind) {
    case "children":
      return stepChildren(c);
    case "tag":
      return stepTag(c);
    case "template":
      return stepTemplate(c);
    default:
      return stepCode(c);
  }
}
