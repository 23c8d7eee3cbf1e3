// Owns the focus: a component that focuses a field by itself must not take the keyboard from the page around the frame. It may
// once the frame has the focus, or a person has just acted in it.

import { define } from "./define";
import type { Realm } from "./outside";

type Focusing = (this: HTMLElement, ...values: unknown[]) => unknown;

export function guardFocus(realm: Realm): void {
  const may = () => realm.document.hasFocus() || realm.navigator.userActivation?.isActive === true;
  const guard = (owner: object, name: string, otherwise: Focusing) => {
    const real = (owner as Record<string, unknown>)[name] as Focusing | undefined;
    if (!real) return;
    const guarded = {
      [name](this: HTMLElement, ...values: unknown[]) {
        return (may() ? real : otherwise).apply(this, values);
      },
    };
    define(owner, name, guarded[name]);
  };
  const nothing: Focusing = () => undefined;
  guard(realm.HTMLElement.prototype, "focus", nothing);
  guard(realm.SVGElement.prototype, "focus", nothing);
  guard(realm, "focus", nothing);
  guard(realm.HTMLInputElement.prototype, "select", nothing);
  guard(realm.HTMLTextAreaElement.prototype, "select", nothing);
  const dialog = realm.HTMLDialogElement?.prototype;
  // Shown all the same, but not as a modal one, whose opening moves the focus.
  if (dialog)
    guard(dialog, "showModal", function (this: HTMLElement) {
      this.setAttribute("open", "");
    });
}
