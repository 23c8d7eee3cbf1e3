// Owns what stands in a sidebar: groups with a label, menus of links, and their submenus.

import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import { type ComponentProps, type CSSProperties, useState } from "react";
import { Skeleton } from "../skeleton";
import { Tooltip, TooltipContent, TooltipTrigger } from "../tooltip";
import { part, single } from "./part";
import { useSidebar } from "./sidebar-state";
import { cn } from "./utils";

type Child = { asChild?: boolean };

const RING = "outline-hidden ring-sidebar-ring focus-visible:ring-2";
const HIDES = "group-data-[collapsible=icon]:hidden";
const LIT = "hover:bg-sidebar-accent hover:text-sidebar-accent-foreground";
/** Small buttons are easier to hit where fingers press them. */
const REACH = "after:absolute after:-inset-2 md:after:hidden";
/** Keeps a mark at the height of the button beside it. */
const LEVEL =
  "peer-data-[size=default]/menu-button:top-1.5 peer-data-[size=lg]/menu-button:top-2.5 peer-data-[size=sm]/menu-button:top-1";

export const SidebarGroup = part("div", "sidebar-group", "relative flex w-full min-w-0 flex-col p-2");

export function SidebarGroupLabel({ className, ...rest }: ComponentProps<"div"> & Child) {
  const { asChild, ...props } = single(rest);
  const Type = asChild ? Slot.Root : "div";
  return (
    <Type
      data-slot="sidebar-group-label"
      data-sidebar="group-label"
      className={cn(
        "flex h-8 shrink-0 items-center rounded-md px-2 font-medium text-sidebar-foreground/70 text-xs transition-[margin,opacity] duration-200 ease-linear group-data-[collapsible=icon]:-mt-8 group-data-[collapsible=icon]:opacity-0 [&>svg]:size-4 [&>svg]:shrink-0",
        RING,
        className,
      )}
      {...props}
    />
  );
}

export function SidebarGroupAction({ className, ...rest }: ComponentProps<"button"> & Child) {
  const { asChild, ...props } = single(rest);
  const Type = asChild ? Slot.Root : "button";
  return (
    <Type
      data-slot="sidebar-group-action"
      data-sidebar="group-action"
      className={cn(
        "absolute top-3.5 right-3 flex aspect-square w-5 items-center justify-center rounded-md p-0 text-sidebar-foreground [&>svg]:size-4 [&>svg]:shrink-0",
        LIT,
        RING,
        REACH,
        HIDES,
        className,
      )}
      {...props}
    />
  );
}

export const SidebarGroupContent = part("div", "sidebar-group-content", "w-full text-sm");

export const SidebarMenu = part("ul", "sidebar-menu", "flex w-full min-w-0 flex-col gap-1");

export const SidebarMenuItem = part("li", "sidebar-menu-item", "group/menu-item relative");

export const sidebarMenuButtonVariants = cva(
  `peer/menu-button flex w-full items-center gap-2 overflow-hidden rounded-md p-2 text-left text-sm transition-[width,height,padding] active:bg-sidebar-accent active:text-sidebar-accent-foreground disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 group-has-data-[sidebar=menu-action]/menu-item:pr-8 group-data-[collapsible=icon]:size-8! group-data-[collapsible=icon]:p-2! data-[active=true]:bg-sidebar-accent data-[active=true]:font-medium data-[active=true]:text-sidebar-accent-foreground [&>span:last-child]:truncate [&>svg]:size-4 [&>svg]:shrink-0 ${LIT} ${RING}`,
  {
    variants: {
      variant: {
        default: "",
        outline:
          "bg-background shadow-[0_0_0_1px_var(--sidebar-border)] hover:shadow-[0_0_0_1px_var(--sidebar-accent)]",
      },
      size: {
        default: "h-8 text-sm",
        sm: "h-7 text-xs",
        lg: "h-12 text-sm group-data-[collapsible=icon]:p-0!",
      },
    },
    defaultVariants: { variant: "default", size: "default" },
  },
);

interface MenuButtonProps
  extends ComponentProps<"button">,
    Child,
    VariantProps<typeof sidebarMenuButtonVariants> {
  isActive?: boolean;
  /** Shown beside the icon while the sidebar shows icons only. */
  tooltip?: string | ComponentProps<typeof TooltipContent>;
}

export function SidebarMenuButton({
  isActive = false,
  variant,
  size,
  tooltip,
  className,
  ...rest
}: MenuButtonProps) {
  const { isMobile, state } = useSidebar();
  const { asChild, ...props } = single(rest);
  const Type = asChild ? Slot.Root : "button";
  const button = (
    <Type
      data-slot="sidebar-menu-button"
      data-sidebar="menu-button"
      data-size={size ?? "default"}
      data-active={isActive}
      className={cn(sidebarMenuButtonVariants({ variant, size }), className)}
      {...props}
    />
  );
  if (!tooltip) return button;
  const said = typeof tooltip === "string" ? { children: tooltip } : tooltip;
  return (
    <Tooltip>
      <TooltipTrigger asChild>{button}</TooltipTrigger>
      <TooltipContent side="right" align="center" hidden={state !== "collapsed" || isMobile} {...said} />
    </Tooltip>
  );
}

export function SidebarMenuAction({
  className,
  showOnHover = false,
  ...rest
}: ComponentProps<"button"> & Child & { showOnHover?: boolean }) {
  const { asChild, ...props } = single(rest);
  const Type = asChild ? Slot.Root : "button";
  return (
    <Type
      data-slot="sidebar-menu-action"
      data-sidebar="menu-action"
      className={cn(
        "absolute top-1.5 right-1 flex aspect-square w-5 items-center justify-center rounded-md p-0 text-sidebar-foreground peer-hover/menu-button:text-sidebar-accent-foreground [&>svg]:size-4 [&>svg]:shrink-0",
        LIT,
        RING,
        REACH,
        LEVEL,
        HIDES,
        showOnHover &&
          "group-focus-within/menu-item:opacity-100 group-hover/menu-item:opacity-100 data-[state=open]:opacity-100 peer-data-[active=true]/menu-button:text-sidebar-accent-foreground md:opacity-0",
        className,
      )}
      {...props}
    />
  );
}

export const SidebarMenuBadge = part(
  "div",
  "sidebar-menu-badge",
  `pointer-events-none absolute right-1 flex h-5 min-w-5 select-none items-center justify-center rounded-md px-1 font-medium text-sidebar-foreground text-xs tabular-nums ${LEVEL} ${HIDES}`,
);

export function SidebarMenuSkeleton({
  className,
  showIcon = false,
  ...props
}: ComponentProps<"div"> & { showIcon?: boolean }) {
  const [width] = useState(() => `${50 + Math.floor(Math.random() * 40)}%`);
  return (
    <div
      data-slot="sidebar-menu-skeleton"
      data-sidebar="menu-skeleton"
      className={cn("flex h-8 items-center gap-2 rounded-md px-2", className)}
      {...props}
    >
      {showIcon && <Skeleton className="size-4 rounded-md" />}
      <Skeleton
        className="h-4 max-w-(--skeleton-width) flex-1"
        style={{ "--skeleton-width": width } as CSSProperties}
      />
    </div>
  );
}

export const SidebarMenuSub = part(
  "ul",
  "sidebar-menu-sub",
  `mx-3.5 flex min-w-0 translate-x-px flex-col gap-1 border-sidebar-border border-l px-2.5 py-0.5 ${HIDES}`,
);

export const SidebarMenuSubItem = part("li", "sidebar-menu-sub-item", "group/menu-sub-item relative");

export function SidebarMenuSubButton({
  size = "md",
  isActive = false,
  className,
  ...rest
}: ComponentProps<"a"> & Child & { size?: "sm" | "md"; isActive?: boolean }) {
  const { asChild, ...props } = single(rest);
  const Type = asChild ? Slot.Root : "a";
  return (
    <Type
      data-slot="sidebar-menu-sub-button"
      data-sidebar="menu-sub-button"
      data-size={size}
      data-active={isActive}
      className={cn(
        "flex h-7 min-w-0 -translate-x-px items-center gap-2 overflow-hidden rounded-md px-2 text-sidebar-foreground text-sm active:bg-sidebar-accent aria-disabled:pointer-events-none aria-disabled:opacity-50 data-[active=true]:bg-sidebar-accent data-[size=sm]:text-xs [&>span:last-child]:truncate [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-sidebar-accent-foreground",
        LIT,
        RING,
        HIDES,
        className,
      )}
      {...props}
    />
  );
}
