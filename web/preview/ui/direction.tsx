// Whether text runs from the left or from the right.

import { Direction } from "radix-ui";
import type { ComponentProps } from "react";

type DirectionProviderProps = Partial<ComponentProps<typeof Direction.DirectionProvider>> & {
  direction?: "ltr" | "rtl";
};

export function DirectionProvider({ direction, dir, children }: DirectionProviderProps) {
  return (
    <Direction.DirectionProvider dir={direction ?? dir ?? "ltr"}>{children}</Direction.DirectionProvider>
  );
}

export const useDirection = Direction.useDirection;
