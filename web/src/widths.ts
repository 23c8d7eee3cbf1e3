/**
 * How wide the previewed component is shown. A width is CSS pixels, or null for all there is. Pure.
 *
 * A width that does not fit is kept and shown smaller, so that a tablet's layout can be seen on a laptop.
 */
export type Width = number | null;

export const MIN_PX = 280;
export const PRESETS = [
  { id: "phone", name: "Phone", px: 390 },
  { id: "tablet", name: "Tablet", px: 820 },
  { id: "desktop", name: "Desktop", px: null },
] as const;

const STEP_PX = 10;
const BIG_STEP_PX = 50;
/** So near to all there is that all there is was meant. */
const SNAP_PX = 8;

export interface Fit {
  /** Width that the component sees. */
  px: number;
  /** At most 1: what it is shrunk by to fit. */
  scale: number;
}

export function fitted(width: Width, available_px: number): Fit {
  const px = width ?? available_px;
  return { px, scale: available_px > 0 ? Math.min(1, available_px / px) : 1 };
}

/** The frame is centred, so each of its sides moves by `dx_px` if the pointer does. */
export function dragged(from_px: number, dx_px: number, available_px: number): Width {
  return settled(from_px + 2 * dx_px, available_px);
}

/** What a key on the handle makes of the width; undefined if the key means nothing to it. */
export function stepped(width: Width, key: string, big: boolean, available_px: number): Width | undefined {
  const now_px = Math.min(width ?? available_px, available_px);
  const step_px = big ? BIG_STEP_PX : STEP_PX;
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return settled(now_px + step_px, available_px);
    case "ArrowLeft":
    case "ArrowDown":
      return settled(now_px - step_px, available_px);
    case "Home":
      return settled(MIN_PX, available_px);
    case "End":
      return null;
    default:
      return undefined;
  }
}

function settled(px: number, available_px: number): Width {
  const rounded = Math.max(MIN_PX, Math.round(px));
  return rounded >= available_px - SNAP_PX ? null : rounded;
}
