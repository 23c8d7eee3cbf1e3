// Owns forms. A frame sandboxed without allow-forms never fires `submit`, so a component's onSubmit would be dead. Here a
// click on a submit button, or Enter in a field, checks the form as a browser does and fires the event; nothing is ever sent.

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

export function submitForms(window: Window): void {
  window.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest?.<HTMLButtonElement | HTMLInputElement>(
      "button, input",
    );
    if (!button?.form || event.defaultPrevented || button.disabled) return;
    if (button.type === "submit" || button.type === "image") {
      event.preventDefault();
      submit(button.form, button);
    } else if (button.type === "reset") {
      event.preventDefault();
      button.form.reset();
    }
  });
  window.addEventListener("keydown", (event) => {
    const field = event.target as HTMLInputElement | null;
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    if (field?.tagName !== "INPUT" || !field.form || !TYPED.has(field.type)) return;
    event.preventDefault();
    const button = submitter(field.form);
    if (button) button.click();
    else submit(field.form, null);
  });
  for (const name of ["submit", "requestSubmit"] as const) {
    Object.defineProperty(HTMLFormElement.prototype, name, {
      value(this: HTMLFormElement) {
        if (name === "requestSubmit") submit(this, null);
      },
    });
  }
}
