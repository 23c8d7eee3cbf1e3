// A menu below the button that opens it.

import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { MENU_SURFACE, menuLines } from "./lib/menu";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const menu = family(Primitive.Root, {});

export const DropdownMenu = menu.Root;

export const DropdownMenuTrigger = part(Primitive.Trigger, "dropdown-menu-trigger", "", menu);

export const DropdownMenuPortal = part(Primitive.Portal, "dropdown-menu-portal", "", menu);

function Content({ className, sideOffset = 4, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <menu.Inside>
      <Primitive.Portal>
        <Primitive.Content
          data-slot="dropdown-menu-content"
          sideOffset={sideOffset}
          className={cn(
            "max-h-(--radix-dropdown-menu-content-available-height) origin-(--radix-dropdown-menu-content-transform-origin) overflow-y-auto",
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

export const DropdownMenuContent = content.Root;

export const {
  Group: DropdownMenuGroup,
  Label: DropdownMenuLabel,
  Item: DropdownMenuItem,
  CheckboxItem: DropdownMenuCheckboxItem,
  RadioGroup: DropdownMenuRadioGroup,
  RadioItem: DropdownMenuRadioItem,
  Separator: DropdownMenuSeparator,
  Shortcut: DropdownMenuShortcut,
  Sub: DropdownMenuSub,
  SubTrigger: DropdownMenuSubTrigger,
  SubContent: DropdownMenuSubContent,
} = menuLines(Primitive, "dropdown-menu", content);
