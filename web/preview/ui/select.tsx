// One choice of several, in a list that opens over its field. An item without a value stands for "nothing chosen": the
// primitive refuses the empty string, so it is another one inside.

import { Check, ChevronDown, ChevronUp } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { CHOICE, CHOICE_RESTS, FIELD, FLOATS, FOCUS, INVALID, LINE_BETWEEN, POPS } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const NOTHING = "\u0000";

function Root({ onValueChange, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      {...props}
      {...(onValueChange && {
        onValueChange: (value: string) => onValueChange(value === NOTHING ? "" : value),
      })}
    />
  );
}

const select = family(Root, {});

export const Select = select.Root;

const group = family(part(Primitive.Group, "select-group"), {});

export const SelectGroup = group.Root;

export const SelectValue = part(Primitive.Value, "select-value", "", select);

export function SelectTrigger({
  className,
  size = "default",
  children,
  ...props
}: ComponentProps<typeof Primitive.Trigger> & { size?: "sm" | "default" }) {
  return (
    <select.Inside>
      <Primitive.Trigger
        data-slot="select-trigger"
        data-size={size}
        className={cn(
          FIELD,
          FOCUS,
          INVALID,
          "flex w-auto items-center justify-between gap-2 whitespace-nowrap px-3 py-2 text-sm data-[size=default]:h-9 data-[size=sm]:h-8 data-[placeholder]:text-muted-foreground *:data-[slot=select-value]:line-clamp-1 *:data-[slot=select-value]:flex *:data-[slot=select-value]:items-center *:data-[slot=select-value]:gap-2 dark:hover:bg-input/50 [&_svg:not([class*=size-])]:size-4 [&_svg:not([class*=text-])]:text-muted-foreground [&_svg]:pointer-events-none [&_svg]:shrink-0",
          className,
        )}
        {...props}
      >
        {children}
        <Primitive.Icon asChild>
          <ChevronDown className="size-4 opacity-50" />
        </Primitive.Icon>
      </Primitive.Trigger>
    </select.Inside>
  );
}

function Content({
  className,
  children,
  position = "popper",
  align = "center",
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <select.Inside>
      <Primitive.Portal>
        <Primitive.Content
          data-slot="select-content"
          position={position}
          align={align}
          className={cn(
            "relative max-h-(--radix-select-content-available-height) min-w-[8rem] origin-(--radix-select-content-transform-origin) overflow-y-auto overflow-x-hidden",
            FLOATS,
            POPS,
            position === "popper" &&
              "data-[side=left]:-translate-x-1 data-[side=top]:-translate-y-1 data-[side=right]:translate-x-1 data-[side=bottom]:translate-y-1",
            className,
          )}
          {...props}
        >
          <SelectScrollUpButton />
          <Primitive.Viewport
            className={cn(
              "p-1",
              position === "popper" &&
                "h-(--radix-select-trigger-height) w-full min-w-(--radix-select-trigger-width) scroll-my-1",
            )}
          >
            {children}
          </Primitive.Viewport>
          <SelectScrollDownButton />
        </Primitive.Content>
      </Primitive.Portal>
    </select.Inside>
  );
}

const content = family(Content, {});

export const SelectContent = content.Root;

export const SelectLabel = part(
  Primitive.Label,
  "select-label",
  "px-2 py-1.5 text-muted-foreground text-xs",
  group,
);

export function SelectItem({ className, children, value, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <content.Inside>
      <Primitive.Item
        data-slot="select-item"
        value={value || NOTHING}
        className={cn(
          CHOICE,
          CHOICE_RESTS,
          "pr-8 focus:bg-accent focus:text-accent-foreground *:[span]:last:flex *:[span]:last:items-center *:[span]:last:gap-2 [&_svg:not([class*=size-])]:size-4 [&_svg]:pointer-events-none [&_svg]:shrink-0",
          className,
        )}
        {...props}
      >
        <span className="absolute right-2 flex size-3.5 items-center justify-center">
          <Primitive.ItemIndicator>
            <Check className="size-4" />
          </Primitive.ItemIndicator>
        </span>
        <Primitive.ItemText>{children}</Primitive.ItemText>
      </Primitive.Item>
    </content.Inside>
  );
}

export const SelectSeparator = part(
  Primitive.Separator,
  "select-separator",
  `pointer-events-none ${LINE_BETWEEN}`,
);

const SCROLLER = "flex cursor-default items-center justify-center py-1 [&>svg]:size-4";

export function SelectScrollUpButton({
  className,
  ...props
}: ComponentProps<typeof Primitive.ScrollUpButton>) {
  return (
    <content.Inside>
      <Primitive.ScrollUpButton
        data-slot="select-scroll-up-button"
        className={cn(SCROLLER, className)}
        {...props}
      >
        <ChevronUp />
      </Primitive.ScrollUpButton>
    </content.Inside>
  );
}

export function SelectScrollDownButton({
  className,
  ...props
}: ComponentProps<typeof Primitive.ScrollDownButton>) {
  return (
    <content.Inside>
      <Primitive.ScrollDownButton
        data-slot="select-scroll-down-button"
        className={cn(SCROLLER, className)}
        {...props}
      >
        <ChevronDown />
      </Primitive.ScrollDownButton>
    </content.Inside>
  );
}
