// The pieces of a toast; `toaster.tsx` puts them together.

import { cva, type VariantProps } from "class-variance-authority";
import { X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import type { ComponentProps, ReactElement } from "react";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const provider = family(Primitive.Provider, { children: null });

export const ToastProvider = provider.Root;

export const ToastViewport = part(
  Primitive.Viewport,
  "toast-viewport",
  "fixed top-0 z-[100] flex max-h-screen w-full flex-col-reverse p-4 sm:top-auto sm:right-0 sm:bottom-0 sm:flex-col md:max-w-[420px]",
  provider,
);

const toastVariants = cva(
  "group pointer-events-auto relative flex w-full items-center justify-between gap-4 overflow-hidden rounded-md border p-6 pr-8 shadow-lg transition-all data-[swipe=cancel]:translate-x-0 data-[swipe=end]:translate-x-(--radix-toast-swipe-end-x) data-[swipe=move]:translate-x-(--radix-toast-swipe-move-x) data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-80 data-[state=closed]:slide-out-to-right-full data-[state=open]:slide-in-from-top-full data-[swipe=move]:transition-none sm:data-[state=open]:slide-in-from-bottom-full",
  {
    variants: {
      variant: {
        default: "bg-background text-foreground",
        destructive: "destructive border-destructive bg-destructive text-white",
      },
    },
    defaultVariants: { variant: "default" },
  },
);

export interface ToastProps
  extends ComponentProps<typeof Primitive.Root>,
    VariantProps<typeof toastVariants> {}

export type ToastActionElement = ReactElement<typeof ToastAction>;

function Root({ className, variant, ...props }: ToastProps) {
  return (
    <provider.Inside>
      <Primitive.Root data-slot="toast" className={cn(toastVariants({ variant }), className)} {...props} />
    </provider.Inside>
  );
}

const toast = family(Root, {});

export const Toast = toast.Root;

/** Needs `altText`: what a screen reader says instead of the button. */
export function ToastAction({
  className,
  altText,
  ...props
}: Omit<ComponentProps<typeof Primitive.Action>, "altText"> & { altText?: string }) {
  return (
    <toast.Inside>
      <Primitive.Action
        data-slot="toast-action"
        altText={altText || "Act on this message"}
        className={cn(
          "inline-flex h-8 shrink-0 items-center justify-center rounded-md border bg-transparent px-3 font-medium text-sm transition-colors hover:bg-secondary focus-visible:outline-hidden focus-visible:ring-2 focus-visible:ring-ring disabled:pointer-events-none disabled:opacity-50 group-[.destructive]:border-white/40 group-[.destructive]:hover:bg-white/10",
          className,
        )}
        {...props}
      />
    </toast.Inside>
  );
}

export function ToastClose({ className, ...props }: ComponentProps<typeof Primitive.Close>) {
  return (
    <toast.Inside>
      <Primitive.Close
        data-slot="toast-close"
        aria-label="Close"
        className={cn(
          "absolute top-2 right-2 rounded-md p-1 text-current opacity-50 transition-opacity hover:opacity-100 focus-visible:opacity-100 focus-visible:outline-hidden focus-visible:ring-2 focus-visible:ring-ring",
          className,
        )}
        {...props}
      >
        <X className="size-4" />
      </Primitive.Close>
    </toast.Inside>
  );
}

export const ToastTitle = part(Primitive.Title, "toast-title", "font-semibold text-sm", toast);

export const ToastDescription = part(Primitive.Description, "toast-description", "text-sm opacity-90", toast);
