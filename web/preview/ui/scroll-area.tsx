// A box that scrolls, with thin bars of its own.

import { ScrollArea as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { family } from "./lib/part";
import { cn } from "./lib/utils";

const area = family(Primitive.Root, {});

export function ScrollArea({ className, children, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <area.Root data-slot="scroll-area" className={cn("relative", className)} {...props}>
      <Primitive.Viewport
        data-slot="scroll-area-viewport"
        className="size-full rounded-[inherit] outline-none transition-[color,box-shadow] focus-visible:ring-[3px] focus-visible:ring-ring/50"
      >
        {children}
      </Primitive.Viewport>
      <ScrollBar />
      <Primitive.Corner />
    </area.Root>
  );
}

export function ScrollBar({
  className,
  orientation = "vertical",
  ...props
}: ComponentProps<typeof Primitive.Scrollbar>) {
  return (
    <area.Inside>
      <Primitive.Scrollbar
        data-slot="scroll-area-scrollbar"
        orientation={orientation}
        className={cn(
          "flex touch-none select-none p-px transition-colors",
          orientation === "vertical"
            ? "h-full w-2.5 border-l border-l-transparent"
            : "h-2.5 flex-col border-t border-t-transparent",
          className,
        )}
        {...props}
      >
        <Primitive.Thumb data-slot="scroll-area-thumb" className="relative flex-1 rounded-full bg-border" />
      </Primitive.Scrollbar>
    </area.Inside>
  );
}
