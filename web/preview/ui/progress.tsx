// How far something has come, in percent.

import { Progress as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./lib/utils";

export function Progress({ className, value, max, ...props }: ComponentProps<typeof Primitive.Root>) {
  const share = Math.min(100, Math.max(0, ((value ?? 0) / (max || 100)) * 100));
  return (
    <Primitive.Root
      data-slot="progress"
      value={value == null ? null : Math.min(value, max || 100)}
      max={max || 100}
      className={cn("relative h-2 w-full overflow-hidden rounded-full bg-primary/20", className)}
      {...props}
    >
      <Primitive.Indicator
        data-slot="progress-indicator"
        className="size-full flex-1 bg-primary transition-transform"
        style={{ transform: `translateX(-${100 - share}%)` }}
      />
    </Primitive.Root>
  );
}
