// A button that stays pressed.

import { cva, type VariantProps } from "class-variance-authority";
import { Toggle as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { FOCUS, ICONS, INVALID, RESTS } from "./lib/look";
import { cn } from "./lib/utils";

export const toggleVariants = cva(
  `inline-flex items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium text-sm hover:bg-muted hover:text-muted-foreground data-[state=on]:bg-accent data-[state=on]:text-accent-foreground ${FOCUS} ${INVALID} ${RESTS} ${ICONS}`,
  {
    variants: {
      variant: {
        default: "bg-transparent",
        outline: "border border-input bg-transparent shadow-xs hover:bg-accent hover:text-accent-foreground",
      },
      size: {
        default: "h-9 min-w-9 px-2",
        sm: "h-8 min-w-8 px-1.5",
        lg: "h-10 min-w-10 px-2.5",
      },
    },
    defaultVariants: { variant: "default", size: "default" },
  },
);

export function Toggle({
  className,
  variant,
  size,
  ...props
}: ComponentProps<typeof Primitive.Root> & VariantProps<typeof toggleVariants>) {
  return (
    <Primitive.Root
      data-slot="toggle"
      className={cn(toggleVariants({ variant, size }), className)}
      {...props}
    />
  );
}
