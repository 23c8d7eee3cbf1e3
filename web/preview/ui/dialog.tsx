// A window over the page.

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { Button } from "./button";
import { BACKDROP, CORNER_CLOSE, FADES } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const dialog = family(Primitive.Root, {});

export const Dialog = dialog.Root;

export const DialogTrigger = part(Primitive.Trigger, "dialog-trigger", "", dialog);

export const DialogPortal = part(Primitive.Portal, "dialog-portal", "", dialog);

export const DialogClose = part(Primitive.Close, "dialog-close", "", dialog);

export const DialogOverlay = part(Primitive.Overlay, "dialog-overlay", BACKDROP, dialog);

export function DialogContent({
  className,
  children,
  showCloseButton = true,
  ...props
}: ComponentProps<typeof Primitive.Content> & { showCloseButton?: boolean }) {
  return (
    <dialog.Inside>
      <Primitive.Portal>
        <DialogOverlay />
        <Primitive.Content
          data-slot="dialog-content"
          className={cn(
            "fixed top-1/2 left-1/2 z-50 grid w-full max-w-[calc(100%-2rem)] -translate-x-1/2 -translate-y-1/2 gap-4 rounded-lg border bg-background p-6 shadow-lg outline-none duration-200 data-[state=closed]:zoom-out-95 data-[state=open]:zoom-in-95 sm:max-w-lg",
            FADES,
            className,
          )}
          {...props}
        >
          {children}
          {showCloseButton && (
            <Primitive.Close data-slot="dialog-close" className={CORNER_CLOSE}>
              <X />
              <span className="sr-only">Close</span>
            </Primitive.Close>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </dialog.Inside>
  );
}

export const DialogHeader = part("div", "dialog-header", "flex flex-col gap-2 text-center sm:text-left");

export function DialogFooter({
  className,
  showCloseButton = false,
  children,
  ...props
}: ComponentProps<"div"> & { showCloseButton?: boolean }) {
  return (
    <div
      data-slot="dialog-footer"
      className={cn("flex flex-col-reverse gap-2 sm:flex-row sm:justify-end", className)}
      {...props}
    >
      {children}
      {showCloseButton && (
        <DialogClose asChild>
          <Button variant="outline">Close</Button>
        </DialogClose>
      )}
    </div>
  );
}

export const DialogTitle = part(
  Primitive.Title,
  "dialog-title",
  "font-semibold text-lg leading-none",
  dialog,
);

export const DialogDescription = part(
  Primitive.Description,
  "dialog-description",
  "text-muted-foreground text-sm",
  dialog,
);
