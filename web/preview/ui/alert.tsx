// A message that stands in the page, with an icon to its left when it has one.

import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { part } from "./lib/part";
import { cn } from "./lib/utils";

const alertVariants = cva(
  "relative grid w-full grid-cols-1 items-start gap-y-0.5 rounded-lg border px-4 py-3 text-sm has-[>svg]:grid-cols-[1rem_1fr] has-[>svg]:gap-x-3 [&>svg]:row-span-2 [&>svg]:size-4 [&>svg]:translate-y-0.5 [&>svg]:text-current",
  {
    variants: {
      variant: {
        default: "bg-card text-card-foreground",
        destructive: "bg-card text-destructive *:data-[slot=alert-description]:text-destructive/90",
      },
    },
    defaultVariants: { variant: "default" },
  },
);

export interface AlertProps extends ComponentProps<"div">, VariantProps<typeof alertVariants> {}

export function Alert({ className, variant, ...props }: AlertProps) {
  return (
    <div data-slot="alert" role="alert" className={cn(alertVariants({ variant }), className)} {...props} />
  );
}

export const AlertTitle = part(
  "div",
  "alert-title",
  "line-clamp-1 min-h-4 font-medium tracking-tight [svg~&]:col-start-2",
);

export const AlertDescription = part(
  "div",
  "alert-description",
  "grid justify-items-start gap-1 text-muted-foreground text-sm [&_p]:leading-relaxed [svg~&]:col-start-2",
);

export const AlertAction = part("div", "alert-action", "absolute top-2.5 right-3");
