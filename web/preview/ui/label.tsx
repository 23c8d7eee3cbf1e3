// The name of a control.

import { Label as Primitive } from "radix-ui";
import { part } from "./lib/part";

export const Label = part(
  Primitive.Root,
  "label",
  "flex select-none items-center gap-2 font-medium text-sm leading-none peer-disabled:cursor-not-allowed peer-disabled:opacity-50 group-data-[disabled=true]:pointer-events-none group-data-[disabled=true]:opacity-50",
);
