// Owns the focus: a component that focuses a field by itself must not take the keyboard from the page around the frame. It may
// once a person has clicked or typed in the frame, until the frame loses the focus. What gets round it (a jump to a fragment by
// document.location), the page takes back (web/src/keep-focus.ts). `hasFocus` alone is not asked: under automation it is always true.

import { define } from "./define";
import type { Realm } from "./outside";

/** For so long after a click or a key in the frame its focus is the person's wish. */
const ACT_MS = 1_000;

type Focusing = (this: HTMLElement, ...values: unknown[]) => unknown;

export function guardFocus(realm: Realm): void {
  let inside = false;
  let actedAt = Number.NEGATIVE_INFINITY;
  const enter = (event: Event) => {
    if (!event.isTrusted) return;
    inside = true;
    actedAt = event.timeStamp;
  };
  for (const kind of ["pointerdown", "keydown"]) realm.addEventListener(kind, enter, true);
  realm.addEventListener("blur", (event) => {
    if (event.target === realm) inside = false;
  });
  // A menu that opens as the pointer goes down takes the focus before the frame has it, and keeps the frame from getting it otherwise.
  const may = () =>
    realm.performance.now() - actedAt < ACT_MS ||
    (realm.document.hasFocus() && (inside || realm.navigator.userActivation?.isActive === true));

  const guard = (owner: object | undefined, name: string, otherwise: (real: Focusing) => Focusing) => {
    const real = owner && ((owner as Record<string, unknown>)[name] as Focusing | undefined);
    if (!real) return;
    const unfocused = otherwise(real);
    const guarded = {
      [name](this: HTMLElement, ...values: unknown[]) {
        return (may() ? real : unfocused).apply(this, values);
      },
    };
    define(owner, name, guarded[name]);
  };
  const nothing = () => () => undefined;
  const maths = (realm as unknown as { MathMLElement?: { prototype: object } }).MathMLElement?.prototype;
  for (const owner of [realm.HTMLElement.prototype, realm.SVGElement.prototype, maths, realm])
    guard(owner, "focus", nothing);
  for (const owner of [realm.HTMLInputElement, realm.HTMLTextAreaElement])
    guard(owner.prototype, "select", nothing);
  // Opened all the same, but inert while it opens: what is inert is given no focus.
  for (const name of ["showModal", "show"]) guard(realm.HTMLDialogElement?.prototype, name, inertly);
  for (const name of ["showPopover", "togglePopover", "hidePopover"])
    guard(realm.HTMLElement.prototype, name, inertly);
  // A button that opens its dialog by `command`: opened by us instead, as above.
  realm.addEventListener(
    "command",
    (event) => {
      if (may()) return;
      const { command } = event as Event & { command?: string };
      const { target } = event;
      event.preventDefault();
      if (command === "show-modal" && target instanceof realm.HTMLDialogElement) target.showModal();
      if (/^(?:show|toggle)-popover$/.test(command ?? "") && target instanceof realm.HTMLElement)
        target.showPopover();
    },
    true,
  );
  guard(realm.HTMLLabelElement.prototype, "click", () => clickControl);
}

/** A label's own click also focuses its field. */
function clickControl(this: HTMLElement): void {
  const { control } = this as HTMLLabelElement;
  if (control && /^(?:checkbox|radio)$/.test((control as HTMLInputElement).type)) control.click();
}

function inertly(real: Focusing): Focusing {
  return function (this: HTMLElement, ...values) {
    const { inert } = this;
    this.inert = true;
    try {
      return real.apply(this, values);
    } finally {
      this.inert = inert;
    }
  };
}
