// A value, or several, picked on a line.

import { Slider as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./lib/utils";

/** A single number counts as a list of one. */
const listed = (value: unknown): number[] | undefined =>
  typeof value === "number" ? [value] : Array.isArray(value) ? value : undefined;

export function Slider({
  className,
  value,
  defaultValue,
  min = 0,
  max = 100,
  ...props
}: ComponentProps<typeof Primitive.Root>) {
  const now = listed(value);
  const first = listed(defaultValue) ?? [min];
  return (
    <Primitive.Root
      data-slot="slider"
      {...(now ? { value: now } : { defaultValue: first })}
      min={min}
      max={max}
      className={cn(
        "relative flex w-full touch-none select-none items-center data-[orientation=vertical]:h-full data-[orientation=vertical]:min-h-44 data-[orientation=vertical]:w-auto data-[orientation=vertical]:flex-col data-[disabled]:opacity-50",
        className,
      )}
      {...props}
    >
      <Primitive.Track
        data-slot="slider-track"
        className="relative grow overflow-hidden rounded-full bg-muted data-[orientation=horizontal]:h-1.5 data-[orientation=vertical]:h-full data-[orientation=horizontal]:w-full data-[orientation=vertical]:w-1.5"
      >
        <Primitive.Range
          data-slot="slider-range"
          className="absolute bg-primary data-[orientation=horizontal]:h-full data-[orientation=vertical]:w-full"
        />
      </Primitive.Track>
      {(now ?? first).map((_, at) => (
        <Primitive.Thumb
          data-slot="slider-thumb"
          // biome-ignore lint/suspicious/noArrayIndexKey: thumbs are known by their place
          key={at}
          className="block size-4 shrink-0 rounded-full border border-primary bg-white shadow-sm ring-ring/50 transition-[color,box-shadow] hover:ring-4 focus-visible:outline-hidden focus-visible:ring-4 disabled:pointer-events-none disabled:opacity-50"
        />
      ))}
    </Primitive.Root>
  );
}
