/**
 * Fields, forms and the focus, as far as components ask for them: what was typed, ticked and chosen, what a click on a
 * box, a label or a button sets off, which form is sent. linkedom knows attributes only.
 */
import { onClick } from "./events.mjs";
import { document } from "./page.mjs";
import { Pairs } from "./pairs.mjs";

const { Event, FocusEvent, SubmitEvent, HTMLElement } = globalThis;
const bubbling = { bubbles: true };
const typed = new WeakMap();
const ticked = new WeakMap();
const chosen = new WeakMap();
const TICKS = ["checkbox", "radio"];
const SENDS = ["submit", "image"];
const CONTROLS = "input,button,select,textarea,output,fieldset";
const LABELED = "input:not([type=hidden]),button,select,textarea,output,meter,progress";

/** @param {string} tag @param {object} members as in a class */
const give = (tag, members) => giveTo(tag === "*" ? HTMLElement.prototype : Object.getPrototypeOf(document.createElement(tag)), members);
function giveTo(prototype, members) {
  for (const name of Reflect.ownKeys(members))
    Object.defineProperty(prototype, name, { ...Object.getOwnPropertyDescriptor(members, name), enumerable: false, configurable: true });
}

/** A property that stands for an attribute which is there or not. */
const flags = (...names) =>
  Object.defineProperties(
    {},
    Object.fromEntries(
      names.map((name) => [
        name,
        {
          get() {
            return this.hasAttribute(name.toLowerCase());
          },
          set(on) {
            this.toggleAttribute(name.toLowerCase(), Boolean(on));
          },
          configurable: true,
        },
      ]),
    ),
  );
for (const tag of ["input", "textarea", "select"]) give(tag, flags("required", "readOnly", "multiple", "disabled", "autofocus"));

give("input", {
  get type() {
    return (this.getAttribute("type") || "text").toLowerCase();
  },
  set type(type) {
    this.setAttribute("type", type);
  },
  get value() {
    if (this.type === "file") return "";
    if (TICKS.includes(this.type)) return this.getAttribute("value") ?? "on";
    return typed.get(this) ?? this.getAttribute("value") ?? "";
  },
  set value(value) {
    if (TICKS.includes(this.type)) this.setAttribute("value", value);
    else typed.set(this, String(value ?? ""));
  },
  get defaultValue() {
    return this.getAttribute("value") ?? "";
  },
  set defaultValue(value) {
    this.setAttribute("value", value);
  },
  get checked() {
    return ticked.get(this) ?? this.hasAttribute("checked");
  },
  set checked(on) {
    tick(this, Boolean(on));
  },
  get defaultChecked() {
    return this.hasAttribute("checked");
  },
  set defaultChecked(on) {
    this.toggleAttribute("checked", Boolean(on));
  },
  get valueAsNumber() {
    return this.value === "" ? Number.NaN : Number(this.value);
  },
  get files() {
    return this.type === "file" ? [] : null;
  },
});
/** The caret stands behind what was typed. */
const caret = {
  get selectionStart() {
    return this.value.length;
  },
  set selectionStart(_at) {},
  get selectionEnd() {
    return this.value.length;
  },
  set selectionEnd(_at) {},
  selectionDirection: "none",
  select() {},
  setSelectionRange() {},
  setRangeText(text, start = this.selectionStart, end = this.selectionEnd) {
    this.value = this.value.slice(0, start) + text + this.value.slice(end);
  },
};
for (const tag of ["input", "textarea"]) give(tag, caret);
give("textarea", {
  type: "textarea",
  get value() {
    return typed.get(this) ?? this.textContent;
  },
  set value(value) {
    typed.set(this, String(value ?? ""));
  },
  get defaultValue() {
    return this.textContent;
  },
  set defaultValue(value) {
    this.textContent = value;
  },
});
give("button", {
  get type() {
    return (this.getAttribute("type") || "submit").toLowerCase();
  },
  set type(type) {
    this.setAttribute("type", type);
  },
});
give("select", {
  get type() {
    return this.multiple ? "select-multiple" : "select-one";
  },
  get selectedOptions() {
    return this.options.filter((option) => option.selected);
  },
  get selectedIndex() {
    return this.options.findIndex((option) => option.selected);
  },
  set selectedIndex(at) {
    this.options.forEach((option, i) => chosen.set(option, i === at));
  },
  get value() {
    return this.selectedOptions[0]?.value ?? "";
  },
  set value(value) {
    this.selectedIndex = this.options.findIndex((option) => option.value === String(value));
  },
  get length() {
    return this.options.length;
  },
  [Symbol.iterator]() {
    return this.options.values();
  },
});
give("option", {
  get value() {
    return this.getAttribute("value") ?? this.text;
  },
  set value(value) {
    this.setAttribute("value", value);
  },
  get text() {
    return this.textContent.trim();
  },
  get label() {
    return this.getAttribute("label") ?? this.text;
  },
  get index() {
    return this.closest("select")?.options.indexOf(this) ?? 0;
  },
  get selected() {
    const select = this.closest("select");
    const is = (option) => chosen.get(option) ?? option.hasAttribute("selected");
    if (is(this) || select === null || select.multiple) return is(this);
    // Of a list in which nothing is chosen, the first shows.
    return !select.options.some(is) && select.options.find((option) => !option.disabled) === this;
  },
  set selected(on) {
    const select = this.closest("select");
    if (on && select && !select.multiple) for (const option of select.options) chosen.set(option, false);
    chosen.set(this, Boolean(on));
  },
});
give("option", flags("disabled"));

function tick(input, on) {
  if (on && input.type === "radio")
    for (const other of (input.form ?? document).querySelectorAll('input[type="radio"]'))
      if (other !== input && other.name === input.name) ticked.set(other, false);
  ticked.set(input, on);
}

const owner = {
  get form() {
    const named = this.getAttribute("form");
    return named ? document.getElementById(named) : this.closest("form");
  },
  get labels() {
    const labels = document.querySelectorAll("label");
    return [...labels].filter((label) => label.control === this);
  },
  get willValidate() {
    return !this.disabled;
  },
  get validity() {
    return { valid: holds(this), valueMissing: !holds(this) };
  },
  validationMessage: "",
};
for (const tag of CONTROLS.split(",")) give(tag, owner);
give("label", {
  get htmlFor() {
    return this.getAttribute("for") ?? "";
  },
  set htmlFor(id) {
    this.setAttribute("for", id);
  },
  get control() {
    if (!this.htmlFor) return this.querySelector(LABELED);
    const named = document.getElementById(this.htmlFor);
    return named?.matches(LABELED) ? named : null;
  },
});

/** Whether what must be filled in is. */
const holds = (control) => !control.required || control.disabled || (TICKS.includes(control.type) ? control.checked : control.value !== "");

give("*", {
  checkValidity() {
    const wrong = (this.elements ?? [this]).filter((control) => !holds(control));
    for (const control of wrong) control.dispatchEvent(new Event("invalid", { cancelable: true }));
    return wrong.length === 0;
  },
  reportValidity() {
    return this.checkValidity();
  },
  setCustomValidity() {},
});
give("form", {
  get elements() {
    const all = [...document.querySelectorAll(CONTROLS)].filter((control) => control.form === this);
    for (const control of [...all].reverse()) for (const name of [control.name, control.id]) if (name) all[name] = control;
    return Object.assign(all, { namedItem: (name) => all[name] ?? null });
  },
  get length() {
    return this.elements.length;
  },
  [Symbol.iterator]() {
    return this.elements.values();
  },
  submit() {},
  requestSubmit(submitter = null) {
    if (!this.hasAttribute("novalidate") && !this.checkValidity()) return;
    this.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true, submitter }));
  },
  reset() {
    if (!this.dispatchEvent(new Event("reset", { bubbles: true, cancelable: true }))) return;
    for (const control of this.elements) {
      typed.delete(control);
      ticked.delete(control);
      if (control.localName === "select") for (const option of control.options) chosen.delete(option);
    }
  },
});

const changed = (element) => {
  element.dispatchEvent(new Event("input", bubbling));
  element.dispatchEvent(new Event("change", bubbling));
};
onClick((element) => {
  const { localName: tag, type } = element;
  if (tag !== "input" && tag !== "button") return null;
  if (element.disabled) return {};
  if (tag === "input" && TICKS.includes(type)) {
    const before = element.checked;
    if (type === "radio" && before) return {};
    const others = [...document.querySelectorAll('input[type="radio"]')].filter((other) => other.name === element.name && other.checked);
    tick(element, !before);
    const undo = () => {
      tick(element, before);
      for (const other of others) tick(other, true);
    };
    return { undo, then: () => changed(element) };
  }
  if (SENDS.includes(type)) return { then: () => element.form?.requestSubmit(element) };
  return type === "reset" ? { then: () => element.form?.reset() } : {};
});
onClick((element, target) => {
  if (element.localName === "label")
    return {
      then() {
        const { control } = element;
        // Its own click comes by here as well, where it lies in its label.
        if (control && !control.contains(target)) control.click();
      },
    };
  if (element.localName === "summary" && element.parentNode?.localName === "details")
    return {
      then() {
        element.parentNode.toggleAttribute("open");
        element.parentNode.dispatchEvent(new Event("toggle"));
      },
    };
  return null;
});
const { MouseEvent } = globalThis;
give("*", {
  click() {
    if (!this.disabled) this.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, detail: 1 }));
  },
});

let active = null;
const REACHED = /^(?:input|button|select|textarea|summary|iframe)$/;
/** Whether the Tab key stops at it. */
const isReached = (element) =>
  REACHED.test(element.localName) || (element.localName === "a" && element.hasAttribute("href")) || element.hasAttribute("contenteditable");
const takesFocus = (element) => element.isConnected && !element.disabled && (element.hasAttribute("tabindex") || isReached(element));
function move(to) {
  const from = active;
  if (from === to) return;
  active = to;
  if (from?.isConnected) for (const type of ["blur", "focusout"]) from.dispatchEvent(new FocusEvent(type, { bubbles: type === "focusout", relatedTarget: to }));
  if (to !== null && active === to)
    for (const type of ["focus", "focusin"]) to.dispatchEvent(new FocusEvent(type, { bubbles: type === "focusin", relatedTarget: from }));
}
const focusing = {
  get tabIndex() {
    return this.hasAttribute("tabindex") ? Number(this.getAttribute("tabindex")) || 0 : isReached(this) ? 0 : -1;
  },
  set tabIndex(at) {
    this.setAttribute("tabindex", at);
  },
  focus() {
    if (takesFocus(this)) move(this);
  },
  blur() {
    if (active === this) move(null);
  },
};
give("*", focusing);
giveTo(globalThis.SVGElement.prototype, focusing);
Object.defineProperty(document, "activeElement", { get: () => (active?.isConnected ? active : document.body), configurable: true });

const open = {
  show() {
    this.setAttribute("open", "");
  },
  showModal() {
    this.setAttribute("open", "");
  },
  close(value) {
    if (!this.hasAttribute("open")) return;
    if (value !== undefined) this.returnValue = String(value);
    this.removeAttribute("open");
    this.dispatchEvent(new Event("close"));
  },
};
give("dialog", { ...open, returnValue: "" });
for (const tag of ["dialog", "details"]) give(tag, flags("open"));

/** What a form sends. */
class FormData extends Pairs {
  constructor(form) {
    super();
    for (const control of form?.elements ?? []) {
      if (!control.name || control.disabled || ["button", "fieldset", "output"].includes(control.localName)) continue;
      if (TICKS.includes(control.type) && !control.checked) continue;
      const values = control.localName === "select" ? control.selectedOptions.map((option) => option.value) : [control.value];
      for (const value of values) this.append(control.name, value);
    }
  }
  append(name, value) {
    super.append(name, typeof value === "object" ? value : String(value));
  }
}
Object.defineProperty(globalThis, "FormData", { value: FormData, writable: true, configurable: true });
