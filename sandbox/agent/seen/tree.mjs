/** What a screen reader would tell of the page: role, name and state of each element that has a meaning, as an indented list. */
import { computeAccessibleName, getRole, isInaccessible } from "./names.mjs";

const MOST_LINES = 400;
const SILENT = new Set(["generic", "presentation", "none", "paragraph"]);
const STATES = ["checked", "expanded", "pressed", "selected", "current", "invalid", "required"];

/** @param {Element} root @returns {string} */
export function tree(root) {
  const lines = [];
  walk(root, 0, lines);
  return lines.join("\n");
}

function walk(node, depth, lines) {
  if (lines.length >= MOST_LINES) return;
  if (node.nodeType === 3) {
    const text = node.textContent.replace(/\s+/g, " ").trim();
    if (text !== "") lines.push(`${"  ".repeat(depth)}- text: ${text.slice(0, 200)}`);
    return;
  }
  if (node.nodeType !== 1 || hidden(node)) return;
  const role = getRole(node);
  const told = role !== null && !SILENT.has(role);
  let below = depth;
  if (told) {
    const name = computeAccessibleName(node).replace(/\s+/g, " ").trim().slice(0, 200);
    lines.push(`${"  ".repeat(depth)}- ${role}${name ? ` "${name}"` : ""}${state(node)}`);
    const inner = node.textContent.replace(/\s+/g, " ").trim();
    if (name !== "" && name === inner.slice(0, 200) && !node.querySelector("input,select,textarea,button,a")) return;
    if (node.localName === "svg" || node.localName === "select") return;
    below += 1;
  }
  for (const child of node.childNodes) walk(child, below, lines);
}

function hidden(node) {
  if (["script", "style", "template", "noscript"].includes(node.localName)) return true;
  return node.getAttribute("aria-hidden") === "true" || node.hidden === true || isInaccessible(node);
}

function state(node) {
  const said = [];
  for (const name of STATES) {
    const value = node.getAttribute(`aria-${name}`) ?? (name in node && typeof node[name] === "boolean" ? String(node[name]) : null);
    if (value === "true" || (value !== null && value !== "false")) said.push(value === "true" ? name : `${name}=${value}`);
  }
  if (node.disabled === true) said.push("disabled");
  if (/^(?:input|textarea|select)$/.test(node.localName) && node.value && !["checkbox", "radio"].includes(node.type))
    said.push(`value="${String(node.value).slice(0, 80)}"`);
  return said.length > 0 ? ` [${said.join(", ")}]` : "";
}
