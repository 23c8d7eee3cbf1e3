// One choice of several, all in sight.

import { Circle } from "lucide-react";
import { RadioGroup as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { FOCUS, INVALID } from "./lib/look";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

const group = family(part(Primitive.Root, "radio-group", "grid gap-3"), {});

export const RadioGroup = group.Root;

export function RadioGroupItem({ className, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <group.Inside>
      <Primitive.Item
        data-slot="radio-group-item"
        className={cn(
          "relative aspect-square size-4 shrink-0 rounded-full border border-input text-primary shadow-xs disabled:cursor-not-allowed disabled:opacity-50 dark:bg-input/30",
          FOCUS,
          INVALID,
          className,
        )}
        {...props}
      >
        <Primitive.Indicator
          data-slot="radio-group-indicator"
          className="absolute inset-0 grid place-items-center"
        >
          <Circle className="size-2 fill-primary" />
        </Primitive.Indicator>
      </Primitive.Item>
    </group.Inside>
  );
}
