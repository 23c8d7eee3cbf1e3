// Owns the address that pasted Next.js code sees: kept in memory, changed by links and routers, never the document's own.

import { useSyncExternalStore } from "react";

const START = "https://preview.invalid";
const listeners = new Set<() => void>();
const past: string[] = ["/"];
let at = 0;

const here = (): string => past[at] as string;

function move(to: number): void {
  at = Math.min(Math.max(to, 0), past.length - 1);
  for (const listener of listeners) listener();
}

/** Follows a link inside the program; other addresses stay where they are. */
export function go(to: unknown, replace = false): void {
  const { pathname, search, hash, origin } = new URL(String(to), START + here());
  if (origin !== START) return;
  past.splice(replace ? at : at + 1, past.length, pathname + search + hash);
  move(past.length - 1);
}

export const router = {
  push: (to: unknown) => go(to),
  replace: (to: unknown) => go(to, true),
  back: () => move(at - 1),
  forward: () => move(at + 1),
  refresh: () => undefined,
  reload: () => undefined,
  prefetch: async () => undefined,
};

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePlace = (): URL => new URL(useSyncExternalStore(listen, here, here), START);
