// @vitest-environment jsdom
// What a person typed finds its way into the field that took the place of theirs, at once or some versions later.

import { beforeEach, expect, test } from "vitest";
import { Typed } from "./typed";

let typed: Typed;

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  typed = new Typed(document.getElementById("root") as Element);
});

function page(html: string): void {
  (document.getElementById("root") as Element).innerHTML = html;
}

const field = (): HTMLInputElement => document.querySelector("input") as HTMLInputElement;

function write(text: string): void {
  field().focus();
  field().value = text;
  field().setSelectionRange(1, 1);
  typed.wrote(field());
}

function swap(html: string, isLast = false): void {
  const held = typed.hold();
  page(html);
  typed.giveBack(held, isLast);
}

test("an element that was built anew gets text, focus and caret", () => {
  page("<input>");
  write("Ada");
  swap("<p><input></p>");
  expect([field().value, document.activeElement, field().selectionStart]).toEqual(["Ada", field(), 1]);
});

test("its successor may come later, with other attributes", () => {
  page("<input>");
  write("Ada");
  swap("<p>the page begins</p>");
  swap("<p>the page begins</p><p>and goes on</p>");
  swap('<p>the page begins</p><input placeholder="Name">');
  expect([field().value, document.activeElement, field().selectionStart]).toEqual(["Ada", field(), 1]);
});

test("what has no successor in the last version is given up", () => {
  page("<input>");
  write("Ada");
  swap("<p>done</p>", true);
  swap('<input placeholder="Other">');
  expect(field().value).toBe("");
});

test("what a person wrote meanwhile stays, and so does their focus", () => {
  page("<input>");
  write("Ada");
  swap("<button>Go</button>");
  document.querySelector("button")?.focus();
  swap('<button id="other">Go</button><input>');
  expect(field().value).toBe("Ada");
  write("Bob");
  swap("<p><input></p>");
  expect(field().value).toBe("Bob");
});

test.each(["file", "hidden", "submit", "button", "reset", "image"])(
  "what a field of type %s holds is no text: the others are carried over all the same",
  (type) => {
    const chosen = "C:\\fakepath\\photo.png";
    page(`<input type="${type}" name="other"><input>`);
    const [other, text] = [...document.querySelectorAll("input")] as [HTMLInputElement, HTMLInputElement];
    Object.defineProperty(other, "value", { get: () => chosen });
    text.value = "Ada";
    for (const each of [other, text]) typed.wrote(each);
    swap(`<p><input type="${type}" name="other"><input></p>`, true);
    expect([...document.querySelectorAll("input")].map(({ value }) => value)).toEqual(["", "Ada"]);
  },
);
