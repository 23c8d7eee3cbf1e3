// A row of menus, as at the top of a window.

import { Menubar as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { menuLines, QUICK_SURFACE } from "./lib/menu";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const Root = part(
  Primitive.Root,
  "menubar",
  "flex h-9 items-center gap-1 rounded-md border bg-background p-1 shadow-xs",
);
const bar = family(Root, {});

export const Menubar = bar.Root;

function Menu(props: ComponentProps<typeof Primitive.Menu>) {
  return (
    <bar.Inside>
      <Primitive.Menu {...props} />
    </bar.Inside>
  );
}

const menu = family(Menu, {});

export const MenubarMenu = menu.Root;

export const MenubarTrigger = part(
  Primitive.Trigger,
  "menubar-trigger",
  "flex select-none items-center rounded-sm px-2 py-1 font-medium text-sm outline-hidden focus:bg-accent focus:text-accent-foreground data-[state=open]:bg-accent data-[state=open]:text-accent-foreground",
  menu,
);

export const MenubarPortal = part(Primitive.Portal, "menubar-portal", "", menu);

function Content({
  className,
  align = "start",
  alignOffset = -4,
  sideOffset = 8,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <menu.Inside>
      <Primitive.Portal>
        <Primitive.Content
          data-slot="menubar-content"
          align={align}
          alignOffset={alignOffset}
          sideOffset={sideOffset}
          className={cn("origin-(--radix-menubar-content-transform-origin)", QUICK_SURFACE, className)}
          {...props}
        />
      </Primitive.Portal>
    </menu.Inside>
  );
}

const content = family(Content, {});

export const MenubarContent = content.Root;

export const {
  Group: MenubarGroup,
  Label: MenubarLabel,
  Item: MenubarItem,
  CheckboxItem: MenubarCheckboxItem,
  RadioGroup: MenubarRadioGroup,
  RadioItem: MenubarRadioItem,
  Separator: MenubarSeparator,
  Shortcut: MenubarShortcut,
  Sub: MenubarSub,
  SubTrigger: MenubarSubTrigger,
  SubContent: MenubarSubContent,
} = menuLines(Primitive, "menubar", content);
