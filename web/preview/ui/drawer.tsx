// A panel that is pulled in from an edge and can be dragged away again.

import type { ComponentProps } from "react";
import { Drawer as Primitive } from "vaul";
import { BACKDROP } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const drawer = family(Primitive.Root, {});

export const Drawer = drawer.Root;

export const DrawerTrigger = part(Primitive.Trigger, "drawer-trigger", "", drawer);

export const DrawerPortal = part(Primitive.Portal, "drawer-portal", "", drawer);

export const DrawerClose = part(Primitive.Close, "drawer-close", "", drawer);

export const DrawerOverlay = part(Primitive.Overlay, "drawer-overlay", BACKDROP, drawer);

export function DrawerContent({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <drawer.Inside>
      <Primitive.Portal>
        <DrawerOverlay />
        <Primitive.Content
          data-slot="drawer-content"
          className={cn(
            "group/drawer fixed z-50 flex h-auto flex-col bg-background outline-none",
            "data-[vaul-drawer-direction=top]:inset-x-0 data-[vaul-drawer-direction=top]:top-0 data-[vaul-drawer-direction=top]:mb-24 data-[vaul-drawer-direction=top]:max-h-[80vh] data-[vaul-drawer-direction=top]:rounded-b-lg data-[vaul-drawer-direction=top]:border-b",
            "data-[vaul-drawer-direction=bottom]:inset-x-0 data-[vaul-drawer-direction=bottom]:bottom-0 data-[vaul-drawer-direction=bottom]:mt-24 data-[vaul-drawer-direction=bottom]:max-h-[80vh] data-[vaul-drawer-direction=bottom]:rounded-t-lg data-[vaul-drawer-direction=bottom]:border-t",
            "data-[vaul-drawer-direction=right]:inset-y-0 data-[vaul-drawer-direction=right]:right-0 data-[vaul-drawer-direction=right]:w-3/4 data-[vaul-drawer-direction=right]:border-l data-[vaul-drawer-direction=right]:sm:max-w-sm",
            "data-[vaul-drawer-direction=left]:inset-y-0 data-[vaul-drawer-direction=left]:left-0 data-[vaul-drawer-direction=left]:w-3/4 data-[vaul-drawer-direction=left]:border-r data-[vaul-drawer-direction=left]:sm:max-w-sm",
            className,
          )}
          {...props}
        >
          <div className="mx-auto mt-4 hidden h-2 w-[100px] shrink-0 rounded-full bg-muted group-data-[vaul-drawer-direction=bottom]/drawer:block" />
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </drawer.Inside>
  );
}

export const DrawerHeader = part(
  "div",
  "drawer-header",
  "flex flex-col gap-0.5 p-4 text-center group-data-[vaul-drawer-direction=left]/drawer:text-left group-data-[vaul-drawer-direction=right]/drawer:text-left md:gap-1.5 md:text-left",
);

export const DrawerFooter = part("div", "drawer-footer", "mt-auto flex flex-col gap-2 p-4");

export const DrawerTitle = part(Primitive.Title, "drawer-title", "font-semibold text-foreground", drawer);

export const DrawerDescription = part(
  Primitive.Description,
  "drawer-description",
  "text-muted-foreground text-sm",
  drawer,
);
