/** Which key presses are meant for the page: app.tsx and composer.tsx ask. */

/** An input method's own: it ends what is being composed. Safari tells it by the code alone. */
export const isComposing = ({ isComposing, keyCode }: KeyboardEvent): boolean =>
  isComposing || keyCode === 229;

/** Where Escape closes, empties or leaves something of its own. */
const OWN_ESCAPE = "dialog, select, input[type=search], [role=menu]";

/** Escape that nothing else answers. A key that is held down was meant for what it closed first. */
export function isEscape(event: KeyboardEvent): boolean {
  if (event.key !== "Escape" || event.repeat || event.defaultPrevented || isComposing(event)) return false;
  const own = event.target instanceof Element && event.target.closest(OWN_ESCAPE) !== null;
  return !own && document.querySelector("dialog[open]") === null;
}
