// Sections that open and close below their headings.

import { ChevronDown } from "lucide-react";
import { Accordion as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { FOCUS } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const accordion = family(Primitive.Root, { type: "single" });

type AccordionProps = Partial<Pick<ComponentProps<typeof Primitive.Root>, "type">> &
  Omit<ComponentProps<typeof Primitive.Root>, "type" | "value" | "defaultValue" | "onValueChange"> & {
    collapsible?: boolean;
    value?: string | string[];
    defaultValue?: string | string[];
    // biome-ignore lint/suspicious/noExplicitAny: a string or a list of them, as `type` says
    onValueChange?: (value: any) => void;
  };

/** One section open at a time, unless `type` says otherwise. */
export function Accordion({ type = "single", ...props }: AccordionProps) {
  const all = { "data-slot": "accordion", type, ...props } as ComponentProps<typeof Primitive.Root>;
  return <accordion.Root {...all} />;
}

const Item = part(Primitive.Item, "accordion-item", "border-b last:border-b-0", accordion);
const item = family(Item, { value: "" });

export const AccordionItem = item.Root;

export function AccordionTrigger({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <item.Inside>
      <Primitive.Header className="flex">
        <Primitive.Trigger
          data-slot="accordion-trigger"
          className={cn(
            "flex flex-1 items-start justify-between gap-4 rounded-md py-4 text-left font-medium text-sm hover:underline disabled:pointer-events-none disabled:opacity-50 [&[data-state=open]>svg]:rotate-180",
            FOCUS,
            className,
          )}
          {...props}
        >
          {children}
          <ChevronDown className="pointer-events-none size-4 shrink-0 translate-y-0.5 text-muted-foreground transition-transform duration-200" />
        </Primitive.Trigger>
      </Primitive.Header>
    </item.Inside>
  );
}

export function AccordionContent({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <item.Inside>
      <Primitive.Content
        data-slot="accordion-content"
        className="overflow-hidden text-sm data-[state=closed]:animate-accordion-up data-[state=open]:animate-accordion-down"
        {...props}
      >
        <div className={cn("pt-0 pb-4", className)}>{children}</div>
      </Primitive.Content>
    </item.Inside>
  );
}
