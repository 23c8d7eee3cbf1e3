// What a list or page shows while it has nothing.

import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { part } from "./lib/part";
import { cn } from "./lib/utils";

export const Empty = part(
  "div",
  "empty",
  "flex min-w-0 flex-1 flex-col items-center justify-center gap-6 text-balance rounded-lg border-dashed p-6 text-center md:p-12",
);

export const EmptyHeader = part(
  "div",
  "empty-header",
  "flex max-w-sm flex-col items-center gap-2 text-center",
);

const emptyMediaVariants = cva("mb-2 flex shrink-0 items-center justify-center [&_svg]:shrink-0", {
  variants: {
    variant: {
      default: "bg-transparent",
      icon: "size-10 rounded-lg bg-muted text-foreground [&_svg:not([class*=size-])]:size-6",
    },
  },
  defaultVariants: { variant: "default" },
});

export function EmptyMedia({
  className,
  variant = "default",
  ...props
}: ComponentProps<"div"> & VariantProps<typeof emptyMediaVariants>) {
  return (
    <div
      data-slot="empty-icon"
      data-variant={variant}
      className={cn(emptyMediaVariants({ variant }), className)}
      {...props}
    />
  );
}

export const EmptyTitle = part("div", "empty-title", "font-medium text-lg tracking-tight");

export const EmptyDescription = part(
  "div",
  "empty-description",
  "text-muted-foreground text-sm/relaxed [&>a]:underline [&>a]:underline-offset-4 [&>a:hover]:text-primary",
);

export const EmptyContent = part(
  "div",
  "empty-content",
  "flex w-full min-w-0 max-w-sm flex-col items-center gap-4 text-balance text-sm",
);
