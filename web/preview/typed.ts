// Owns what a person typed into the page while it streams. Shells keep it across swaps; where an element had to be built anew
// all the same, its text, focus and caret are carried to the field that took its place.

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Held {
  field: Field;
  sign: string;
  value: string;
  focused: boolean;
  caret: [number, number] | null;
}

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

  constructor(private readonly root: Element) {
    root.addEventListener(
      "input",
      (event) => {
        if (event.isTrusted && isField(event.target)) this.fields.add(event.target);
      },
      true,
    );
  }

  /** The fields that a person wrote into, as they are before a swap. */
  hold(): Held[] {
    if (this.fields.size === 0) return [];
    const all = signs(this.root);
    return [...this.fields]
      .filter((field) => field.isConnected && field.type !== "checkbox" && field.type !== "radio")
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

  /** After the swap: what is gone is written into its successor, as if typed. */
  giveBack(held: readonly Held[]): void {
    const lost = held.filter(({ field }) => !field.isConnected);
    if (lost.length === 0) return;
    const now = new Map([...signs(this.root)].map(([field, sign]) => [sign, field]));
    for (const { field, sign, value, focused, caret } of lost) {
      const next = now.get(sign) ?? this.onlyLike(field, [...now.values()]);
      this.fields.delete(field);
      if (!next) continue;
      this.fields.add(next);
      if (next.value !== value) {
        const owner =
          next instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
        Object.getOwnPropertyDescriptor(owner, "value")?.set?.call(next, value);
        next.dispatchEvent(new Event("input", { bubbles: true }));
      }
      if (focused) next.focus({ preventScroll: true });
      if (focused && caret) next.setSelectionRange(...caret);
    }
  }
}
