// A key of the keyboard.

import { part } from "./lib/part";

export const Kbd = part(
  "kbd",
  "kbd",
  "pointer-events-none inline-flex h-5 w-fit min-w-5 select-none items-center justify-center gap-1 rounded-sm bg-muted px-1 font-medium font-sans text-muted-foreground text-xs in-data-[slot=tooltip-content]:bg-background/20 in-data-[slot=tooltip-content]:text-background [&_svg:not([class*=size-])]:size-3",
);

export const KbdGroup = part("kbd", "kbd-group", "inline-flex items-center gap-1");
