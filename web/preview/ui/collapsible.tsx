// One section that opens and closes.

import { Collapsible as Primitive } from "radix-ui";
import { family, part } from "./lib/part";

const Root = part(Primitive.Root, "collapsible");
const collapsible = family(Root, {});

export const Collapsible = collapsible.Root;

export const CollapsibleTrigger = part(Primitive.CollapsibleTrigger, "collapsible-trigger", "", collapsible);

export const CollapsibleContent = part(Primitive.CollapsibleContent, "collapsible-content", "", collapsible);
