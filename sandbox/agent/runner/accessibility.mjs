/** What axe-core finds wrong for people who cannot see, point or hear; rules that need a layout or a whole page are left out. */
import axe from "axe-core";
import * as clock from "../guest/clock.mjs";
import { page } from "./page.mjs";
import { mount, pump } from "./program.mjs";

const MOST = 10;
// A component is no page, and happy-dom has no layout and no colours.
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

/** @returns {Promise<string[]>} one line a problem: what, how bad, where */
export async function accessibility() {
  await mount();
  const rules = Object.fromEntries(NOT_HERE.map((rule) => [rule, { enabled: false }]));
  const options = { rules, resultTypes: ["violations"], elementRef: false, ancestry: false, preload: false };
  const { violations } = await pump(axe.run(page.document.body, options), clock.now + 1000);
  return violations
    .filter(({ impact }) => impact === "critical" || impact === "serious")
    .slice(0, MOST)
    .map(({ help, impact, nodes }) => {
      const more = nodes.length > 1 ? ` (and ${nodes.length - 1} more)` : "";
      return `${help} [${impact}]: ${String(nodes[0]?.html ?? "").slice(0, 160)}${more}`;
    });
}
