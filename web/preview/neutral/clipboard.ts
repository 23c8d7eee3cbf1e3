// Owns the stand-in for the clipboard: text goes to the page, which copies it after a click; nothing can be read.

import { define } from "./define";
import { type Outside, Unavailable } from "./outside";

export function installClipboard(outside: Outside): void {
  const { realm } = outside;
  const copy = (text: string) => {
    outside.used("clipboard");
    if (!outside.activated) throw new Unavailable("The preview copies to the clipboard only after a click.");
    outside.say({ type: "copy", text });
  };
  const refuse = async () => {
    outside.used("clipboard");
    throw new Unavailable("The preview cannot read the clipboard.");
  };
  define(
    realm.navigator,
    "clipboard",
    Object.freeze({
      writeText: async (text: unknown) => copy(String(text)),
      write: async (items: ClipboardItem[]) => {
        const item = items.find(({ types }) => types.includes("text/plain"));
        copy(item ? await (await item.getType("text/plain")).text() : "");
      },
      read: refuse,
      readText: refuse,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }),
  );
  const { execCommand } = realm.Document.prototype;
  const calls = {
    execCommand(this: Document, name: string, ...rest: unknown[]) {
      if (!/^(?:copy|cut|paste)$/i.test(name))
        return execCommand?.apply(this, [name, ...rest] as [string]) ?? false;
      if (/^paste$/i.test(name) || !outside.activated) return false;
      copy(selected(realm));
      return true;
    },
  };
  define(realm.Document.prototype, "execCommand", calls.execCommand);
}

function selected({ document }: Window): string {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? undefined);
  return String(document.getSelection() ?? "");
}
