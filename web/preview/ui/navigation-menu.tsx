// The links of a site, some of them with a panel of more links.

import { cva } from "class-variance-authority";
import { ChevronDown } from "lucide-react";
import { NavigationMenu as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { FADES, FOCUS, RESTS } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

function Root({
  className,
  children,
  viewport = true,
  ...props
}: ComponentProps<typeof Primitive.Root> & { viewport?: boolean }) {
  return (
    <Primitive.Root
      data-slot="navigation-menu"
      data-viewport={viewport}
      className={cn(
        "group/navigation-menu relative flex max-w-max flex-1 items-center justify-center",
        className,
      )}
      {...props}
    >
      {children}
      {viewport && <Viewport />}
    </Primitive.Root>
  );
}

const menu = family(Root, {});

export const NavigationMenu = menu.Root;

const list = family(
  part(
    Primitive.List,
    "navigation-menu-list",
    "group flex flex-1 list-none items-center justify-center gap-1",
    menu,
  ),
  {},
);

export const NavigationMenuList = list.Root;

const item = family(part(Primitive.Item, "navigation-menu-item", "relative", list), {});

export const NavigationMenuItem = item.Root;

export const navigationMenuTriggerStyle = cva(
  `group inline-flex h-9 w-max items-center justify-center rounded-md bg-background px-4 py-2 font-medium text-sm hover:bg-accent hover:text-accent-foreground data-[state=open]:bg-accent/50 data-[state=open]:text-accent-foreground ${FOCUS} ${RESTS}`,
);

export function NavigationMenuTrigger({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <item.Inside>
      <Primitive.Trigger
        data-slot="navigation-menu-trigger"
        className={cn(navigationMenuTriggerStyle(), "group", className)}
        {...props}
      >
        {children}
        <ChevronDown
          aria-hidden="true"
          className="relative top-px ml-1 size-3 transition-transform duration-300 group-data-[state=open]:rotate-180"
        />
      </Primitive.Trigger>
    </item.Inside>
  );
}

export const NavigationMenuContent = part(
  Primitive.Content,
  "navigation-menu-content",
  "top-0 left-0 w-full p-2 pr-2.5 data-[motion^=from-]:animate-in data-[motion^=to-]:animate-out data-[motion^=from-]:fade-in data-[motion^=to-]:fade-out data-[motion=from-end]:slide-in-from-right-52 data-[motion=from-start]:slide-in-from-left-52 data-[motion=to-end]:slide-out-to-right-52 data-[motion=to-start]:slide-out-to-left-52 md:absolute md:w-auto group-data-[viewport=false]/navigation-menu:top-full group-data-[viewport=false]/navigation-menu:mt-1.5 group-data-[viewport=false]/navigation-menu:rounded-md group-data-[viewport=false]/navigation-menu:border group-data-[viewport=false]/navigation-menu:bg-popover group-data-[viewport=false]/navigation-menu:text-popover-foreground group-data-[viewport=false]/navigation-menu:shadow",
  item,
);

export const NavigationMenuLink = part(
  Primitive.Link,
  "navigation-menu-link",
  `flex flex-col gap-1 rounded-sm p-2 text-sm hover:bg-accent hover:text-accent-foreground data-[active=true]:bg-accent/50 data-[active=true]:text-accent-foreground [&_svg:not([class*=size-])]:size-4 [&_svg:not([class*=text-])]:text-muted-foreground ${FOCUS}`,
  menu,
);

function Viewport({ className, ...props }: ComponentProps<typeof Primitive.Viewport>) {
  return (
    <div className="absolute top-full left-0 isolate z-50 flex justify-center">
      <Primitive.Viewport
        data-slot="navigation-menu-viewport"
        className={cn(
          "relative mt-1.5 h-(--radix-navigation-menu-viewport-height) w-full origin-top overflow-hidden rounded-md border bg-popover text-popover-foreground shadow data-[state=closed]:zoom-out-95 data-[state=open]:zoom-in-90 md:w-(--radix-navigation-menu-viewport-width)",
          FADES,
          className,
        )}
        {...props}
      />
    </div>
  );
}

export function NavigationMenuViewport(props: ComponentProps<typeof Primitive.Viewport>) {
  return (
    <menu.Inside>
      <Viewport {...props} />
    </menu.Inside>
  );
}

export function NavigationMenuIndicator({ className, ...props }: ComponentProps<typeof Primitive.Indicator>) {
  return (
    <list.Inside>
      <Primitive.Indicator
        data-slot="navigation-menu-indicator"
        className={cn(
          "top-full z-10 flex h-1.5 items-end justify-center overflow-hidden data-[state=hidden]:animate-out data-[state=visible]:animate-in data-[state=hidden]:fade-out data-[state=visible]:fade-in",
          className,
        )}
        {...props}
      >
        <div className="relative top-[60%] size-2 rotate-45 rounded-tl-sm bg-border shadow-md" />
      </Primitive.Indicator>
    </list.Inside>
  );
}
