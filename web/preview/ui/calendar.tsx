// Days of a month, to pick one, several or a range. Understands the property names of day-picker 8 too.

import { ChevronDown, ChevronLeft, ChevronRight } from "lucide-react";
import { type ComponentProps, type Ref, useEffect, useRef } from "react";
import {
  type DayButton,
  DayPicker,
  type Chevron as DayPickerChevron,
  type DayPickerProps,
  type WeekNumber as DayPickerWeekNumber,
  getDefaultClassNames,
} from "react-day-picker";
import { Button, type ButtonProps, buttonVariants } from "./button";
import { cn } from "./lib/utils";

type Layout = NonNullable<DayPickerProps["captionLayout"]>;

interface Older {
  initialFocus?: boolean;
  fromYear?: number;
  toYear?: number;
  fromMonth?: Date;
  toMonth?: Date;
  fromDate?: Date;
  toDate?: Date;
  captionLayout?: Layout | "buttons" | "dropdown-buttons";
}

type Given = Omit<DayPickerProps, "captionLayout"> & Older;

export type CalendarProps = (DayPickerProps extends infer P
  ? P extends unknown
    ? Omit<P, "captionLayout">
    : never
  : never) &
  Older & { buttonVariant?: ButtonProps["variant"] };

/** Day-picker 8's names in today's words. */
function today(given: Given): DayPickerProps {
  const { initialFocus, fromYear, toYear, fromMonth, toMonth, fromDate, toDate, captionLayout, ...props } =
    given;
  const first = fromMonth ?? fromDate ?? (fromYear === undefined ? undefined : new Date(fromYear, 0));
  const last = toMonth ?? toDate ?? (toYear === undefined ? undefined : new Date(toYear, 11));
  const layouts: Record<string, Layout> = { buttons: "label", "dropdown-buttons": "dropdown" };
  const layout = captionLayout ?? "label";
  return {
    ...(initialFocus !== undefined && { autoFocus: initialFocus }),
    ...(first && { startMonth: first }),
    ...(last && { endMonth: last }),
    captionLayout: layouts[layout] ?? (layout as Layout),
    ...props,
  } as DayPickerProps;
}

const Root = ({ rootRef, ...props }: ComponentProps<"div"> & { rootRef?: Ref<HTMLDivElement> }) => (
  <div data-slot="calendar" ref={rootRef ?? null} {...props} />
);

const WeekNumber = ({ children, week: _, ...props }: ComponentProps<typeof DayPickerWeekNumber>) => (
  <th {...props}>
    <div className="flex size-(--cell-size) items-center justify-center text-center">{children}</div>
  </th>
);

const CHEVRONS = { left: ChevronLeft, right: ChevronRight, up: ChevronDown, down: ChevronDown };

function Chevron({ className, orientation = "down" }: ComponentProps<typeof DayPickerChevron>) {
  const Icon = CHEVRONS[orientation];
  return <Icon className={cn("size-4", className)} />;
}

export function Calendar({ buttonVariant = "ghost", ...given }: CalendarProps) {
  const { className, classNames, showOutsideDays = true, formatters, components, ...props } = today(given);
  const named = getDefaultClassNames();
  const step = cn(
    buttonVariants({ variant: buttonVariant }),
    "z-10 size-(--cell-size) select-none p-0 aria-disabled:opacity-50",
  );
  return (
    <DayPicker
      showOutsideDays={showOutsideDays}
      className={cn(
        "group/calendar w-fit bg-background p-3 [--cell-size:--spacing(8)] in-data-[slot=card-content]:bg-transparent in-data-[slot=popover-content]:bg-transparent",
        className,
      )}
      formatters={{
        formatMonthDropdown: (date) => date.toLocaleString("default", { month: "short" }),
        ...formatters,
      }}
      classNames={{
        root: cn("w-fit", named.root),
        months: cn("relative flex flex-col gap-4 md:flex-row", named.months),
        month: cn("flex w-full flex-col gap-4", named.month),
        nav: cn("absolute inset-x-0 top-0 flex w-full items-center justify-between gap-1", named.nav),
        button_previous: cn(step, named.button_previous),
        button_next: cn(step, named.button_next),
        month_caption: cn(
          "flex h-(--cell-size) w-full items-center justify-center px-(--cell-size)",
          named.month_caption,
        ),
        dropdowns: cn(
          "flex h-(--cell-size) w-full items-center justify-center gap-1.5 font-medium text-sm",
          named.dropdowns,
        ),
        dropdown_root: cn(
          "relative rounded-md border border-input shadow-xs has-focus:border-ring has-focus:ring-[3px] has-focus:ring-ring/50",
          named.dropdown_root,
        ),
        dropdown: cn("absolute inset-0 bg-popover opacity-0", named.dropdown),
        caption_label: cn(
          "select-none font-medium text-sm",
          props.captionLayout !== "label" &&
            "flex h-8 items-center gap-1 rounded-md pr-1 pl-2 [&>svg]:size-3.5 [&>svg]:text-muted-foreground",
          named.caption_label,
        ),
        month_grid: cn("w-full border-collapse", named.month_grid),
        weekdays: cn("flex", named.weekdays),
        weekday: cn(
          "flex-1 select-none rounded-md font-normal text-[0.8rem] text-muted-foreground",
          named.weekday,
        ),
        week: cn("mt-2 flex w-full", named.week),
        week_number_header: cn("w-(--cell-size) select-none", named.week_number_header),
        week_number: cn("select-none text-[0.8rem] text-muted-foreground", named.week_number),
        day: cn(
          "group/day relative aspect-square size-full select-none p-0 text-center [&:first-child[data-selected=true]_button]:rounded-l-md [&:last-child[data-selected=true]_button]:rounded-r-md",
          named.day,
        ),
        range_start: cn("rounded-l-md bg-accent", named.range_start),
        range_middle: cn("rounded-none", named.range_middle),
        range_end: cn("rounded-r-md bg-accent", named.range_end),
        today: cn(
          "rounded-md bg-accent text-accent-foreground data-[selected=true]:rounded-none",
          named.today,
        ),
        outside: cn("text-muted-foreground aria-selected:text-muted-foreground", named.outside),
        disabled: cn("text-muted-foreground opacity-50", named.disabled),
        hidden: cn("invisible", named.hidden),
        ...classNames,
      }}
      components={{
        Root,
        Chevron,
        DayButton: CalendarDayButton,
        WeekNumber,
        ...components,
      }}
      {...props}
    />
  );
}

export function CalendarDayButton({
  className,
  day,
  modifiers = {},
  ...props
}: Partial<ComponentProps<typeof DayButton>>) {
  const button = useRef<HTMLButtonElement>(null);
  const focused = !!modifiers.focused;
  useEffect(() => {
    if (focused) button.current?.focus();
  }, [focused]);
  const inRange = modifiers.range_start || modifiers.range_end || modifiers.range_middle;
  return (
    <Button
      ref={button}
      variant="ghost"
      size="icon"
      data-day={day?.date.toLocaleDateString()}
      data-selected-single={modifiers.selected && !inRange}
      data-range-start={modifiers.range_start}
      data-range-end={modifiers.range_end}
      data-range-middle={modifiers.range_middle}
      className={cn(
        "flex aspect-square h-auto w-full min-w-(--cell-size) flex-col gap-1 font-normal leading-none [&>span]:text-xs [&>span]:opacity-70",
        "group-data-[focused=true]/day:relative group-data-[focused=true]/day:z-10 group-data-[focused=true]/day:border-ring group-data-[focused=true]/day:ring-[3px] group-data-[focused=true]/day:ring-ring/50",
        "data-[selected-single=true]:bg-primary data-[selected-single=true]:text-primary-foreground",
        "data-[range-start=true]:rounded-md data-[range-start=true]:rounded-l-md data-[range-start=true]:bg-primary data-[range-start=true]:text-primary-foreground",
        "data-[range-end=true]:rounded-md data-[range-end=true]:bg-primary data-[range-end=true]:text-primary-foreground",
        "data-[range-middle=true]:rounded-none data-[range-middle=true]:bg-accent data-[range-middle=true]:text-accent-foreground",
        className,
      )}
      {...props}
    />
  );
}
