// Panels of which one shows, and the list to pick it from.

import { cva, type VariantProps } from "class-variance-authority";
import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { FOCUS, ICONS, RESTS } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const Root = part(
  Primitive.Root,
  "tabs",
  "group/tabs flex flex-col gap-2 data-[orientation=vertical]:flex-row",
);
const tabs = family(Root, {});

export const Tabs = tabs.Root;

export const tabsListVariants = cva(
  "group/tabs-list inline-flex w-fit items-center justify-center text-muted-foreground group-data-[orientation=vertical]/tabs:h-fit group-data-[orientation=vertical]/tabs:flex-col",
  {
    variants: {
      variant: { default: "h-9 rounded-lg bg-muted p-[3px]", line: "h-9 gap-1 rounded-none bg-transparent" },
    },
    defaultVariants: { variant: "default" },
  },
);

function List({
  className,
  variant = "default",
  ...props
}: ComponentProps<typeof Primitive.List> & VariantProps<typeof tabsListVariants>) {
  return (
    <tabs.Inside>
      <Primitive.List
        data-slot="tabs-list"
        data-variant={variant}
        className={cn(tabsListVariants({ variant }), className)}
        {...props}
      />
    </tabs.Inside>
  );
}

const list = family(List, {});

export const TabsList = list.Root;

export const TabsTrigger = part(
  Primitive.Trigger,
  "tabs-trigger",
  `relative inline-flex h-[calc(100%-1px)] flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border border-transparent px-2 py-1 font-medium text-sm hover:text-foreground group-data-[orientation=vertical]/tabs:w-full group-data-[orientation=vertical]/tabs:justify-start data-[state=active]:bg-background data-[state=active]:text-foreground data-[state=active]:shadow-sm group-data-[variant=line]/tabs-list:data-[state=active]:bg-transparent group-data-[variant=line]/tabs-list:data-[state=active]:shadow-none dark:data-[state=active]:border-input dark:data-[state=active]:bg-input/30 dark:group-data-[variant=line]/tabs-list:data-[state=active]:border-transparent after:absolute after:inset-x-0 after:-bottom-1 after:h-0.5 after:bg-foreground after:opacity-0 group-data-[variant=line]/tabs-list:data-[state=active]:after:opacity-100 ${FOCUS} ${RESTS} ${ICONS}`,
  list,
);

export const TabsContent = part(Primitive.Content, "tabs-content", "flex-1 outline-none", tabs);
