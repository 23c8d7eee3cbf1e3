// Owns the list of toasts behind `toast()` and `useToast()`: one at a time, newest first, in memory; `<Toaster />` shows it.

import { type ReactNode, useSyncExternalStore } from "react";
import type { ToastActionElement, ToastProps } from "../toast";

export type ToasterToast = Omit<ToastProps, "title" | "id"> & {
  id: string;
  title?: ReactNode;
  description?: ReactNode;
  action?: ToastActionElement;
};

export type Toast = Omit<ToasterToast, "id">;

const MOST = 1;
/** A closed toast stays until it has slid out. */
const REMOVE_AFTER_MS = 1_000;

let toasts: readonly ToasterToast[] = [];
let made = 0;
const listeners = new Set<() => void>();

function put(next: readonly ToasterToast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Closes one toast, or all of them. */
function dismiss(id?: string): void {
  const closes = (toast: ToasterToast) => id === undefined || toast.id === id;
  const closed = new Set(toasts.filter(closes).map((toast) => toast.id));
  put(toasts.map((toast) => (closes(toast) ? { ...toast, open: false } : toast)));
  setTimeout(() => put(toasts.filter((toast) => toast.open || !closed.has(toast.id))), REMOVE_AFTER_MS);
}

export function toast(given: Toast = {}) {
  const id = String(++made);
  const onOpenChange = (open: boolean) => {
    given.onOpenChange?.(open);
    if (!open) dismiss(id);
  };
  put([{ ...given, id, open: true, onOpenChange }, ...toasts].slice(0, MOST));
  return {
    id,
    dismiss: () => dismiss(id),
    update: (changed: Toast) =>
      put(toasts.map((each) => (each.id === id ? { ...each, ...changed, id } : each))),
  };
}

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

export const useToast = () => ({ toasts: useSyncExternalStore(subscribe, () => toasts), toast, dismiss });
