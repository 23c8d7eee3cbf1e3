/** What the page asks of the screen and the clock. */
import { useEffect, useState, useSyncExternalStore } from "react";

const DARK = "(prefers-color-scheme: dark)";

export function useDark(): boolean {
  return useSyncExternalStore(watchDark, () => matchMedia(DARK).matches);
}

function watchDark(changed: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** The time, renewed every `every_ms`; it stands still while that is null. */
export function useNow(every_ms: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (every_ms === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), every_ms);
    return () => clearInterval(timer);
  }, [every_ms]);
  return now;
}

/** With a mouse there are keys: the prompt may take the focus without a keyboard sliding over the page. */
export function hasKeys(): boolean {
  return typeof matchMedia === "function" && matchMedia("(pointer: fine)").matches;
}
