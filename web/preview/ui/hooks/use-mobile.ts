// Owns `useIsMobile`: whether the frame is narrower than a tablet.

import { useSyncExternalStore } from "react";

const MOBILE = "(max-width: 767px)";

/** Undefined where there is no layout, as in the sandbox's check. */
const query = (): MediaQueryList | undefined => window.matchMedia?.(MOBILE);

function subscribe(changed: () => void): () => void {
  const asked = query();
  asked?.addEventListener("change", changed);
  return () => asked?.removeEventListener("change", changed);
}

export const useIsMobile = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => query()?.matches ?? false,
    () => false,
  );

export const useMobile = useIsMobile;
