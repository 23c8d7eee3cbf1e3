/**
 * Keeps the keyboard where a person types: the frame runs hostile code, and there are ways to take the focus that no
 * script in it can forbid. Called once by main.tsx.
 */

const TYPING_MS = 1_000;

/** A field in which somebody has just typed gets the focus back when a frame takes it and nobody pointed or tabbed there. */
export function keepFocus(window: Window): void {
  let field: HTMLElement | null = null;
  let typed_at = Number.NEGATIVE_INFINITY;
  let over: EventTarget | null = null;
  window.addEventListener(
    "keydown",
    ({ key, target, timeStamp }) => {
      field = key !== "Tab" && target instanceof HTMLElement ? target : null;
      typed_at = timeStamp;
    },
    true,
  );
  window.addEventListener("pointerdown", () => {
    field = null;
  });
  window.addEventListener("pointerover", ({ target }) => {
    over = target;
  });
  window.addEventListener("blur", ({ timeStamp }) => {
    const taker = window.document.activeElement;
    if (!(taker instanceof HTMLIFrameElement) || taker === over || timeStamp - typed_at > TYPING_MS) return;
    field?.focus({ preventScroll: true });
  });
}
