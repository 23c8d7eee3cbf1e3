// A field that finds one or several of many items while one types.

import { Check, ChevronDown, X } from "lucide-react";
import { Popover } from "radix-ui";
import {
  type ComponentProps,
  type ComponentType,
  createContext,
  createElement,
  type ReactNode,
  type RefObject,
  useContext,
  useId,
  useRef,
} from "react";
import { Button } from "./button";
import { InputGroup, InputGroupAddon, InputGroupButton, InputGroupInput } from "./input-group";
import { count } from "./lib/choices";
import { type Any, combobox, inputProps, useCombobox } from "./lib/combobox-state";
import { CHOICE, CHOICE_RESTS, FLOATS, LINE_BETWEEN, POPS } from "./lib/look";
import { part } from "./lib/part";
import { cn } from "./lib/utils";

const Members = createContext<readonly unknown[] | null>(null);

/** A part that stands in the nearest combobox, or in one of its own. */
const inside =
  <P extends object>(type: ComponentType<P>) =>
  (props: P): ReactNode =>
    createElement(combobox.Inside, null, createElement(type, props));

export const Combobox = combobox.Root;

function Field({
  className,
  children,
  showTrigger = true,
  showClear = false,
  ...props
}: ComponentProps<"input"> & { showTrigger?: boolean; showClear?: boolean }) {
  const state = useCombobox();
  return (
    <Popover.Anchor asChild>
      <InputGroup ref={state.anchor as RefObject<HTMLDivElement>} className={cn("w-auto", className)}>
        <InputGroupInput {...inputProps(state)} {...props} />
        <InputGroupAddon align="inline-end">
          {showTrigger && (
            <InputGroupButton
              aria-label="Show the choices"
              data-slot="combobox-trigger"
              disabled={state.disabled}
              size="icon-xs"
              onClick={() => state.setOpen(!state.open)}
            >
              <ChevronDown />
            </InputGroupButton>
          )}
          {showClear && state.chosen.length > 0 && (
            <InputGroupButton
              aria-label="Clear"
              data-slot="combobox-clear"
              size="icon-xs"
              onClick={state.clear}
            >
              <X />
            </InputGroupButton>
          )}
        </InputGroupAddon>
        {children}
      </InputGroup>
    </Popover.Anchor>
  );
}

export const ComboboxInput = inside(Field);

function Surface({
  className,
  anchor,
  sideOffset = 6,
  align = "start",
  ...props
}: ComponentProps<typeof Popover.Content> & { anchor?: RefObject<HTMLElement | null> }) {
  const state = useCombobox();
  const field = anchor ?? state.anchor;
  return (
    <Popover.Portal>
      <Popover.Content
        data-slot="combobox-content"
        role="presentation"
        align={align}
        sideOffset={sideOffset}
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onInteractOutside={(event) => {
          if (field.current?.contains(event.target as Node)) event.preventDefault();
        }}
        className={cn(
          "max-h-96 w-(--radix-popover-trigger-width) min-w-36 overflow-hidden",
          FLOATS,
          POPS,
          className,
        )}
        {...props}
      />
    </Popover.Portal>
  );
}

export const ComboboxContent = inside(Surface);

type Each = ReactNode | ((item: Any, index: number) => ReactNode);

function each(children: Each, items: readonly unknown[]): ReactNode {
  return typeof children === "function" ? items.map(children) : children;
}

function Listed({
  className,
  children,
  ...props
}: Omit<ComponentProps<"div">, "children"> & { children?: Each }) {
  const { id, list, multiple, shown } = useCombobox();
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-multiselectable={multiple || undefined}
      data-slot="combobox-list"
      className={cn("max-h-72 scroll-py-1 overflow-y-auto p-1 empty:p-0", className)}
      {...props}
    >
      {each(children, shown)}
    </div>
  );
}

export const ComboboxList = inside(Listed);

function Option({
  className,
  children,
  value,
  disabled,
  ...props
}: Omit<ComponentProps<"div">, "value"> & { value?: unknown; disabled?: boolean }) {
  const state = useCombobox();
  const id = useId();
  const item = value ?? (typeof children === "string" ? children : undefined);
  const isChosen = state.has(item);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      data-slot="combobox-item"
      data-disabled={disabled ? "" : undefined}
      data-highlighted={state.active === id ? "" : undefined}
      className={cn(
        CHOICE,
        CHOICE_RESTS,
        "pr-8 data-[highlighted]:bg-accent data-[highlighted]:text-accent-foreground",
        className,
      )}
      onPointerMove={() => state.active !== id && state.activate(disabled ? "" : id)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => !disabled && state.choose(item)}
      {...props}
    >
      {children ?? state.label(item)}
      {isChosen && <Check aria-hidden="true" className="absolute right-2 size-4" />}
    </div>
  );
}

export const ComboboxItem = inside(Option);

/** `items` are those of the group, for the collection inside. */
export function ComboboxGroup({ items, ...props }: ComponentProps<"div"> & { items?: readonly unknown[] }) {
  return (
    <Members value={items ?? null}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend */}
      <div role="group" data-slot="combobox-group" {...props} />
    </Members>
  );
}

export const ComboboxLabel = part("div", "combobox-label", "px-2 py-1.5 text-muted-foreground text-xs");

function Collected({ children }: { children?: Each }) {
  const { shown } = useCombobox();
  return each(children, useContext(Members) ?? shown);
}

export function ComboboxCollection(props: { children?: Each }) {
  return (
    <combobox.Inside>
      <Collected {...props} />
    </combobox.Inside>
  );
}

function Nothing({ className, ...props }: ComponentProps<"div">) {
  const { shown } = useCombobox();
  if (count(shown) > 0) return null;
  return (
    <div
      role="status"
      data-slot="combobox-empty"
      className={cn("flex w-full justify-center py-2 text-center text-muted-foreground text-sm", className)}
      {...props}
    />
  );
}

export const ComboboxEmpty = inside(Nothing);

export const ComboboxSeparator = part("div", "combobox-separator", LINE_BETWEEN);

function Chips({ className, ref, ...props }: ComponentProps<"div">) {
  const { anchor } = useCombobox();
  const set = (element: HTMLDivElement | null) => {
    anchor.current = element;
    if (typeof ref === "function") ref(element);
    else if (ref) ref.current = element;
  };
  return (
    <Popover.Anchor asChild>
      <div
        ref={set}
        data-slot="combobox-chips"
        className={cn(
          "flex min-h-9 flex-wrap items-center gap-1.5 rounded-md border border-input bg-transparent px-2.5 py-1.5 text-sm shadow-xs focus-within:border-ring focus-within:ring-[3px] focus-within:ring-ring/50 dark:bg-input/30",
          className,
        )}
        {...props}
      />
    </Popover.Anchor>
  );
}

export const ComboboxChips = inside(Chips);

function Chip({
  className,
  children,
  value,
  showRemove = true,
  ...props
}: Omit<ComponentProps<"div">, "value"> & { value?: unknown; showRemove?: boolean }) {
  const state = useCombobox();
  const isThis = (item: unknown) => item === value || state.label(item) === children;
  const item = value ?? state.chosen.find(isThis);
  return (
    <div
      data-slot="combobox-chip"
      className={cn(
        "flex h-5.5 w-fit items-center gap-1 whitespace-nowrap rounded-sm bg-muted px-1.5 font-medium text-foreground text-xs",
        className,
      )}
      {...props}
    >
      {children}
      {showRemove && (
        <Button
          variant="ghost"
          size="icon"
          aria-label="Remove"
          data-slot="combobox-chip-remove"
          className="-mr-1 size-4 opacity-50 hover:opacity-100"
          onClick={() => state.has(item) && state.choose(item)}
        >
          <X />
        </Button>
      )}
    </div>
  );
}

export const ComboboxChip = inside(Chip);

function ChipsField({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      data-slot="combobox-chip-input"
      className={cn("min-w-16 flex-1 bg-transparent outline-none", className)}
      {...inputProps(useCombobox())}
      {...props}
    />
  );
}

export const ComboboxChipsInput = inside(ChipsField);

export const ComboboxTrigger = part(Popover.Trigger, "combobox-trigger", "[&_svg]:size-4", combobox);

function Value({ children, placeholder }: { children?: Each; placeholder?: ReactNode }) {
  const { chosen, label, multiple, value } = useCombobox();
  if (typeof children === "function") return children(multiple ? chosen : value, 0);
  return children ?? (chosen.length > 0 ? chosen.map(label).join(", ") : placeholder);
}

export const ComboboxValue = inside(Value);

/** For `ComboboxChips` and the `anchor` of `ComboboxContent`. */
export const useComboboxAnchor = () => useRef<HTMLDivElement | null>(null);
