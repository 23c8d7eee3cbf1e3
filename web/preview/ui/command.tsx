// A list that is searched while one types: a palette, a picker.

import { Command as Primitive } from "cmdk";
import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "./dialog";
import { CHOICE, LINE_BETWEEN, SHORTCUT } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const command = family(
  part(
    Primitive,
    "command",
    "flex h-full w-full flex-col overflow-hidden rounded-md bg-popover text-popover-foreground",
  ),
  {},
);

export const Command = command.Root;

export function CommandDialog({
  title = "Command Palette",
  description = "Search for a command to run...",
  children,
  className,
  showCloseButton = true,
  ...props
}: ComponentProps<typeof Dialog> & {
  title?: string;
  description?: string;
  className?: string;
  showCloseButton?: boolean;
}) {
  return (
    <Dialog {...props}>
      <DialogContent className={cn("overflow-hidden p-0", className)} showCloseButton={showCloseButton}>
        <DialogHeader className="sr-only">
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{description}</DialogDescription>
        </DialogHeader>
        <Command className="**:data-[slot=command-input-wrapper]:h-12 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-input]]:h-12 [&_[cmdk-item]]:px-2 [&_[cmdk-item]]:py-3">
          {children}
        </Command>
      </DialogContent>
    </Dialog>
  );
}

export function CommandInput({ className, ...props }: ComponentProps<typeof Primitive.Input>) {
  return (
    <command.Inside>
      <div data-slot="command-input-wrapper" className="flex h-9 items-center gap-2 border-b px-3">
        <Search className="size-4 shrink-0 opacity-50" />
        <Primitive.Input
          data-slot="command-input"
          className={cn(
            "flex h-10 w-full rounded-md bg-transparent py-3 text-sm outline-hidden placeholder:text-muted-foreground disabled:cursor-not-allowed disabled:opacity-50",
            className,
          )}
          {...props}
        />
      </div>
    </command.Inside>
  );
}

const list = family(
  part(
    Primitive.List,
    "command-list",
    "max-h-[300px] scroll-py-1 overflow-y-auto overflow-x-hidden",
    command,
  ),
  {},
);

export const CommandList = list.Root;

export const CommandEmpty = part(Primitive.Empty, "command-empty", "py-6 text-center text-sm", command);

export const CommandGroup = part(
  Primitive.Group,
  "command-group",
  "overflow-hidden p-1 text-foreground [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs",
  list,
);

export const CommandItem = part(
  Primitive.Item,
  "command-item",
  `${CHOICE} data-[disabled=true]:pointer-events-none data-[disabled=true]:opacity-50 data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground [&_svg:not([class*=size-])]:size-4 [&_svg]:pointer-events-none [&_svg]:shrink-0`,
  list,
);

export const CommandSeparator = part(Primitive.Separator, "command-separator", LINE_BETWEEN, command);

export const CommandShortcut = part("span", "command-shortcut", SHORTCUT);
