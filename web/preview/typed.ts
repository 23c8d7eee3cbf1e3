// Owns what a person typed into the page while it streams. Shells keep it across swaps; where an element had to be built anew
// all the same, its text, focus and caret are carried to the field that took its place, in whichever version that comes.

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Held {
  field: Field;
  sign: string;
  value: string;
  focused: boolean;
  caret: [number, number] | null;
}

/** What these hold nobody typed; a chosen file cannot be written at all. */
const UNTYPED = new Set(["checkbox", "radio", "file", "hidden", "submit", "button", "reset", "image"]);

const isField = (node: unknown): node is Field =>
  node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement;

/** Fields that look the same are told apart by their order. */
function signs(root: Element): Map<Field, string> {
  const counts = new Map<string, number>();
  const found = new Map<Field, string>();
  for (const field of root.querySelectorAll<Field>("input,textarea")) {
    const look = [field.tagName, field.type, field.name, field.placeholder].join("|");
    const count = counts.get(look) ?? 0;
    counts.set(look, count + 1);
    found.set(field, `${look}|${count}`);
  }
  return found;
}

export class Typed {
  private readonly fields = new Set<Field>();
  /** Of fields that are gone, and whose successor has not come. */
  private waiting: Held[] = [];

  constructor(private readonly root: Element) {
    root.addEventListener("input", (event) => event.isTrusted && this.wrote(event.target), true);
  }

  /** A person wrote into `field`. */
  wrote(field: unknown): void {
    if (isField(field)) this.fields.add(field);
  }

  /** The fields that a person wrote into, as they are before a swap. */
  hold(): Held[] {
    if (this.fields.size === 0) return [];
    const all = signs(this.root);
    return [...this.fields]
      .filter((field) => field.isConnected && !UNTYPED.has(field.type))
      .map((field) => ({
        field,
        sign: all.get(field) ?? "",
        value: field.value,
        focused: document.activeElement === field,
        caret:
          field.selectionStart === null
            ? null
            : [field.selectionStart, field.selectionEnd ?? field.selectionStart],
      }));
  }

  /** Where all else has changed: the one field of that kind, if nobody has written into it. */
  private onlyLike(field: Field, all: Field[]): Field | undefined {
    const alike = all.filter((each) => each.tagName === field.tagName && each.type === field.type);
    const [only] = alike;
    return alike.length === 1 && only && !this.fields.has(only) ? only : undefined;
  }

  /** After the swap: what is gone is written into its successor, as if typed. In the last version what has none is given up. */
  giveBack(held: readonly Held[], isLast: boolean): void {
    const lost = [...this.waiting, ...held.filter(({ field }) => !field.isConnected)];
    this.waiting = [];
    if (lost.length === 0) return;
    const now = new Map([...signs(this.root)].map(([field, sign]) => [sign, field]));
    for (const each of lost) {
      const next = now.get(each.sign) ?? this.onlyLike(each.field, [...now.values()]);
      this.fields.delete(each.field);
      if (next && !this.fields.has(next)) this.write(each, next);
      else if (!isLast) this.waiting.push(each);
    }
  }

  private write({ value, focused, caret }: Held, next: Field): void {
    this.fields.add(next);
    if (next.value !== value) {
      const owner =
        next instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
      Object.getOwnPropertyDescriptor(owner, "value")?.set?.call(next, value);
      next.dispatchEvent(new Event("input", { bubbles: true }));
    }
    // Somebody may have gone elsewhere while the field was away.
    const { activeElement, body } = document;
    if (!focused || (activeElement && activeElement !== body && activeElement !== next)) return;
    next.focus({ preventScroll: true });
    if (caret) next.setSelectionRange(...caret);
  }
}
