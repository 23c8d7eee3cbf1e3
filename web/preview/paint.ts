// Owns the question whether a page shows anything: text, a picture, a control, or an area with a colour of its own.

const VISIBLE = "svg,canvas,img,video,input,button,textarea,select,hr,progress";
const MAX_CHECKED = 200;

export function isPainted(root: Element): boolean {
  if ((root.textContent ?? "").trim() !== "") return true;
  if (root.querySelector(VISIBLE)) return true;
  let checked = 0;
  for (const element of root.querySelectorAll("*")) {
    if (++checked > MAX_CHECKED) return false;
    if (element.hasAttribute("data-ghost")) continue;
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
