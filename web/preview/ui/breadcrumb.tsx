// The way from the top of a site to the page.

import { ChevronRight, MoreHorizontal } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { part, single } from "./lib/part";
import { cn } from "./lib/utils";

export function Breadcrumb({ separator: _, ...props }: ComponentProps<"nav"> & { separator?: ReactNode }) {
  return <nav data-slot="breadcrumb" aria-label="breadcrumb" {...props} />;
}

export const BreadcrumbList = part(
  "ol",
  "breadcrumb-list",
  "flex flex-wrap items-center gap-1.5 break-words text-muted-foreground text-sm sm:gap-2.5",
);

export const BreadcrumbItem = part("li", "breadcrumb-item", "inline-flex items-center gap-1.5");

export function BreadcrumbLink({ className, ...rest }: ComponentProps<"a"> & { asChild?: boolean }) {
  const { asChild, ...props } = single(rest);
  const Type = asChild ? Slot.Root : "a";
  return (
    <Type
      data-slot="breadcrumb-link"
      className={cn("transition-colors hover:text-foreground", className)}
      {...props}
    />
  );
}

export function BreadcrumbPage({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      data-slot="breadcrumb-page"
      aria-current="page"
      className={cn("font-normal text-foreground", className)}
      {...props}
    />
  );
}

export function BreadcrumbSeparator({ className, children, ...props }: ComponentProps<"li">) {
  return (
    <li
      data-slot="breadcrumb-separator"
      role="presentation"
      aria-hidden="true"
      className={cn("[&>svg]:size-3.5", className)}
      {...props}
    >
      {children ?? <ChevronRight />}
    </li>
  );
}

export function BreadcrumbEllipsis({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      data-slot="breadcrumb-ellipsis"
      role="presentation"
      aria-hidden="true"
      className={cn("flex size-9 items-center justify-center", className)}
      {...props}
    >
      <MoreHorizontal className="size-4" />
      <span className="sr-only">More</span>
    </span>
  );
}
