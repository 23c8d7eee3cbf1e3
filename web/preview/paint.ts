// Owns the question whether a page shows anything of its own: text, a picture, a control, or an area with a colour. What the preview
// itself puts there, a notice, bars in place of texts or the room of an icon that is on its way, is none of it.

/** Marks what the preview says below a page. */
export const NOTICE = "data-notice";
const VISIBLE = "svg:not([data-icon=loading]),canvas,img,video,input,button,textarea,select,hr,progress";
const MAX_CHECKED = 200;

export function isPainted(root: Element): boolean {
  for (const node of root.childNodes) if (isOwn(node) && (node.textContent ?? "").trim() !== "") return true;
  if (root.querySelector(VISIBLE)) return true;
  let checked = 0;
  for (const element of root.querySelectorAll("*")) {
    if (++checked > MAX_CHECKED) return false;
    if (element.hasAttribute("data-ghost") || element.hasAttribute(NOTICE)) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width * height === 0) continue;
    const style = getComputedStyle(element);
    if (
      style.backgroundImage !== "none" ||
      !/^(?:transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor)
    )
      return true;
    if (Number.parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none") return true;
  }
  return false;
}

const isOwn = (node: Node): boolean =>
  node instanceof Element ? !node.hasAttribute(NOTICE) : node instanceof Text;
