// A surface with a header, a body and a footer. An action in the header stands beside title and description.

import { part } from "./lib/part";

export const Card = part(
  "div",
  "card",
  "flex flex-col gap-6 rounded-xl border bg-card py-6 text-card-foreground shadow-sm",
);

export const CardHeader = part(
  "div",
  "card-header",
  "@container/card-header grid auto-rows-min items-start gap-1.5 px-6 has-data-[slot=card-action]:grid-cols-[1fr_auto] [.border-b]:pb-6",
);

export const CardTitle = part("div", "card-title", "font-semibold leading-none");

export const CardDescription = part("div", "card-description", "text-muted-foreground text-sm");

export const CardAction = part(
  "div",
  "card-action",
  "col-start-2 row-span-2 row-start-1 self-start justify-self-end",
);

export const CardContent = part("div", "card-content", "px-6");

export const CardFooter = part("div", "card-footer", "flex items-center px-6 [.border-t]:pt-6");
