// A menu where the right button was pressed.

import { ContextMenu as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { MENU_SURFACE, menuLines } from "./lib/menu";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const menu = family(Primitive.Root, {});

export const ContextMenu = menu.Root;

export const ContextMenuTrigger = part(Primitive.Trigger, "context-menu-trigger", "", menu);

export const ContextMenuPortal = part(Primitive.Portal, "context-menu-portal", "", menu);

function Content({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <menu.Inside>
      <Primitive.Portal>
        <Primitive.Content
          data-slot="context-menu-content"
          className={cn(
            "max-h-(--radix-context-menu-content-available-height) origin-(--radix-context-menu-content-transform-origin) overflow-y-auto",
            MENU_SURFACE,
            className,
          )}
          {...props}
        />
      </Primitive.Portal>
    </menu.Inside>
  );
}

const content = family(Content, {});

export const ContextMenuContent = content.Root;

export const {
  Group: ContextMenuGroup,
  Label: ContextMenuLabel,
  Item: ContextMenuItem,
  CheckboxItem: ContextMenuCheckboxItem,
  RadioGroup: ContextMenuRadioGroup,
  RadioItem: ContextMenuRadioItem,
  Separator: ContextMenuSeparator,
  Shortcut: ContextMenuShortcut,
  Sub: ContextMenuSub,
  SubTrigger: ContextMenuSubTrigger,
  SubContent: ContextMenuSubContent,
} = menuLines(Primitive, "context-menu", content);
