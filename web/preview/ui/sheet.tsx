// A panel that slides in from one side of the page.

import { cva } from "class-variance-authority";
import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { BACKDROP, CORNER_CLOSE } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const sheet = family(Primitive.Root, {});

export const Sheet = sheet.Root;

export const SheetTrigger = part(Primitive.Trigger, "sheet-trigger", "", sheet);

export const SheetClose = part(Primitive.Close, "sheet-close", "", sheet);

export const SheetPortal = part(Primitive.Portal, "sheet-portal", "", sheet);

export const SheetOverlay = part(Primitive.Overlay, "sheet-overlay", BACKDROP, sheet);

const sides = cva(
  "fixed z-50 flex flex-col gap-4 bg-background shadow-lg transition ease-in-out data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:duration-300 data-[state=open]:duration-500",
  {
    variants: {
      side: {
        top: "inset-x-0 top-0 h-auto border-b data-[state=closed]:slide-out-to-top data-[state=open]:slide-in-from-top",
        right:
          "inset-y-0 right-0 h-full w-3/4 border-l data-[state=closed]:slide-out-to-right data-[state=open]:slide-in-from-right sm:max-w-sm",
        bottom:
          "inset-x-0 bottom-0 h-auto border-t data-[state=closed]:slide-out-to-bottom data-[state=open]:slide-in-from-bottom",
        left: "inset-y-0 left-0 h-full w-3/4 border-r data-[state=closed]:slide-out-to-left data-[state=open]:slide-in-from-left sm:max-w-sm",
      },
    },
  },
);

export function SheetContent({
  className,
  children,
  side = "right",
  showCloseButton = true,
  ...props
}: ComponentProps<typeof Primitive.Content> & {
  side?: "top" | "right" | "bottom" | "left";
  showCloseButton?: boolean;
}) {
  return (
    <sheet.Inside>
      <Primitive.Portal>
        <SheetOverlay />
        <Primitive.Content data-slot="sheet-content" className={cn(sides({ side }), className)} {...props}>
          {children}
          {showCloseButton && (
            <Primitive.Close className={CORNER_CLOSE}>
              <X />
              <span className="sr-only">Close</span>
            </Primitive.Close>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </sheet.Inside>
  );
}

export const SheetHeader = part("div", "sheet-header", "flex flex-col gap-1.5 p-4");

export const SheetFooter = part("div", "sheet-footer", "mt-auto flex flex-col gap-2 p-4");

export const SheetTitle = part(Primitive.Title, "sheet-title", "font-semibold text-foreground", sheet);

export const SheetDescription = part(
  Primitive.Description,
  "sheet-description",
  "text-muted-foreground text-sm",
  sheet,
);
