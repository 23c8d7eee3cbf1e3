// A person's picture, or their initials until it is there.

import { Avatar as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { family, part } from "./lib/part";
import { cn } from "./lib/utils";

type Size = "default" | "sm" | "lg";

function Root({
  className,
  size = "default",
  ...props
}: ComponentProps<typeof Primitive.Root> & { size?: Size }) {
  return (
    <Primitive.Root
      data-slot="avatar"
      data-size={size}
      className={cn(
        "group/avatar relative flex size-8 shrink-0 select-none overflow-hidden rounded-full has-data-[slot=avatar-badge]:overflow-visible data-[size=lg]:size-10 data-[size=sm]:size-6",
        className,
      )}
      {...props}
    />
  );
}

const avatar = family(Root, {});

export const Avatar = avatar.Root;

export const AvatarImage = part(
  Primitive.Image,
  "avatar-image",
  "aspect-square size-full rounded-full object-cover",
  avatar,
);

export const AvatarFallback = part(
  Primitive.Fallback,
  "avatar-fallback",
  "flex size-full items-center justify-center rounded-full bg-muted text-sm group-data-[size=sm]/avatar:text-xs",
  avatar,
);

export const AvatarBadge = part(
  "span",
  "avatar-badge",
  "absolute right-0 bottom-0 z-10 inline-flex size-2.5 items-center justify-center rounded-full bg-primary text-primary-foreground ring-2 ring-background [&>svg]:size-2",
);

export const AvatarGroup = part(
  "div",
  "avatar-group",
  "flex -space-x-2 *:data-[slot=avatar]:ring-2 *:data-[slot=avatar]:ring-background",
);

export const AvatarGroupCount = part(
  "div",
  "avatar-group-count",
  "relative flex size-8 shrink-0 items-center justify-center rounded-full bg-muted text-muted-foreground text-sm ring-2 ring-background [&>svg]:size-4",
);
