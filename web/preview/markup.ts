// Owns the reading of elements: children, opening tags, and template strings, one token at a time. False means that more text
// is needed.

import type { Cursor } from "./cursor";
import { frame, NEVER } from "./frames";
import { skipBlank, tagHead } from "./lex";

export function stepChildren(c: Cursor): boolean {
  const rest = c.text.slice(c.at);
  const stop = rest.search(/[{<]/);
  if (stop < 0) {
    const entity = /&[#\w]{0,12}$/.exec(rest);
    const length = entity ? entity.index : rest.length;
    c.at += length;
    text(c, rest.slice(0, length));
    return false;
  }
  if (stop > 0) {
    c.at += stop;
    text(c, rest.slice(0, stop));
  }
  if (c.text[c.at] === "{") {
    c.push(frame("expression", "}", c.top.open, { wait: 0 }), 1);
    return true;
  }
  const next = c.text[c.at + 1];
  if (next === undefined) return false;
  if (next === "/") {
    const end = c.text.indexOf(">", c.at);
    if (end < 0) return false;
    c.at = end + 1;
    c.frames.pop();
    c.elementEnds();
    return true;
  }
  const head = tagHead(c.text, c.at);
  if (head.is === "need") return false;
  if (head.is === "types") return c.fail();
  c.openTag(head.name, head.end);
  return true;
}

function text(c: Cursor, read: string): void {
  if (read.trim() === "") return;
  c.returnedText();
  c.mark(c.at);
}

export function stepTag(c: Cursor): boolean {
  const blank = skipBlank(c.text, c.at);
  c.at = blank.at;
  const char = c.text[c.at];
  const next = c.text[c.at + 1];
  if (blank.open || char === undefined) return false;
  if (char === ">") {
    c.at++;
    const name = c.top.callee;
    c.frames.pop();
    c.openChildren(name);
    // A component may call its children: it waits for the first of them.
    if (!/^[A-Z]|\./.test(name)) c.mark(c.at);
  } else if (char === "/") {
    if (next === undefined) return false;
    c.at += next === ">" ? 2 : 1;
    if (next === ">") {
      c.frames.pop();
      c.elementEnds();
    }
  } else if (char === '"' || char === "'") {
    const end = c.text.indexOf(char, c.at + 1);
    if (end < 0) {
      c.markString(c.at, char);
      return false;
    }
    c.at = end + 1;
    c.mark(c.at);
  } else if (char === "{") {
    c.push(frame("attribute", "}", false, { wait: 0 }), 1);
  } else if (char === "<") {
    c.push(frame("types", "", false, { types: true, wait: NEVER }), 1);
  } else {
    c.at++;
  }
  return true;
}

export function stepTemplate(c: Cursor): boolean {
  for (let i = c.at; i < c.text.length; i++) {
    const char = c.text[i];
    if (char === "\\") {
      if (i + 1 === c.text.length) return rest(c, i);
      i++;
    } else if (char === "`") {
      c.frames.pop();
      c.at = i + 1;
      c.operand("`", c.at, "");
      return true;
    } else if (char === "\n") {
      c.mark(i);
    } else if (char === "$") {
      if (i + 1 === c.text.length) return rest(c, i);
      if (c.text[i + 1] === "{") {
        c.at = i;
        c.push(frame("hole", "}", false, { wait: 0 }), 2);
        return true;
      }
    }
  }
  c.markString(c.top.start, "");
  return rest(c, c.text.length);
}

function rest(c: Cursor, at: number): false {
  c.at = at;
  return false;
}
