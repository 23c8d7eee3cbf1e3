// Owns what is drawn where an icon is not there: nothing but its room while the icons load, a dashed square where they have no
// such name.

import { createElement, type ReactNode } from "react";
import type { Exports } from "./exports";

const DASHED = {
  viewBox: "0 0 24 24",
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 2,
  strokeDasharray: "3 3",
};

export function BlankIcon({ size = 24, className, style }: Exports): ReactNode {
  return createElement("svg", { width: size, height: size, className, style, "data-icon": "loading" });
}

export function EmptyIcon({ size = 24, className, style }: Exports): ReactNode {
  const square = createElement("rect", { x: 3, y: 3, width: 18, height: 18, rx: 4 });
  return createElement(
    "svg",
    { ...DASHED, width: size, height: size, className, style, "data-icon": "missing" },
    square,
  );
}
