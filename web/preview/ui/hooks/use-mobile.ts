// Owns `useIsMobile`: whether the frame is narrower than a tablet.

import { useSyncExternalStore } from "react";

const MOBILE = "(max-width: 767px)";

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(MOBILE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

export const useIsMobile = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(MOBILE).matches,
    () => false,
  );

export const useMobile = useIsMobile;
