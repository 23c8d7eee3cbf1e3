// Owns the stand-ins for alert, confirm, prompt and print, which a sandboxed frame ignores. What they say is shown in a note inside
// the frame and cannot wait for an answer, so: confirm is agreed to, prompt gets its default text or a sample.

import { define } from "./define";
import type { Outside } from "./outside";

const SAMPLE = "Sample text";
const SHOWN_MS = 8_000;
const MAX_NOTES = 3;
const MAX_CHARS = 500;

const STYLE = `
  :host { all: initial; position: fixed; inset: 12px 12px auto; z-index: 2147483647; display: grid; gap: 8px;
    justify-items: center; pointer-events: none; }
  p { margin: 0; max-width: 28rem; padding: 10px 14px; border-radius: 10px; background: #18181b; color: #fafafa;
    font: 14px/1.4 system-ui, sans-serif; white-space: pre-wrap; overflow-wrap: anywhere; pointer-events: auto;
    box-shadow: 0 8px 24px rgb(0 0 0 / .25); }
  small { display: block; margin-top: 2px; color: #a1a1aa; font-size: 12px; }
`;

export function installDialogs(outside: Outside): void {
  const { realm } = outside;
  const show = noteBoard(realm.document);
  const asked = (name: string, text: unknown, answer: string) => {
    const said = text === undefined ? "" : String(text).slice(0, MAX_CHARS);
    outside.used("dialog", `${name}: ${said}`);
    show(said, answer);
  };
  define(realm, "alert", (text?: unknown) => asked("alert", text, ""));
  define(realm, "confirm", (text?: unknown) => {
    asked("confirm", text, "The preview answered OK.");
    return true;
  });
  define(realm, "prompt", (text?: unknown, preset?: unknown) => {
    const answer = String(preset ?? "") || SAMPLE;
    asked("prompt", text, `The preview answered “${answer.slice(0, 80)}”.`);
    return answer;
  });
  define(realm, "print", () => outside.used("print"));
}

function noteBoard(document: Document): (text: string, answer: string) => void {
  let host: HTMLElement | null = null;
  let board: ShadowRoot | null = null;
  return (text, answer) => {
    if (!host || !board) {
      host = document.createElement("atelier-notes");
      board = host.attachShadow({ mode: "closed" });
      board.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
    }
    if (!host.isConnected) document.documentElement.append(host);
    const note = document.createElement("p");
    note.setAttribute("role", "status");
    note.textContent = text;
    if (answer) note.append(Object.assign(document.createElement("small"), { textContent: answer }));
    note.addEventListener("click", () => note.remove());
    board.append(note);
    for (const oldest of [...board.querySelectorAll("p")].slice(0, -MAX_NOTES)) oldest.remove();
    setTimeout(() => note.remove(), SHOWN_MS);
  };
}
