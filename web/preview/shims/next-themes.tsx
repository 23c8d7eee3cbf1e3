// Stands for next-themes: the theme is the `dark` class of the document, which the page around the frame also sets.

import { Fragment, type ReactNode, useSyncExternalStore } from "react";

type Theme = "light" | "dark";
let chosen: string | null = null;

const root = (): HTMLElement => document.documentElement;
const shown = (): Theme => (root().classList.contains("dark") ? "dark" : "light");

function listen(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(root(), { attributes: true, attributeFilter: ["class"] });
  return () => observer.disconnect();
}

function setTheme(next: string | ((theme: string) => string)): void {
  chosen = typeof next === "function" ? next(shown()) : next;
  if (chosen !== "system") root().classList.toggle("dark", chosen === "dark");
}

export function useTheme() {
  const theme = useSyncExternalStore(listen, shown, shown);
  return {
    theme: chosen === "system" ? chosen : theme,
    resolvedTheme: theme,
    systemTheme: theme,
    themes: ["light", "dark", "system"],
    forcedTheme: undefined,
    setTheme,
  };
}

export function ThemeProvider({ children }: { children?: ReactNode }): ReactNode {
  return <Fragment>{children}</Fragment>;
}
