// Panels whose borders can be dragged. `direction` and `orientation` mean the same.

import { GripVertical } from "lucide-react";
import type { ComponentProps } from "react";
import * as Primitive from "react-resizable-panels";
import { family } from "./lib/part";
import { cn } from "./lib/utils";

type Direction = "horizontal" | "vertical";

function Group({
  className,
  direction,
  orientation,
  ...props
}: Omit<ComponentProps<typeof Primitive.PanelGroup>, "direction"> & {
  direction?: Direction;
  orientation?: Direction;
}) {
  return (
    <Primitive.PanelGroup
      data-slot="resizable-panel-group"
      direction={direction ?? orientation ?? "horizontal"}
      className={cn("flex h-full w-full data-[panel-group-direction=vertical]:flex-col", className)}
      {...props}
    />
  );
}

const group = family(Group, {});

export const ResizablePanelGroup = group.Root;

/** Sizes are percent: `30`, "30" and "30%" are one. */
const percent = (size: number | string | undefined) =>
  size === undefined ? undefined : Number.parseFloat(String(size));

type Sizes = "defaultSize" | "minSize" | "maxSize" | "collapsedSize";

export function ResizablePanel({
  defaultSize,
  minSize,
  maxSize,
  collapsedSize,
  ...props
}: Omit<ComponentProps<typeof Primitive.Panel>, Sizes> & Partial<Record<Sizes, number | string>>) {
  return (
    <group.Inside>
      <Primitive.Panel
        data-slot="resizable-panel"
        defaultSize={percent(defaultSize)}
        minSize={percent(minSize)}
        maxSize={percent(maxSize)}
        collapsedSize={percent(collapsedSize)}
        {...props}
      />
    </group.Inside>
  );
}

export function ResizableHandle({
  withHandle = false,
  className,
  ...props
}: ComponentProps<typeof Primitive.PanelResizeHandle> & { withHandle?: boolean }) {
  return (
    <group.Inside>
      <Primitive.PanelResizeHandle
        data-slot="resizable-handle"
        className={cn(
          "relative flex w-px items-center justify-center bg-border after:absolute after:inset-y-0 after:left-1/2 after:w-1 after:-translate-x-1/2 focus-visible:outline-hidden focus-visible:ring-1 focus-visible:ring-ring data-[panel-group-direction=vertical]:h-px data-[panel-group-direction=vertical]:w-full data-[panel-group-direction=vertical]:after:inset-x-0 data-[panel-group-direction=vertical]:after:inset-y-auto data-[panel-group-direction=vertical]:after:h-1 data-[panel-group-direction=vertical]:after:w-full data-[panel-group-direction=vertical]:after:translate-x-0 [&[data-panel-group-direction=vertical]>div]:rotate-90",
          className,
        )}
        {...props}
      >
        {withHandle && (
          <div className="z-10 flex h-4 w-3 items-center justify-center rounded-xs border bg-border">
            <GripVertical className="size-2.5" />
          </div>
        )}
      </Primitive.PanelResizeHandle>
    </group.Inside>
  );
}
