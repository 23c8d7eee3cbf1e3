// Owns the cutting of a partial TSX module: back to its last safe point, closed there, so that it compiles.
// Invariant: a token is consumed only when no continuation can change its class, so the cut never depends on how the text was
// chunked, but for the text inside elements. Called by preview.tsx with the whole text so far; only new characters are scanned.

import { Cursor } from "./cursor";
import { apply } from "./frames";
import { stepChildren, stepTag, stepTemplate } from "./markup";
import { stepCode } from "./script";

export class Completer {
  private cursor = new Cursor("");

  /** The end of the part of the text that `completed` keeps. */
  get safe(): number {
    return this.cursor.cut.at;
  }

  /** The end of the last whole statement of the module. */
  get whole(): number {
    const { frames, sure } = this.cursor;
    return frames.length === 1 && sure.close === "" ? sure.at : 0;
  }

  /** The text is no module: nothing after the last safe point will ever be read. */
  get broken(): boolean {
    return this.cursor.broken;
  }

  /** The whole text so far. A text that does not extend the one before starts over. */
  feed(text: string): void {
    if (!text.startsWith(this.cursor.text)) this.cursor = new Cursor("");
    this.cursor.text = text;
    while (!this.cursor.broken && step(this.cursor));
  }

  /** The longest prefix that compiles. Data may be half, and functions that are half do not run. */
  completed(): string {
    return apply(this.cursor.text, this.cursor.cut);
  }

  /** The longest prefix in which nothing is half but components: for when `completed` does not run. */
  cautious(): string {
    return apply(this.cursor.text, this.cursor.sure);
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
