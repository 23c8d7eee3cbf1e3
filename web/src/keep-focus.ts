/**
 * The keyboard stays with the person: a component in the frame must not take it from the page.
 *
 * Focus that went to the frame without a click or the Tab key comes back to the field that had it, and is told to
 * `taken`. Called by frame.tsx; the frame's own guard (neutral/focus.ts) is the first barrier, this one is out of its reach.
 */

/** Later than this a jump into the frame is taken for a person's, who may use other means than a pointer. */
const ATTENTION_MS = 60_000;
const LOOK_MS = 10;
const LOOKS = 50;

const isField = (target: unknown): target is HTMLElement =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

/** Watches the window until the result is called. `frame` is the iframe as it is now. */
export function keepFocus(
  frame: () => HTMLIFrameElement | null,
  taken: () => void,
  now: () => number = () => performance.now(),
): () => void {
  const listening = new AbortController();
  let field = isField(document.activeElement) ? document.activeElement : null;
  let actedAt = Number.NEGATIVE_INFINITY;
  let over = false;
  let tabbing = false;
  const listen = <K extends keyof WindowEventMap>(type: K, hear: (event: WindowEventMap[K]) => void) =>
    window.addEventListener(type, hear, { capture: true, signal: listening.signal });

  listen("keydown", (event) => {
    tabbing = event.key === "Tab";
    actedAt = now();
  });
  for (const type of ["pointerover", "pointermove", "pointerdown"] as const)
    listen(type, (event) => {
      const element = frame();
      if (!element) return;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const { clientX: x, clientY: y } = event;
      over = x >= left && x <= right && y >= top && y <= bottom;
      if (type !== "pointerdown") return;
      actedAt = now();
      tabbing = false;
    });
  listen("focusin", ({ target }) => {
    if (target !== frame()) field = isField(target) ? target : null;
  });
  /** While it leaves, the focus is nowhere: that it went to the frame, and not to another window, is seen later. */
  const takeBack = (looks: number, waitMs: number) =>
    setTimeout(() => {
      if (over || field === null || listening.signal.aborted) return;
      if (!document.hasFocus()) {
        if (looks > 1) takeBack(looks - 1, LOOK_MS);
        return;
      }
      window.focus();
      field.blur();
      field.focus({ preventScroll: true });
      taken();
    }, waitMs);

  listen("blur", ({ target, currentTarget }) => {
    if (target !== currentTarget || over || tabbing || now() - actedAt > ATTENTION_MS) return;
    takeBack(LOOKS, 0);
  });
  return () => listening.abort();
}
