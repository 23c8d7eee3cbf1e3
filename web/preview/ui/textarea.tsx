// Several lines of text to type; grows with them.

import type { ComponentProps } from "react";
import { FIELD, FOCUS, INVALID } from "./lib/look";
import { part } from "./lib/part";

export type TextareaProps = ComponentProps<"textarea">;

export const Textarea = part(
  "textarea",
  "textarea",
  `field-sizing-content flex min-h-16 px-3 py-2 ${FIELD} ${FOCUS} ${INVALID}`,
);
