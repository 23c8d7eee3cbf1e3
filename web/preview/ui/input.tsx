// A line of text to type.

import type { ComponentProps } from "react";
import { FIELD, FOCUS, INVALID } from "./lib/look";
import { part } from "./lib/part";

export type InputProps = ComponentProps<"input">;

export const Input = part(
  "input",
  "input",
  `flex h-9 px-3 py-1 file:inline-flex file:h-7 file:border-0 file:bg-transparent file:font-medium file:text-foreground file:text-sm ${FIELD} ${FOCUS} ${INVALID}`,
);
