// More about a thing, shown while the pointer rests on it.

import { HoverCard as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { FLOATS, POPS } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const card = family(Primitive.Root, {});

export const HoverCard = card.Root;

export const HoverCardTrigger = part(Primitive.Trigger, "hover-card-trigger", "", card);

export function HoverCardContent({
  className,
  align = "center",
  sideOffset = 4,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <card.Inside>
      <Primitive.Portal>
        <Primitive.Content
          data-slot="hover-card-content"
          align={align}
          sideOffset={sideOffset}
          className={cn(
            "w-64 origin-(--radix-hover-card-content-transform-origin) p-4",
            FLOATS,
            POPS,
            className,
          )}
          {...props}
        />
      </Primitive.Portal>
    </card.Inside>
  );
}
