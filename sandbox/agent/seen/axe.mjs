/** What axe-core finds wrong for people who cannot see, point or hear; rules that need a layout or a whole page are left out. */
import axe from "axe-core";

const MOST = 10;
// A component is no page, and neither happy-dom nor linkedom has a layout or colours.
const NOT_HERE = [
  "bypass",
  "color-contrast",
  "color-contrast-enhanced",
  "document-title",
  "html-has-lang",
  "landmark-one-main",
  "page-has-heading-one",
  "region",
  "scrollable-region-focusable",
  "target-size",
  "heading-order",
  "meta-viewport",
];

/**
 * @param {Element} root
 * @param {number} mostElements for more it would take seconds
 * @returns {Promise<string[]>} one line a problem: what, how bad, where
 */
export async function problems(root, mostElements) {
  if (root.querySelectorAll("*").length > mostElements) return [`The page has more than ${mostElements} elements: it was not looked at.`];
  const rules = Object.fromEntries(NOT_HERE.map((rule) => [rule, { enabled: false }]));
  const options = { rules, resultTypes: ["violations"], elementRef: false, ancestry: false, preload: false, iframes: false };
  const { violations } = await axe.run(root, options);
  return violations
    .filter(({ impact }) => impact === "critical" || impact === "serious")
    .slice(0, MOST)
    .map(({ help, impact, nodes }) => {
      const more = nodes.length > 1 ? ` (and ${nodes.length - 1} more)` : "";
      return `${help} [${impact}]: ${String(nodes[0]?.html ?? "").slice(0, 160)}${more}`;
    });
}
