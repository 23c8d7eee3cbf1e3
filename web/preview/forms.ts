// Owns forms. A frame sandboxed without allow-forms never fires `submit`, so a component's onSubmit would be dead. Here a
// click on a submit button, or Enter in a field, checks the form as a browser does and fires the event; nothing is ever sent.

import { instead } from "./neutral/instead";

const TYPED = new Set([
  "text",
  "email",
  "password",
  "search",
  "tel",
  "url",
  "number",
  "date",
  "time",
  "month",
  "week",
]);

function submitter(form: HTMLFormElement): HTMLButtonElement | HTMLInputElement | undefined {
  for (const element of form.elements) {
    const button = element as HTMLButtonElement | HTMLInputElement;
    if (button.type === "submit" && !button.disabled) return button;
  }
  return undefined;
}

function submit(form: HTMLFormElement, by: HTMLElement | null): void {
  const skipsChecks = form.noValidate || (by instanceof HTMLButtonElement && by.formNoValidate);
  if (!skipsChecks && !form.reportValidity()) return;
  form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true, submitter: by }));
}

const isButton = (node: unknown): node is HTMLButtonElement | HTMLInputElement =>
  node instanceof HTMLButtonElement || node instanceof HTMLInputElement;

export function submitForms(window: Window): void {
  window.addEventListener(
    "click",
    (event) => {
      const button = event.composedPath().find(isButton);
      const { form } = button ?? {};
      if (!button || !form || button.disabled) return;
      if (button.type === "submit" || button.type === "image") instead(event, () => submit(form, button));
      else if (button.type === "reset") instead(event, () => form.reset());
    },
    true,
  );
  window.addEventListener("keydown", (event) => {
    const field = event.target as HTMLInputElement | null;
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    if (field?.tagName !== "INPUT" || !field.form || !TYPED.has(field.type)) return;
    event.preventDefault();
    const button = submitter(field.form);
    if (button) button.click();
    else submit(field.form, null);
  });
  window.addEventListener("submit", (event) => event.preventDefault());
  for (const name of ["submit", "requestSubmit"] as const) {
    Object.defineProperty(HTMLFormElement.prototype, name, {
      value(this: HTMLFormElement) {
        if (name === "requestSubmit") submit(this, null);
      },
    });
  }
}
