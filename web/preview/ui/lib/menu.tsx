// biome-ignore-all lint/correctness/noComponentHookFactories: parts are made once, when their module loads
// Owns the lines inside a menu, which dropdown, context and menubar menus have in common.

import { Check, ChevronRight, Circle } from "lucide-react";
import type { DropdownMenu } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { CHOICE, CHOICE_RESTS, FADES, FLOATS, LINE_BETWEEN, POPS, SHORTCUT } from "./look";
import { type Family, family, part } from "./part";
import { cn } from "./utils";

type Menu = Pick<
  typeof DropdownMenu,
  | "CheckboxItem"
  | "Group"
  | "Item"
  | "ItemIndicator"
  | "Label"
  | "Portal"
  | "RadioGroup"
  | "RadioItem"
  | "Separator"
  | "Sub"
  | "SubContent"
  | "SubTrigger"
>;
type Inset = { inset?: boolean };
type Within = Pick<Family<never>, "Inside">;

const LIT = "focus:bg-accent focus:text-accent-foreground";
const MARKED = "pl-8";
const MARK = "pointer-events-none absolute left-2 flex size-3.5 items-center justify-center";

export const MENU_SURFACE = `min-w-[8rem] overflow-x-hidden p-1 ${FLOATS} ${POPS}`;

/** Menus that replace each other, as in a menu bar, only fade. */
export const QUICK_SURFACE = `min-w-[12rem] overflow-hidden p-1 ${FLOATS} ${FADES}`;

/** `menu` brings root and content: what is put into a menu can stand inside them only. */
export function menuLines(menu: Menu, slot: string, content: Within) {
  function Item({
    className,
    inset,
    variant = "default",
    ...props
  }: ComponentProps<Menu["Item"]> & Inset & { variant?: "default" | "destructive" }): ReactNode {
    return (
      <content.Inside>
        <menu.Item
          data-slot={`${slot}-item`}
          data-inset={inset}
          data-variant={variant}
          className={cn(
            CHOICE,
            CHOICE_RESTS,
            LIT,
            "data-[inset=true]:pl-8 data-[variant=destructive]:text-destructive data-[variant=destructive]:focus:bg-destructive/10 data-[variant=destructive]:focus:text-destructive dark:data-[variant=destructive]:focus:bg-destructive/20 data-[variant=destructive]:*:[svg]:text-destructive! [&_svg:not([class*=size-])]:size-4 [&_svg]:pointer-events-none [&_svg]:shrink-0",
            className,
          )}
          {...props}
        />
      </content.Inside>
    );
  }

  function CheckboxItem({ className, children, ...props }: ComponentProps<Menu["CheckboxItem"]>): ReactNode {
    return (
      <content.Inside>
        <menu.CheckboxItem
          data-slot={`${slot}-checkbox-item`}
          className={cn(CHOICE, CHOICE_RESTS, LIT, MARKED, className)}
          {...props}
        >
          <span className={MARK}>
            <menu.ItemIndicator>
              <Check className="size-4" />
            </menu.ItemIndicator>
          </span>
          {children}
        </menu.CheckboxItem>
      </content.Inside>
    );
  }

  function RadioItem({ className, children, ...props }: ComponentProps<Menu["RadioItem"]>): ReactNode {
    return (
      <content.Inside>
        <menu.RadioItem
          data-slot={`${slot}-radio-item`}
          className={cn(CHOICE, CHOICE_RESTS, LIT, MARKED, className)}
          {...props}
        >
          <span className={MARK}>
            <menu.ItemIndicator>
              <Circle className="size-2 fill-current" />
            </menu.ItemIndicator>
          </span>
          {children}
        </menu.RadioItem>
      </content.Inside>
    );
  }

  function Label({ className, inset, ...props }: ComponentProps<Menu["Label"]> & Inset): ReactNode {
    return (
      <menu.Label
        data-slot={`${slot}-label`}
        data-inset={inset}
        className={cn("px-2 py-1.5 font-medium text-sm data-[inset=true]:pl-8", className)}
        {...props}
      />
    );
  }

  function SubTrigger({
    className,
    inset,
    children,
    ...props
  }: ComponentProps<Menu["SubTrigger"]> & Inset): ReactNode {
    return (
      <sub.Inside>
        <menu.SubTrigger
          data-slot={`${slot}-sub-trigger`}
          data-inset={inset}
          className={cn(
            CHOICE,
            CHOICE_RESTS,
            LIT,
            "data-[inset=true]:pl-8 data-[state=open]:bg-accent data-[state=open]:text-accent-foreground [&_svg:not([class*=size-])]:size-4",
            className,
          )}
          {...props}
        >
          {children}
          <ChevronRight className="ml-auto size-4" />
        </menu.SubTrigger>
      </sub.Inside>
    );
  }

  function SubContent({ className, ...props }: ComponentProps<Menu["SubContent"]>): ReactNode {
    return (
      <sub.Inside>
        <menu.Portal>
          <menu.SubContent
            data-slot={`${slot}-sub-content`}
            className={cn(MENU_SURFACE, "shadow-lg", className)}
            {...props}
          />
        </menu.Portal>
      </sub.Inside>
    );
  }

  function Sub(props: ComponentProps<Menu["Sub"]>): ReactNode {
    return (
      <content.Inside>
        <menu.Sub {...props} />
      </content.Inside>
    );
  }

  const sub = family(Sub, {});
  return {
    Item,
    CheckboxItem,
    RadioItem,
    Label,
    SubTrigger,
    SubContent,
    Sub: sub.Root,
    Group: part(menu.Group, `${slot}-group`),
    RadioGroup: part(menu.RadioGroup, `${slot}-radio-group`),
    Separator: part(menu.Separator, `${slot}-separator`, LINE_BETWEEN),
    Shortcut: part("span", `${slot}-shortcut`, SHORTCUT),
  };
}
