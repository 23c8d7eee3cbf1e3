// A field with icons, words or buttons inside its border.

import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, MouseEvent } from "react";
import { Button } from "./button";
import { Input } from "./input";
import { part } from "./lib/part";
import { cn } from "./lib/utils";
import { Textarea } from "./textarea";

export function InputGroup({ className, ...props }: ComponentProps<"div">) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend
    <div
      role="group"
      data-slot="input-group"
      className={cn(
        "group/input-group relative flex h-9 w-full min-w-0 items-center rounded-md border border-input shadow-xs outline-none transition-[color,box-shadow] has-[>textarea]:h-auto dark:bg-input/30",
        "has-[>[data-align^=block]]:h-auto has-[>[data-align^=block]]:flex-col has-[>[data-align=inline-end]]:[&>input]:pr-2 has-[>[data-align=inline-start]]:[&>input]:pl-2",
        "has-[[data-slot=input-group-control]:focus-visible]:border-ring has-[[data-slot=input-group-control]:focus-visible]:ring-[3px] has-[[data-slot=input-group-control]:focus-visible]:ring-ring/50",
        "has-[[aria-invalid=true]]:border-destructive has-[[aria-invalid=true]]:ring-destructive/20 dark:has-[[aria-invalid=true]]:ring-destructive/40",
        className,
      )}
      {...props}
    />
  );
}

const addonVariants = cva(
  "flex cursor-text select-none items-center justify-center gap-2 py-1.5 font-medium text-muted-foreground text-sm group-data-[disabled=true]/input-group:opacity-50 [&>kbd]:rounded-[calc(var(--radius)-5px)] [&>svg:not([class*=size-])]:size-4",
  {
    variants: {
      align: {
        "inline-start": "order-first pl-3 has-[>button]:-ml-2 has-[>kbd]:-ml-1",
        "inline-end": "order-last pr-3 has-[>button]:-mr-2 has-[>kbd]:-mr-1",
        "block-start": "order-first w-full justify-start px-3 pt-3 [.border-b]:pb-3",
        "block-end": "order-last w-full justify-start px-3 pb-3 [.border-t]:pt-3",
      },
    },
    defaultVariants: { align: "inline-start" },
  },
);

function focusControl(event: MouseEvent<HTMLDivElement>): void {
  if ((event.target as Element).closest("button")) return;
  event.currentTarget.parentElement?.querySelector<HTMLElement>("input, textarea")?.focus();
}

export function InputGroupAddon({
  className,
  align = "inline-start",
  ...props
}: ComponentProps<"div"> & VariantProps<typeof addonVariants>) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the control goes to the control, which keys reach anyway
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend
    <div
      role="group"
      data-slot="input-group-addon"
      data-align={align}
      className={cn(addonVariants({ align }), className)}
      onClick={focusControl}
      {...props}
    />
  );
}

const SIZES = {
  xs: "h-6 gap-1 rounded-[calc(var(--radius)-5px)] px-2 has-[>svg]:px-2 [&>svg:not([class*=size-])]:size-3.5",
  sm: "h-8 gap-1.5 rounded-md px-2.5 has-[>svg]:px-2.5",
  "icon-xs": "size-6 rounded-[calc(var(--radius)-5px)] p-0 has-[>svg]:p-0",
  "icon-sm": "size-8 p-0 has-[>svg]:p-0",
};

export function InputGroupButton({
  className,
  type = "button",
  variant = "ghost",
  size = "xs",
  ...props
}: Omit<ComponentProps<typeof Button>, "size"> & { size?: keyof typeof SIZES }) {
  return (
    <Button
      type={type}
      data-size={size}
      variant={variant}
      className={cn("flex items-center gap-2 text-sm shadow-none", SIZES[size], className)}
      {...props}
    />
  );
}

export const InputGroupText = part(
  "span",
  "input-group-text",
  "flex items-center gap-2 text-muted-foreground text-sm [&_svg:not([class*=size-])]:size-4 [&_svg]:pointer-events-none",
);

const CONTROL =
  "flex-1 rounded-none border-0 bg-transparent shadow-none focus-visible:ring-0 aria-invalid:ring-0 dark:bg-transparent";

export const InputGroupInput = part(Input, "input-group-control", CONTROL);

export const InputGroupTextarea = part(Textarea, "input-group-control", `resize-none py-3 ${CONTROL}`);
