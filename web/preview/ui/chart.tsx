// recharts in the theme's colours: a container that names the colours of its series, a tooltip and a legend that read them.

import {
  type ComponentProps,
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useId,
} from "react";
import { Legend, ResponsiveContainer, Tooltip, type TooltipPayloadEntry } from "recharts";
import { cn } from "./lib/utils";

type Theme = "light" | "dark";

export type ChartConfig = Record<
  string,
  { label?: ReactNode; icon?: ComponentType } & (
    | { color?: string; theme?: never }
    | { color?: never; theme: Record<Theme, string> }
  )
>;

const Config = createContext<ChartConfig>({});

export const useChart = () => ({ config: useContext(Config) });

/** The theme's variables are whole colours; `hsl(var(--x))` comes from a time when they were three numbers. */
const whole = (color: string): string => color.replace(/^hsla?\(\s*(var\(--[\w-]+\))\s*\)$/, "$1");

export function ChartContainer({
  id,
  className,
  children,
  config = {},
  initialDimension = { width: 320, height: 200 },
  ...props
}: Omit<ComponentProps<"div">, "children"> & {
  config?: ChartConfig;
  children?: ReactNode;
  initialDimension?: { width: number; height: number };
}) {
  const made = useId().replace(/[^\w-]/g, "");
  const chart = `chart-${id || made}`;
  return (
    <Config value={config}>
      <div
        data-slot="chart"
        data-chart={chart}
        className={cn("flex aspect-video justify-center text-xs", className)}
        {...props}
      >
        <ChartStyle id={chart} config={config} />
        <ResponsiveContainer initialDimension={initialDimension}>{children}</ResponsiveContainer>
      </div>
    </Config>
  );
}

/** `--color-<series>` for the chart called `id`, in the light and in the dark. */
export function ChartStyle({ id, config = {} }: { id: string; config?: ChartConfig }) {
  const lines = (theme: Theme) =>
    Object.entries(config).flatMap(([key, entry]) => {
      const color = entry?.theme?.[theme] ?? entry?.color;
      return typeof color === "string" ? `--color-${key}: ${whole(color)};` : [];
    });
  if (lines("light").length === 0 && lines("dark").length === 0) return null;
  const rule = (prefix: string, theme: Theme) => `${prefix}[data-chart=${id}] { ${lines(theme).join(" ")} }`;
  return <style>{`${rule("", "light")}\n${rule(".dark ", "dark")}`}</style>;
}

export const ChartTooltip = Tooltip;

export const ChartLegend = Legend;

type Entry = Partial<Omit<TooltipPayloadEntry, "payload">> & { payload?: Record<string, unknown> };

/** The part of the config that a series, or a slice of a pie, belongs to: its own key, or the one that its data names. */
function configOf(config: ChartConfig, entry: Entry | undefined, key: string) {
  const named = (entry as Record<string, unknown> | undefined)?.[key] ?? entry?.payload?.[key];
  return (typeof named === "string" ? config[named] : undefined) ?? config[key];
}

const keyOf = (entry: Entry | undefined, given: string | undefined): string =>
  String(given || entry?.name || entry?.dataKey || "value");

interface TooltipContentProps extends Omit<ComponentProps<"div">, "content"> {
  active?: boolean;
  payload?: readonly Entry[];
  label?: ReactNode;
  indicator?: "line" | "dot" | "dashed";
  hideLabel?: boolean;
  hideIndicator?: boolean;
  labelClassName?: string;
  color?: string;
  nameKey?: string;
  labelKey?: string;
  // biome-ignore lint/suspicious/noExplicitAny: recharts hands over whatever the data holds
  labelFormatter?: (label: any, payload: any) => ReactNode;
  // biome-ignore lint/suspicious/noExplicitAny: recharts hands over whatever the data holds
  formatter?: (value: any, name: any, item: any, index: number, payload: any) => ReactNode;
}

export function ChartTooltipContent({
  active,
  payload = [],
  className,
  indicator = "dot",
  hideLabel = false,
  hideIndicator = false,
  label,
  labelFormatter,
  labelClassName,
  formatter,
  color,
  nameKey,
  labelKey,
}: TooltipContentProps) {
  const { config } = useChart();
  const [first] = payload;
  if (!active || !first) return null;
  const shown = payload.filter((entry) => entry.type !== "none");
  const heading = (): ReactNode => {
    if (hideLabel) return null;
    const key = String(labelKey || first.dataKey || first.name || "value");
    const named =
      !labelKey && typeof label === "string"
        ? (config[label]?.label ?? label)
        : configOf(config, first, key)?.label;
    const text = labelFormatter ? labelFormatter(named ?? label, payload) : (named ?? label);
    return text ? <div className={cn("font-medium", labelClassName)}>{text}</div> : null;
  };
  const nested = shown.length === 1 && indicator !== "dot";
  return (
    <div
      className={cn(
        "grid min-w-[8rem] items-start gap-1.5 rounded-lg border border-border/50 bg-background px-2.5 py-1.5 text-xs shadow-xl",
        className,
      )}
    >
      {!nested && heading()}
      <div className="grid gap-1.5">
        {shown.map((entry, index) => {
          const known = configOf(config, entry, keyOf(entry, nameKey));
          const tint = color || String(entry.payload?.fill ?? entry.color ?? "");
          return (
            <div
              key={`${entry.graphicalItemId ?? ""}${String(entry.dataKey ?? entry.name ?? index)}`}
              className={cn(
                "flex w-full flex-wrap items-stretch gap-2 [&>svg]:size-2.5 [&>svg]:text-muted-foreground",
                indicator === "dot" && "items-center",
              )}
            >
              {formatter && entry.value !== undefined && entry.name ? (
                formatter(entry.value, entry.name, entry, index, entry.payload)
              ) : (
                <>
                  {known?.icon ? (
                    <known.icon />
                  ) : (
                    !hideIndicator && <Mark kind={indicator} tint={tint} nested={nested} />
                  )}
                  <div
                    className={cn(
                      "flex flex-1 justify-between gap-3 leading-none",
                      nested ? "items-end" : "items-center",
                    )}
                  >
                    <div className="grid gap-1.5">
                      {nested && heading()}
                      <span className="text-muted-foreground">{known?.label ?? entry.name}</span>
                    </div>
                    {entry.value != null && (
                      <span className="font-medium font-mono text-foreground tabular-nums">
                        {typeof entry.value === "number" ? entry.value.toLocaleString() : String(entry.value)}
                      </span>
                    )}
                  </div>
                </>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const MARKS = {
  dot: "size-2.5 rounded-[2px]",
  line: "w-1 rounded-[2px]",
  dashed: "w-0 rounded-[2px] border-[1.5px] border-dashed bg-transparent!",
};

function Mark({ kind, tint, nested }: { kind: keyof typeof MARKS; tint: string; nested: boolean }) {
  return (
    <div
      className={cn("shrink-0", MARKS[kind], nested && kind === "dashed" && "my-0.5")}
      style={{ background: tint, borderColor: tint }}
    />
  );
}

interface LegendContentProps extends ComponentProps<"div"> {
  payload?: readonly { value?: unknown; color?: string; type?: string; dataKey?: unknown }[];
  verticalAlign?: "top" | "bottom" | "middle";
  hideIcon?: boolean;
  nameKey?: string;
}

export function ChartLegendContent({
  className,
  hideIcon = false,
  payload = [],
  verticalAlign = "bottom",
  nameKey,
}: LegendContentProps) {
  const { config } = useChart();
  const shown = payload.filter((entry) => entry.type !== "none");
  if (shown.length === 0) return null;
  return (
    <div
      className={cn(
        "flex flex-wrap items-center justify-center gap-4",
        verticalAlign === "top" ? "pb-3" : "pt-3",
        className,
      )}
    >
      {shown.map((entry) => {
        const known = configOf(config, entry as Entry, String(nameKey || entry.dataKey || "value"));
        return (
          <div
            key={String(entry.value)}
            className="flex items-center gap-1.5 [&>svg]:size-3 [&>svg]:text-muted-foreground"
          >
            {known?.icon && !hideIcon ? (
              <known.icon />
            ) : (
              <div className="size-2 shrink-0 rounded-[2px]" style={{ backgroundColor: entry.color }} />
            )}
            {known?.label ?? String(entry.value ?? "")}
          </div>
        );
      })}
    </div>
  );
}
