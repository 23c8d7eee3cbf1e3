// Owns the focus: a component that focuses a field by itself must not take the keyboard from the page around the frame. It may
// once a person has clicked or typed in the frame, until the frame loses the focus. What gets round this (a jump to a fragment)
// the page takes back (src/keep-focus.ts). `hasFocus` alone is not asked: under automation it is always true.

import { define } from "./define";
import type { Realm } from "./outside";

type Focusing = (this: HTMLElement, ...values: unknown[]) => unknown;

export function guardFocus(realm: Realm): void {
  let inside = false;
  const enter = (event: Event) => {
    inside ||= event.isTrusted;
  };
  for (const kind of ["pointerdown", "keydown"]) realm.addEventListener(kind, enter, true);
  realm.addEventListener("blur", (event) => {
    if (event.target === realm) inside = false;
  });
  const may = () =>
    realm.document.hasFocus() && (inside || realm.navigator.userActivation?.isActive === true);

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
  for (const owner of [realm.HTMLElement.prototype, realm.SVGElement.prototype, realm])
    guard(owner, "focus", nothing);
  for (const owner of [realm.HTMLInputElement, realm.HTMLTextAreaElement])
    guard(owner.prototype, "select", nothing);
  // Shown all the same, but not as a modal one: its opening moves the focus.
  for (const name of ["showModal", "show"]) guard(realm.HTMLDialogElement?.prototype, name, () => open);
  for (const name of ["showPopover", "togglePopover"])
    guard(realm.HTMLElement.prototype, name, withoutAutofocus);
}

function open(this: HTMLElement): void {
  this.setAttribute("open", "");
}

function withoutAutofocus(real: Focusing): Focusing {
  return function (this: HTMLElement, ...values) {
    const wants = [this, ...this.querySelectorAll("[autofocus]")].filter((each) =>
      each.hasAttribute("autofocus"),
    );
    for (const each of wants) each.removeAttribute("autofocus");
    const result = real.apply(this, values);
    for (const each of wants) each.setAttribute("autofocus", "");
    return result;
  };
}
