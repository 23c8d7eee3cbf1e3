// A small surface beside the button that opens it.

import { Popover as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { FLOATS, POPS } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const popover = family(Primitive.Root, {});

export const Popover = popover.Root;

export const PopoverTrigger = part(Primitive.Trigger, "popover-trigger", "", popover);

export const PopoverAnchor = part(Primitive.Anchor, "popover-anchor", "", popover);

export const PopoverClose = part(Primitive.Close, "popover-close", "", popover);

export function PopoverContent({
  className,
  align = "center",
  sideOffset = 4,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <popover.Inside>
      <Primitive.Portal>
        <Primitive.Content
          data-slot="popover-content"
          align={align}
          sideOffset={sideOffset}
          className={cn(
            "w-72 origin-(--radix-popover-content-transform-origin) p-4",
            FLOATS,
            POPS,
            className,
          )}
          {...props}
        />
      </Primitive.Portal>
    </popover.Inside>
  );
}

export const PopoverHeader = part("div", "popover-header", "flex flex-col gap-1 text-sm");

export const PopoverTitle = part("div", "popover-title", "font-medium");

export const PopoverDescription = part("p", "popover-description", "text-muted-foreground");
