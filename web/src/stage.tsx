/** Where the previewed component stands: as wide as chosen, shrunk if it does not fit, with a handle to drag. */
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { dragged, fitted, MIN_PX, stepped, type Width } from "./widths";

interface Props {
  width: Width;
  available_px: number;
  setWidth(width: Width): void;
  measured(available_px: number): void;
  children: ReactNode;
}

export function Stage({ width, available_px, setWidth, measured, children }: Props) {
  const room = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ x: number; from_px: number } | null>(null);
  const { px, scale } = fitted(width, available_px);
  const full = width === null;

  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const resized = new ResizeObserver(() => {
      if (element.clientWidth > 0) measured(element.clientWidth);
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, [measured]);

  return (
    <div className="flex min-h-0 flex-1 bg-canvas md:pr-3">
      <div ref={room} className="flex min-w-0 flex-1 justify-center">
        <div
          className={`relative h-full ${full ? "w-full" : ""}`}
          style={full ? undefined : { width: px * scale }}
        >
          <div
            className={`relative overflow-hidden ${full ? "size-full" : "shadow-lg ring-1 ring-line"}`}
            style={
              full
                ? undefined
                : {
                    width: px,
                    height: `${100 / scale}%`,
                    transform: `scale(${scale})`,
                    transformOrigin: "0 0",
                  }
            }
          >
            {children}
            {drag && <div className="absolute inset-0 cursor-ew-resize" />}
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: an <hr> takes no focus and no pointer */}
          <div
            role="separator"
            aria-label="Preview width"
            aria-orientation="vertical"
            aria-valuemin={MIN_PX}
            aria-valuemax={Math.max(MIN_PX, Math.round(available_px))}
            aria-valuenow={Math.round(px * scale)}
            aria-valuetext={`${Math.round(px)} pixels`}
            tabIndex={0}
            title="Drag, or use the arrow keys, to change the width"
            className="handle max-md:hidden"
            onKeyDown={(event) => {
              const next = stepped(width, event.key, event.shiftKey, available_px);
              if (next === undefined) return;
              event.preventDefault();
              setWidth(next);
            }}
            onDoubleClick={() => setWidth(null)}
            onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
              event.preventDefault();
              event.currentTarget.setPointerCapture(event.pointerId);
              event.currentTarget.focus();
              setDrag({ x: event.clientX, from_px: px * scale });
            }}
            onPointerMove={(event) => {
              if (drag) setWidth(dragged(drag.from_px, event.clientX - drag.x, available_px));
            }}
            onPointerUp={() => setDrag(null)}
            onPointerCancel={() => setDrag(null)}
            onLostPointerCapture={() => setDrag(null)}
          >
            <i className={`grip ${drag ? "h-16 bg-accent" : ""}`} />
          </div>
        </div>
      </div>
    </div>
  );
}
