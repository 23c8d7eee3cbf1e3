// The browser's own select, dressed like the other fields.

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { FIELD, FOCUS, INVALID } from "./lib/look";
import { part } from "./lib/part";
import { cn } from "./lib/utils";

export function NativeSelect({
  className,
  size = "default",
  ...props
}: Omit<ComponentProps<"select">, "size"> & { size?: "sm" | "default" }) {
  return (
    <div data-slot="native-select-wrapper" className="relative w-fit has-[select:disabled]:opacity-50">
      <select
        data-slot="native-select"
        data-size={size}
        className={cn(
          "h-9 appearance-none py-1 pr-9 pl-3 data-[size=sm]:h-8 [&_option]:bg-popover",
          FIELD,
          FOCUS,
          INVALID,
          className,
        )}
        {...props}
      />
      <ChevronDown
        aria-hidden="true"
        data-slot="native-select-icon"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </div>
  );
}

export const NativeSelectOption = part("option", "native-select-option");

export const NativeSelectOptGroup = part("optgroup", "native-select-optgroup");
