// Owns what a combobox knows: what is chosen, what was typed and what it finds, which item the keyboard is at. The parts of
// combobox.tsx show it and change it.

import { Popover } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useId,
  useRef,
  useState,
} from "react";
import { found, isSame, labelOf } from "./choices";
import { family } from "./part";

// biome-ignore lint/suspicious/noExplicitAny: items are whatever the program chooses from
export type Any = any;

interface RootProps {
  items?: readonly unknown[];
  value?: Any;
  defaultValue?: Any;
  onValueChange?: (value: Any) => void;
  multiple?: boolean;
  open?: boolean;
  defaultOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  inputValue?: string;
  defaultInputValue?: string;
  onInputValueChange?: (text: string) => void;
  itemToStringLabel?: (item: Any) => string;
  isItemEqualToValue?: (item: Any, value: Any) => boolean;
  filter?: ((item: Any, text: string) => boolean) | null;
  disabled?: boolean;
  children?: ReactNode;
  [other: string]: unknown;
}

interface State {
  id: string;
  shown: readonly unknown[];
  chosen: unknown[];
  value: unknown;
  multiple: boolean;
  open: boolean;
  text: string;
  active: string;
  disabled: boolean;
  anchor: RefObject<HTMLElement | null>;
  list: RefObject<HTMLDivElement | null>;
  label(item: unknown): string;
  has(item: unknown): boolean;
  setOpen(open: boolean): void;
  type(text: string): void;
  choose(item: unknown): void;
  clear(): void;
  activate(id: string): void;
}

const Here = createContext<State | null>(null);
export const useCombobox = () => useContext(Here) as State;

/** A state that the program may keep itself. */
function useOwn<T>(given: T | undefined, first: T, tell?: (value: T) => void): [T, (value: T) => void] {
  const [own, setOwn] = useState(first);
  const set = (value: T) => {
    if (given === undefined) setOwn(value);
    tell?.(value);
  };
  return [given === undefined ? own : given, set];
}

function Root({ items = [], multiple = false, filter, disabled = false, children, ...given }: RootProps) {
  const none = multiple ? [] : null;
  const [value, setValue] = useOwn<Any>(given.value, given.defaultValue ?? none, given.onValueChange);
  const [open, setOpen] = useOwn(given.open, given.defaultOpen ?? false, given.onOpenChange);
  const label = (item: unknown) => labelOf(item, given.itemToStringLabel);
  const first = given.defaultInputValue ?? (multiple ? "" : label(value));
  const [text, setText] = useOwn(given.inputValue, first, given.onInputValueChange);
  const [searching, setSearching] = useState(false);
  const [active, activate] = useState("");
  const same = given.isItemEqualToValue ?? isSame;
  const chosen: unknown[] = multiple ? (Array.isArray(value) ? value : []) : [value ?? []].flat();
  const wanted = text.trim().toLowerCase();
  const fits = (item: unknown) =>
    filter === null ||
    !searching ||
    (filter ? filter(item, text) : label(item).toLowerCase().includes(wanted));
  const has = (item: unknown) => chosen.some((each) => same(item, each));
  const show = (now: boolean) => {
    if (disabled && now) return;
    setOpen(now);
    activate("");
    setSearching(false);
    if (!now && !multiple && searching) setText(label(value));
  };
  const state: State = {
    id: useId(),
    shown: found(items, fits),
    chosen,
    value,
    multiple,
    open,
    text,
    active,
    disabled,
    anchor: useRef(null),
    list: useRef(null),
    label,
    has,
    setOpen: show,
    activate,
    type(next) {
      setText(next);
      setSearching(next !== "");
      activate("");
      if (!open) setOpen(true);
    },
    choose(item) {
      setSearching(false);
      if (multiple) {
        setValue(has(item) ? chosen.filter((each) => !same(item, each)) : [...chosen, item]);
        setText("");
        return;
      }
      setValue(item);
      setText(label(item));
      setOpen(false);
    },
    clear() {
      setValue(none);
      setText("");
      setSearching(false);
    },
  };
  return (
    <Here value={state}>
      <Popover.Root open={open} onOpenChange={show}>
        {children}
      </Popover.Root>
    </Here>
  );
}

export const combobox = family(Root, {});

const optionsOf = ({ list }: State) => [
  ...(list.current?.querySelectorAll<HTMLElement>("[role=option]:not([data-disabled])") ?? []),
];

function keyDown(state: State, event: KeyboardEvent<HTMLInputElement>): void {
  const options = optionsOf(state);
  const at = options.findIndex(({ id }) => id === state.active);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (!state.open) state.setOpen(true);
    const next = options[(at + step + options.length) % options.length] ?? options[0];
    state.activate(next?.id ?? "");
    next?.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && state.open) {
    event.preventDefault();
    (options[at] ?? (state.text ? options[0] : undefined))?.click();
  } else if (event.key === "Escape" && state.open) {
    event.stopPropagation();
    state.setOpen(false);
  } else if (event.key === "Backspace" && state.multiple && state.text === "" && state.chosen.length > 0)
    state.choose(state.chosen.at(-1));
}

/** What makes an input the combobox's. */
export function inputProps(state: State): ComponentProps<"input"> {
  return {
    role: "combobox",
    autoComplete: "off",
    value: state.text,
    disabled: state.disabled,
    "aria-expanded": state.open,
    "aria-controls": state.id,
    "aria-autocomplete": "list",
    "aria-activedescendant": state.active || undefined,
    onChange: (event) => state.type(event.target.value),
    onClick: () => state.setOpen(true),
    onKeyDown: (event) => keyDown(state, event),
  };
}
