// A box to tick.

import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { FOCUS, INVALID } from "./lib/look";
import { cn } from "./lib/utils";

export function Checkbox({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      data-slot="checkbox"
      className={cn(
        "peer group/checkbox size-4 shrink-0 rounded-[4px] border border-input shadow-xs disabled:cursor-not-allowed disabled:opacity-50 dark:bg-input/30",
        "data-[state=checked]:border-primary data-[state=indeterminate]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:bg-primary data-[state=checked]:text-primary-foreground data-[state=indeterminate]:text-primary-foreground dark:data-[state=checked]:bg-primary",
        FOCUS,
        INVALID,
        className,
      )}
      {...props}
    >
      <Primitive.Indicator
        data-slot="checkbox-indicator"
        className="grid place-content-center text-current [&>svg]:size-3.5"
      >
        <Check className="group-data-[state=indeterminate]/checkbox:hidden" />
        <Minus className="hidden group-data-[state=indeterminate]/checkbox:block" />
      </Primitive.Indicator>
    </Primitive.Root>
  );
}
