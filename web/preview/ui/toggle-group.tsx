// Buttons of which one, or several, stay pressed.

import type { VariantProps } from "class-variance-authority";
import { ToggleGroup as Primitive } from "radix-ui";
import { type ComponentProps, createContext, useContext } from "react";
import { family } from "./lib/part";
import { cn } from "./lib/utils";
import { toggleVariants } from "./toggle";

type Look = VariantProps<typeof toggleVariants> & { spacing?: number };

const Shared = createContext<Look>({});
const group = family(Primitive.Root, { type: "single" });

type ToggleGroupProps = Omit<
  ComponentProps<typeof Primitive.Root>,
  "type" | "value" | "defaultValue" | "onValueChange"
> &
  Look & {
    type?: "single" | "multiple";
    value?: string | string[];
    defaultValue?: string | string[];
    // biome-ignore lint/suspicious/noExplicitAny: a string or a list of them, as `type` says
    onValueChange?: (value: any) => void;
  };

export function ToggleGroup({
  className,
  variant,
  size,
  spacing = 0,
  type = "single",
  style,
  children,
  ...props
}: ToggleGroupProps) {
  const all = { type, ...props } as ComponentProps<typeof Primitive.Root>;
  return (
    <group.Root
      data-slot="toggle-group"
      data-variant={variant}
      data-size={size}
      data-spacing={spacing}
      className={cn(
        "group/toggle-group flex w-fit items-center rounded-md data-[orientation=vertical]:flex-col data-[spacing=0]:data-[variant=outline]:shadow-xs",
        className,
      )}
      {...all}
      style={{ gap: `calc(var(--spacing) * ${spacing})`, ...style }}
    >
      <Shared value={{ variant, size, spacing }}>{children}</Shared>
    </group.Root>
  );
}

export function ToggleGroupItem({
  className,
  variant,
  size,
  ...props
}: ComponentProps<typeof Primitive.Item> & VariantProps<typeof toggleVariants>) {
  const shared = useContext(Shared);
  const look = { variant: shared.variant ?? variant, size: shared.size ?? size };
  return (
    <group.Inside>
      <Primitive.Item
        data-slot="toggle-group-item"
        data-variant={look.variant}
        data-size={look.size}
        data-spacing={shared.spacing ?? 0}
        className={cn(
          toggleVariants(look),
          "w-auto min-w-0 shrink-0 px-3 focus:z-10 focus-visible:z-10 data-[spacing=0]:rounded-none data-[spacing=0]:shadow-none data-[spacing=0]:first:rounded-l-md data-[spacing=0]:last:rounded-r-md data-[spacing=0]:data-[variant=outline]:border-l-0 data-[spacing=0]:data-[variant=outline]:first:border-l",
          className,
        )}
        {...props}
      />
    </group.Inside>
  );
}
