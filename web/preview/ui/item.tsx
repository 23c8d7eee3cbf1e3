// One line of a list: a picture, a title, a few words, and what can be done with it.

import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { FOCUS } from "./lib/look";
import { part, single } from "./lib/part";
import { cn } from "./lib/utils";
import { Separator } from "./separator";

export function ItemGroup({ className, ...props }: ComponentProps<"div">) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: its items are any elements, and a ul takes li only
    <div
      role="list"
      data-slot="item-group"
      className={cn("group/item-group flex flex-col", className)}
      {...props}
    />
  );
}

export function ItemSeparator({ className, ...props }: ComponentProps<typeof Separator>) {
  return (
    <Separator
      data-slot="item-separator"
      orientation="horizontal"
      className={cn("my-0", className)}
      {...props}
    />
  );
}

const itemVariants = cva(
  `group/item flex flex-wrap items-center rounded-md border border-transparent text-sm [a&]:transition-colors [a&]:hover:bg-accent/50 ${FOCUS}`,
  {
    variants: {
      variant: { default: "bg-transparent", outline: "border-border", muted: "bg-muted/50" },
      size: { default: "gap-4 p-4", sm: "gap-2.5 px-4 py-3", xs: "gap-2 px-3 py-2" },
    },
    defaultVariants: { variant: "default", size: "default" },
  },
);

export function Item({
  className,
  variant = "default",
  size = "default",
  ...rest
}: ComponentProps<"div"> & VariantProps<typeof itemVariants> & { asChild?: boolean }) {
  const { asChild, ...props } = single(rest);
  const Type = asChild ? Slot.Root : "div";
  return (
    <Type
      data-slot="item"
      data-variant={variant}
      data-size={size}
      className={cn(itemVariants({ variant, size }), className)}
      {...props}
    />
  );
}

const mediaVariants = cva(
  "flex shrink-0 items-center justify-center gap-2 group-has-data-[slot=item-description]/item:translate-y-0.5 group-has-data-[slot=item-description]/item:self-start [&_svg]:pointer-events-none",
  {
    variants: {
      variant: {
        default: "bg-transparent",
        icon: "size-8 rounded-sm border bg-muted [&_svg:not([class*=size-])]:size-4",
        image: "size-10 overflow-hidden rounded-sm [&_img]:size-full [&_img]:object-cover",
      },
    },
    defaultVariants: { variant: "default" },
  },
);

export function ItemMedia({
  className,
  variant = "default",
  ...props
}: ComponentProps<"div"> & VariantProps<typeof mediaVariants>) {
  return (
    <div
      data-slot="item-media"
      data-variant={variant}
      className={cn(mediaVariants({ variant }), className)}
      {...props}
    />
  );
}

export const ItemContent = part(
  "div",
  "item-content",
  "flex flex-1 flex-col gap-1 [&+[data-slot=item-content]]:flex-none",
);

export const ItemTitle = part(
  "div",
  "item-title",
  "flex w-fit items-center gap-2 font-medium text-sm leading-snug",
);

export const ItemDescription = part(
  "p",
  "item-description",
  "line-clamp-2 text-balance font-normal text-muted-foreground text-sm leading-normal [&>a]:underline [&>a]:underline-offset-4 [&>a:hover]:text-primary",
);

export const ItemActions = part("div", "item-actions", "flex items-center gap-2");

const BAND = "flex basis-full items-center justify-between gap-2";

export const ItemHeader = part("div", "item-header", BAND);

export const ItemFooter = part("div", "item-footer", BAND);
