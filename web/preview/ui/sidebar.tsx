// A column of navigation beside the page: it slides away, shrinks to its icons, or becomes a sheet where the frame is narrow.

import { PanelLeft } from "lucide-react";
import type { ComponentProps, CSSProperties, MouseEvent } from "react";
import { Button } from "./button";
import { Input } from "./input";
import { part } from "./lib/part";
import { provider, useSidebar } from "./lib/sidebar-state";
import { cn } from "./lib/utils";
import { Separator } from "./separator";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "./sheet";

export * from "./lib/sidebar-menu";
export { useSidebar } from "./lib/sidebar-state";

export const SidebarProvider = provider.Root;

interface SidebarProps extends ComponentProps<"div"> {
  side?: "left" | "right";
  variant?: "sidebar" | "floating" | "inset";
  collapsible?: "offcanvas" | "icon" | "none";
}

export function Sidebar(props: SidebarProps) {
  return (
    <provider.Inside>
      <Panel {...props} />
    </provider.Inside>
  );
}

function Panel({ collapsible = "offcanvas", ...props }: SidebarProps) {
  const { isMobile } = useSidebar();
  if (collapsible === "none") return <FixedPanel {...props} />;
  return isMobile ? <SheetPanel {...props} /> : <SlidingPanel collapsible={collapsible} {...props} />;
}

const SURFACE = "flex h-full w-full flex-col bg-sidebar text-sidebar-foreground";

function FixedPanel({ side: _side, variant: _variant, className, ...props }: SidebarProps) {
  return <div data-slot="sidebar" className={cn(SURFACE, "w-(--sidebar-width)", className)} {...props} />;
}

function SheetPanel({ side = "left", variant: _, children, dir: _dir, ...props }: SidebarProps) {
  const { openMobile, setOpenMobile } = useSidebar();
  return (
    <Sheet open={openMobile} onOpenChange={setOpenMobile}>
      <SheetContent
        data-slot="sidebar"
        data-sidebar="sidebar"
        data-mobile="true"
        side={side}
        showCloseButton={false}
        className="w-(--sidebar-width) bg-sidebar p-0 text-sidebar-foreground"
        style={{ "--sidebar-width": "18rem" } as CSSProperties}
        {...props}
      >
        <SheetHeader className="sr-only">
          <SheetTitle>Sidebar</SheetTitle>
          <SheetDescription>The navigation of this page.</SheetDescription>
        </SheetHeader>
        <div className="flex h-full w-full flex-col">{children}</div>
      </SheetContent>
    </Sheet>
  );
}

/** An empty column keeps the place in the page; the panel itself stays where it is while the page scrolls. */
function SlidingPanel({
  side = "left",
  variant = "sidebar",
  collapsible,
  className,
  children,
  ...props
}: SidebarProps) {
  const { state } = useSidebar();
  const framed = variant !== "sidebar";
  return (
    <div
      data-slot="sidebar"
      data-state={state}
      data-collapsible={state === "collapsed" ? collapsible : ""}
      data-variant={variant}
      data-side={side}
      className="group peer hidden text-sidebar-foreground md:block"
    >
      <div
        data-slot="sidebar-gap"
        className={cn(
          "relative w-(--sidebar-width) bg-transparent transition-[width] duration-200 ease-linear group-data-[collapsible=offcanvas]:w-0",
          framed
            ? "group-data-[collapsible=icon]:w-[calc(var(--sidebar-width-icon)+(--spacing(4)))]"
            : "group-data-[collapsible=icon]:w-(--sidebar-width-icon)",
        )}
      />
      <div
        data-slot="sidebar-container"
        className={cn(
          "fixed inset-y-0 z-10 hidden h-svh w-(--sidebar-width) transition-[left,right,width] duration-200 ease-linear md:flex",
          side === "left"
            ? "left-0 group-data-[collapsible=offcanvas]:left-[calc(var(--sidebar-width)*-1)]"
            : "right-0 group-data-[collapsible=offcanvas]:right-[calc(var(--sidebar-width)*-1)]",
          framed
            ? "p-2 group-data-[collapsible=icon]:w-[calc(var(--sidebar-width-icon)+(--spacing(4))+2px)]"
            : "border-sidebar-border group-data-[collapsible=icon]:w-(--sidebar-width-icon) group-data-[side=left]:border-r group-data-[side=right]:border-l",
          className,
        )}
        {...props}
      >
        <div
          data-slot="sidebar-inner"
          data-sidebar="sidebar"
          className={cn(
            SURFACE,
            "group-data-[variant=floating]:rounded-lg group-data-[variant=floating]:border group-data-[variant=floating]:border-sidebar-border group-data-[variant=floating]:shadow-sm",
          )}
        >
          {children}
        </div>
      </div>
    </div>
  );
}

export function SidebarTrigger({ className, onClick, ...props }: ComponentProps<typeof Button>) {
  const { toggleSidebar } = useSidebar();
  const toggle = (event: MouseEvent<HTMLButtonElement>) => {
    onClick?.(event);
    toggleSidebar();
  };
  return (
    <Button
      data-slot="sidebar-trigger"
      data-sidebar="trigger"
      variant="ghost"
      size="icon"
      className={cn("size-7", className)}
      onClick={toggle}
      {...props}
    >
      <PanelLeft />
      <span className="sr-only">Toggle Sidebar</span>
    </Button>
  );
}

/** The edge of the sidebar, to click. */
export function SidebarRail({ className, ...props }: ComponentProps<"button">) {
  const { toggleSidebar } = useSidebar();
  return (
    <button
      type="button"
      data-slot="sidebar-rail"
      data-sidebar="rail"
      aria-label="Toggle Sidebar"
      title="Toggle Sidebar"
      tabIndex={-1}
      onClick={toggleSidebar}
      className={cn(
        "absolute inset-y-0 z-20 hidden w-4 transition-all ease-linear after:absolute after:inset-y-0 after:left-1/2 after:w-0.5 hover:after:bg-sidebar-border group-data-[side=right]:left-0 group-data-[side=right]:-translate-x-1/2 group-data-[side=left]:-right-4 group-data-[side=left]:-translate-x-1/2 group-data-[side=left]:cursor-w-resize group-data-[side=right]:cursor-e-resize sm:flex",
        className,
      )}
      {...props}
    />
  );
}

export const SidebarInset = part(
  "main",
  "sidebar-inset",
  "relative flex w-full min-w-0 flex-1 flex-col bg-background md:peer-data-[variant=inset]:peer-data-[state=collapsed]:ml-2 md:peer-data-[variant=inset]:m-2 md:peer-data-[variant=inset]:ml-0 md:peer-data-[variant=inset]:rounded-xl md:peer-data-[variant=inset]:shadow-sm",
);

export const SidebarInput = part(Input, "sidebar-input", "h-8 w-full bg-background shadow-none");

export const SidebarHeader = part("div", "sidebar-header", "flex flex-col gap-2 p-2");

export const SidebarFooter = part("div", "sidebar-footer", "flex flex-col gap-2 p-2");

export const SidebarSeparator = part(Separator, "sidebar-separator", "mx-2 w-auto bg-sidebar-border");

export const SidebarContent = part(
  "div",
  "sidebar-content",
  "flex min-h-0 flex-1 flex-col gap-2 overflow-auto group-data-[collapsible=icon]:overflow-hidden",
);
