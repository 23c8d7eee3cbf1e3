// A table that scrolls sideways in its own box.

import type { ComponentProps } from "react";
import { part } from "./lib/part";
import { cn } from "./lib/utils";

export function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    <div data-slot="table-container" className="relative w-full overflow-x-auto">
      <table data-slot="table" className={cn("w-full caption-bottom text-sm", className)} {...props} />
    </div>
  );
}

const CHECKBOX = "[&:has([role=checkbox])]:pr-0 [&>[role=checkbox]]:translate-y-[2px]";

export const TableHeader = part("thead", "table-header", "[&_tr]:border-b");

export const TableBody = part("tbody", "table-body", "[&_tr:last-child]:border-0");

export const TableFooter = part(
  "tfoot",
  "table-footer",
  "border-t bg-muted/50 font-medium last:[&>tr]:border-b-0",
);

export const TableRow = part(
  "tr",
  "table-row",
  "border-b transition-colors hover:bg-muted/50 data-[state=selected]:bg-muted",
);

export const TableHead = part(
  "th",
  "table-head",
  `h-10 whitespace-nowrap px-2 text-left align-middle font-medium text-foreground ${CHECKBOX}`,
);

export const TableCell = part("td", "table-cell", `whitespace-nowrap p-2 align-middle ${CHECKBOX}`);

export const TableCaption = part("caption", "table-caption", "mt-4 text-muted-foreground text-sm");
