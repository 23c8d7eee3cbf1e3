// A question over the page that has to be answered.

import { AlertDialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { type ButtonProps, buttonVariants } from "./button";
import { BACKDROP, FADES } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const dialog = family(Primitive.Root, {});

export const AlertDialog = dialog.Root;

export const AlertDialogTrigger = part(Primitive.Trigger, "alert-dialog-trigger", "", dialog);

export const AlertDialogPortal = part(Primitive.Portal, "alert-dialog-portal", "", dialog);

export const AlertDialogOverlay = part(Primitive.Overlay, "alert-dialog-overlay", BACKDROP, dialog);

function Content({
  className,
  size = "default",
  ...props
}: ComponentProps<typeof Primitive.Content> & { size?: "default" | "sm" }) {
  return (
    <dialog.Inside>
      <Primitive.Portal>
        <AlertDialogOverlay />
        <Primitive.Content
          data-slot="alert-dialog-content"
          data-size={size}
          className={cn(
            "fixed top-1/2 left-1/2 z-50 grid w-full max-w-[calc(100%-2rem)] -translate-x-1/2 -translate-y-1/2 gap-4 rounded-lg border bg-background p-6 shadow-lg duration-200 data-[size=sm]:max-w-xs data-[state=closed]:zoom-out-95 data-[state=open]:zoom-in-95 data-[size=default]:sm:max-w-lg",
            FADES,
            className,
          )}
          {...props}
        />
      </Primitive.Portal>
    </dialog.Inside>
  );
}

const content = family(Content, {});

export const AlertDialogContent = content.Root;

export const AlertDialogHeader = part(
  "div",
  "alert-dialog-header",
  "flex flex-col gap-2 text-center sm:text-left",
);

export const AlertDialogFooter = part(
  "div",
  "alert-dialog-footer",
  "flex flex-col-reverse gap-2 sm:flex-row sm:justify-end",
);

export const AlertDialogMedia = part(
  "div",
  "alert-dialog-media",
  "mb-2 inline-flex size-16 items-center justify-center rounded-md bg-muted *:[svg:not([class*=size-])]:size-8",
);

export const AlertDialogTitle = part(Primitive.Title, "alert-dialog-title", "font-semibold text-lg", dialog);

export const AlertDialogDescription = part(
  Primitive.Description,
  "alert-dialog-description",
  "text-muted-foreground text-sm",
  dialog,
);

type Look = Pick<ButtonProps, "variant" | "size">;

export function AlertDialogAction({
  className,
  variant,
  size,
  ...props
}: ComponentProps<typeof Primitive.Action> & Look) {
  return (
    <dialog.Inside>
      <Primitive.Action
        data-slot="alert-dialog-action"
        className={cn(buttonVariants({ variant, size }), className)}
        {...props}
      />
    </dialog.Inside>
  );
}

export function AlertDialogCancel({
  className,
  variant = "outline",
  size,
  ...props
}: ComponentProps<typeof Primitive.Cancel> & Look) {
  return (
    <content.Inside>
      <Primitive.Cancel
        data-slot="alert-dialog-cancel"
        className={cn(buttonVariants({ variant, size }), className)}
        {...props}
      />
    </content.Inside>
  );
}
