/** Uses what is mounted as a person would try it out: clicks what can be clicked, types where one can type, submits. */
import * as clock from "./clock.mjs";
import { fail, fault, mount, settle } from "./stage.mjs";

const MOST_ACTS = 60;
const MOST_NAMES = 3; // a counter has another one each time
const AFTER_MS = 40; // virtual time that an act gets to show
const TAGS = new Set(["button", "input", "textarea", "select", "summary"]);
const ROLES = new Set(["button", "tab", "switch", "checkbox", "radio", "menuitem", "option", "combobox"]);
const TYPED = {
  number: "3",
  range: "3",
  email: "ada@example.com",
  url: "https://example.com",
  tel: "5550100",
  date: "2030-01-02",
  time: "10:30",
  month: "2030-01",
  week: "2030-W01",
  "datetime-local": "2030-01-02T10:30",
  color: "#336699",
};
const CLICKED = ["checkbox", "radio", "button", "submit", "reset", "image"];
const LEFT_ALONE = ["file", "hidden"];

/**
 * @param {() => boolean} [enough] whether there is time for no other act
 * @returns {Promise<{ acts: number, all: boolean }>} how many acts were tried, and whether none was left
 */
export async function use(enough = () => false) {
  await mount();
  // What an element was called when it was tried: one that says something else now may do something else.
  const tried = new WeakMap();
  let acts = 0;
  const more = () => acts < MOST_ACTS && fault() === null && !enough();
  const tryOut = async (name, act) => {
    acts += 1;
    try {
      act();
    } catch (error) {
      blame(name, error);
    }
    await settle(clock.now + AFTER_MS);
    blame(name, null);
  };
  const next = () =>
    firstBelow(
      document.body,
      (element) => usable(element) && !element.disabled && !LEFT_ALONE.includes(element.type) && isNew(tried.get(element), nameOf(element)),
    );
  let element = next();
  for (; element && more(); element = next()) {
    const found = element;
    tried.set(found, [...(tried.get(found) ?? []), nameOf(found)]);
    await tryOut(nameOf(found), () => actOn(found));
  }
  let all = element === null;
  for (const form of document.querySelectorAll("form"))
    if (more()) await tryOut("Submitting the form", () => form.requestSubmit());
    else all = false;
  return { acts, all };
}

/** A selector would be compiled and asked of every element anew, which in the VM takes longer than the act. */
function usable(element) {
  const { localName: tag } = element;
  if (TAGS.has(tag) || (tag === "a" && element.hasAttribute("href"))) return true;
  return ROLES.has(element.getAttribute("role")) || element.getAttribute("contenteditable") === "true";
}

function firstBelow(root, wanted) {
  for (let element = root.firstElementChild; element; ) {
    if (wanted(element)) return element;
    let next = element.firstElementChild;
    for (let above = element; !next && above && above !== root; above = above.parentNode) next = above.nextElementSibling;
    element = next;
  }
  return null;
}

const isNew = (names = [], name) => names.length < MOST_NAMES && !names.includes(name);

/** What was being done when the first fault came. @type {string} */
export let during = "";

function blame(name, error) {
  if (error !== null) fail(error);
  if (during === "" && fault() !== null) during = name;
}

function actOn(element) {
  const tag = element.localName;
  if (tag === "select") return choose(element);
  if (tag === "textarea") return type(element, "Some words");
  if (tag === "input" && !CLICKED.includes(element.type)) return type(element, TYPED[element.type] ?? "Some words");
  click(element);
}

function click(element) {
  const how = { bubbles: true, cancelable: true, composed: true, button: 0, buttons: 1, detail: 1, clientX: 5, clientY: 5 };
  element.dispatchEvent(new PointerEvent("pointerdown", { ...how, pointerId: 1, pointerType: "mouse", isPrimary: true }));
  element.dispatchEvent(new MouseEvent("mousedown", how));
  element.focus?.();
  element.dispatchEvent(new PointerEvent("pointerup", { ...how, buttons: 0, pointerId: 1, pointerType: "mouse", isPrimary: true }));
  element.dispatchEvent(new MouseEvent("mouseup", { ...how, buttons: 0 }));
  if (element.isConnected) element.click();
}

/** By the setter of the element's own class: React watches the element's. */
function write(element, value) {
  const own = Object.getPrototypeOf(element);
  Object.getOwnPropertyDescriptor(own, "value")?.set.call(element, value);
  element.dispatchEvent(new Event("input", { bubbles: true }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

function type(element, text) {
  if (element.readOnly) return;
  element.focus();
  element.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true, cancelable: true }));
  write(element, text);
  element.dispatchEvent(new KeyboardEvent("keyup", { key: "a", bubbles: true, cancelable: true }));
}

function choose(element) {
  const options = [...element.options].filter((option) => !option.disabled);
  if (options.length > 0) write(element, options[options.length - 1].value);
}

function nameOf(element) {
  const said = element.getAttribute("aria-label") || element.textContent.trim() || element.placeholder || element.name || element.type;
  const act = element.localName === "select" ? "Choosing in" : /^(?:textarea|input)$/.test(element.localName) && !CLICKED.includes(element.type) ? "Typing in" : "Clicking";
  return `${act} ${said ? `“${String(said).slice(0, 40)}”` : `<${element.localName}>`}`;
}
