// A word about something, shown while the pointer or the focus rests on it. Brings its provider along.

import { Tooltip as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { POPS } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const provider = family(Primitive.Provider, { delayDuration: 0, children: null });

export function TooltipProvider({ delayDuration = 0, ...props }: ComponentProps<typeof Primitive.Provider>) {
  return <provider.Root delayDuration={delayDuration} {...props} />;
}

function Root(props: ComponentProps<typeof Primitive.Root>) {
  return (
    <provider.Inside>
      <Primitive.Root {...props} />
    </provider.Inside>
  );
}

const tooltip = family(Root, {});

export const Tooltip = tooltip.Root;

export const TooltipTrigger = part(Primitive.Trigger, "tooltip-trigger", "", tooltip);

export function TooltipContent({
  className,
  sideOffset = 0,
  children,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <tooltip.Inside>
      <Primitive.Portal>
        <Primitive.Content
          data-slot="tooltip-content"
          sideOffset={sideOffset}
          className={cn(
            "z-50 w-fit origin-(--radix-tooltip-content-transform-origin) text-balance rounded-md bg-foreground px-3 py-1.5 text-background text-xs",
            "fade-in-0 zoom-in-95 animate-in data-[state=closed]:fade-out-0 data-[state=closed]:zoom-out-95 data-[state=closed]:animate-out",
            POPS,
            className,
          )}
          {...props}
        >
          {children}
          <Primitive.Arrow className="z-50 size-2.5 translate-y-[calc(-50%_-_2px)] rotate-45 rounded-[2px] bg-foreground fill-foreground" />
        </Primitive.Content>
      </Primitive.Portal>
    </tooltip.Inside>
  );
}
