/**
 * The keyboard stays with the person: a component in the frame must not take it while they type into the page.
 *
 * While keys go to a field of the page the frame is inert, so that nothing in it can be focused; the pointer over it
 * ends that at once. In the pauses between, focus that went to the frame without a click or Tab comes back to the
 * field. Called by frame.tsx; the frame's own guard (neutral/focus.ts) is the first barrier, this one is not in its reach.
 */
const TYPING_MS = 1_500;
/** Later than this a jump into the frame is taken for a person's, who may use other means than a pointer. */
const ATTENTION_MS = 60_000;

const isField = (target: unknown): target is HTMLElement =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

/** Watches the window until the result is called. `frame` is the iframe as it is now. */
export function keepFocus(
  frame: () => HTMLIFrameElement | null,
  now: () => number = () => performance.now(),
): () => void {
  const listening = new AbortController();
  let field: HTMLElement | null = null;
  let actedAt = Number.NEGATIVE_INFINITY;
  let over = false;
  let tabbing = false;
  let typing = 0;

  const rest = () => {
    clearTimeout(typing);
    frame()?.removeAttribute("inert");
  };
  const listen = <K extends keyof WindowEventMap>(type: K, hear: (event: WindowEventMap[K]) => void) =>
    window.addEventListener(type, hear, { capture: true, signal: listening.signal });

  listen("keydown", (event) => {
    tabbing = event.key === "Tab";
    actedAt = now();
    if (tabbing || !isField(event.target)) return;
    rest();
    frame()?.setAttribute("inert", "");
    typing = window.setTimeout(rest, TYPING_MS);
  });
  for (const type of ["pointerover", "pointermove", "pointerdown"] as const)
    listen(type, (event) => {
      const element = frame();
      if (!element) return;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const { clientX: x, clientY: y } = event;
      over = x >= left && x <= right && y >= top && y <= bottom;
      if (over) rest();
      if (type !== "pointerdown") return;
      actedAt = now();
      tabbing = false;
    });
  listen("focusin", ({ target }) => {
    if (target !== frame()) field = isField(target) ? target : null;
  });
  listen("blur", ({ target, currentTarget }) => {
    const stolen = target === currentTarget && document.activeElement === frame() && !over && !tabbing;
    if (stolen && now() - actedAt < ATTENTION_MS) field?.focus({ preventScroll: true });
  });
  return () => {
    rest();
    listening.abort();
  };
}
