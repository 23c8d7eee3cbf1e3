// A turning circle: something is being waited for.

import { Loader2 } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./lib/utils";

export function Spinner({ className, ...props }: ComponentProps<"svg">) {
  return (
    <Loader2
      role="status"
      aria-label="Loading"
      className={cn("size-4 animate-spin", className)}
      {...(props as object)}
    />
  );
}
