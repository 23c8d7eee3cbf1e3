// Owns the class names that several modules share: how a control shows focus, errors and rest, how a surface floats, and how
// an overlay comes and goes. Values are theme variables of theme.css.

export const FOCUS =
  "outline-none transition-[color,background-color,border-color,box-shadow] focus-visible:border-ring focus-visible:ring-[3px] focus-visible:ring-ring/50";

export const INVALID =
  "aria-invalid:border-destructive aria-invalid:ring-[3px] aria-invalid:ring-destructive/20 dark:aria-invalid:ring-destructive/40";

export const RESTS = "disabled:pointer-events-none disabled:opacity-50";

/** Icons in a control take its size unless they bring their own. */
export const ICONS = "[&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*=size-])]:size-4";

/** What a person types or chooses into. */
export const FIELD =
  "w-full min-w-0 rounded-md border border-input bg-transparent text-base shadow-xs placeholder:text-muted-foreground selection:bg-primary selection:text-primary-foreground disabled:cursor-not-allowed disabled:opacity-50 md:text-sm dark:bg-input/30";

/** Fades in and out with the `data-state` of its primitive. */
export const FADES =
  "data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0";

/** Grows out of the side that its trigger is on. */
export const POPS = `${FADES} data-[state=open]:zoom-in-95 data-[state=closed]:zoom-out-95 data-[side=bottom]:slide-in-from-top-2 data-[side=left]:slide-in-from-right-2 data-[side=right]:slide-in-from-left-2 data-[side=top]:slide-in-from-bottom-2`;

export const FLOATS = "z-50 rounded-md border bg-popover text-popover-foreground shadow-md outline-hidden";

/** The dark sheet behind a dialog. */
export const BACKDROP = `fixed inset-0 z-50 bg-black/50 ${FADES}`;

/** One line of a menu, a select or a command list. */
export const CHOICE =
  "relative flex w-full cursor-default select-none items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-hidden [&_svg:not([class*=text-])]:text-muted-foreground";

export const CHOICE_RESTS = "data-[disabled]:pointer-events-none data-[disabled]:opacity-50";

export const LINE_BETWEEN = "-mx-1 my-1 h-px bg-border";

export const SHORTCUT = "ml-auto text-muted-foreground text-xs tracking-widest";

/** The cross in the corner of a dialog or sheet. */
export const CORNER_CLOSE =
  "absolute top-4 right-4 rounded-xs opacity-70 transition-opacity hover:opacity-100 focus-visible:outline-hidden focus-visible:ring-2 focus-visible:ring-ring disabled:pointer-events-none [&_svg]:size-4";
