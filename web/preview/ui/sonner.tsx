// Shows what `toast()` of sonner was given, in the theme's colours.

import { CircleCheck, Info, Loader2, OctagonX, TriangleAlert } from "lucide-react";
import type { CSSProperties } from "react";
import { Toaster as Sonner, type ToasterProps } from "sonner";
import { useDark } from "./lib/use-dark";

export { toast } from "sonner";

const icons = {
  success: <CircleCheck className="size-4" />,
  info: <Info className="size-4" />,
  warning: <TriangleAlert className="size-4" />,
  error: <OctagonX className="size-4" />,
  loading: <Loader2 className="size-4 animate-spin" />,
};

const colours = {
  "--normal-bg": "var(--popover)",
  "--normal-text": "var(--popover-foreground)",
  "--normal-border": "var(--border)",
  "--border-radius": "var(--radius)",
} as CSSProperties;

export function Toaster({ style, theme, ...props }: ToasterProps) {
  const dark = useDark();
  return (
    <Sonner
      theme={theme && theme !== "system" ? theme : dark ? "dark" : "light"}
      className="toaster group"
      icons={icons}
      style={{ ...colours, ...style }}
      {...props}
    />
  );
}
