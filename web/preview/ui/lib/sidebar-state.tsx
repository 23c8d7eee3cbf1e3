// Owns whether a sidebar is open: in memory, on its own for narrow frames, and with Ctrl or Cmd and B.

import {
  type ComponentProps,
  type CSSProperties,
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { useIsMobile } from "../hooks/use-mobile";
import { TooltipProvider } from "../tooltip";
import { family } from "./part";
import { cn } from "./utils";

export interface SidebarState {
  state: "expanded" | "collapsed";
  open: boolean;
  setOpen(open: boolean | ((open: boolean) => boolean)): void;
  openMobile: boolean;
  setOpenMobile(open: boolean | ((open: boolean) => boolean)): void;
  isMobile: boolean;
  toggleSidebar(): void;
}

const nothing = () => undefined;

/** Without a provider a sidebar is open and stays so. */
const Context = createContext<SidebarState>({
  state: "expanded",
  open: true,
  setOpen: nothing,
  openMobile: false,
  setOpenMobile: nothing,
  isMobile: false,
  toggleSidebar: nothing,
});

export const useSidebar = (): SidebarState => useContext(Context);

interface ProviderProps extends ComponentProps<"div"> {
  defaultOpen?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

function Provider({
  defaultOpen = true,
  open: given,
  onOpenChange,
  className,
  style,
  children,
  ...props
}: ProviderProps) {
  const isMobile = useIsMobile();
  const [openMobile, setOpenMobile] = useState(false);
  const [held, setHeld] = useState(defaultOpen);
  const open = given ?? held;
  const setOpen = useCallback(
    (wanted: boolean | ((open: boolean) => boolean)) => {
      const next = typeof wanted === "function" ? wanted(open) : wanted;
      setHeld(next);
      onOpenChange?.(next);
    },
    [open, onOpenChange],
  );
  const toggleSidebar = useCallback(
    () => (isMobile ? setOpenMobile((now) => !now) : setOpen((now) => !now)),
    [isMobile, setOpen],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "b" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      toggleSidebar();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [toggleSidebar]);

  const value = useMemo<SidebarState>(
    () => ({
      state: open ? "expanded" : "collapsed",
      open,
      setOpen,
      openMobile,
      setOpenMobile,
      isMobile,
      toggleSidebar,
    }),
    [open, setOpen, openMobile, isMobile, toggleSidebar],
  );
  const widths = { "--sidebar-width": "16rem", "--sidebar-width-icon": "3rem", ...style } as CSSProperties;
  return (
    <Context value={value}>
      <TooltipProvider delayDuration={0}>
        <div
          data-slot="sidebar-wrapper"
          style={widths}
          className={cn(
            "group/sidebar-wrapper flex min-h-svh w-full has-data-[variant=inset]:bg-sidebar",
            className,
          )}
          {...props}
        >
          {children}
        </div>
      </TooltipProvider>
    </Context>
  );
}

export const provider = family(Provider, {});
