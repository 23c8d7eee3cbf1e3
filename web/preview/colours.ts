// Owns what code from the time of Tailwind 3 says of the theme's colours, which were three numbers then and are whole ones here:
// `hsl(var(--primary))` is the variable itself, `--primary: 222 47% 11%` a colour. Pure. Called for every text that runs or styles.

const NAMES =
  "(?:background|foreground|border|input|ring|(?:card|popover|primary|secondary|muted|accent|destructive)(?:-foreground)?|chart-[1-5]|sidebar(?:-[a-z-]+)?)";
const WHOLE = new RegExp(`(?<![A-Za-z\\d-])hsla?\\([\\s_]*(var\\(--${NAMES}\\))[\\s_]*\\)`, "g");
const FAINT = new RegExp(
  `(?<![A-Za-z\\d-])hsla?\\([\\s_]*(var\\(--${NAMES}\\))[\\s_]*/[\\s_]*([\\d.]+)(%?)[\\s_]*\\)`,
  "g",
);
const NUMBERS = new RegExp(
  `(--${NAMES}\\s*:\\s*)(-?[\\d.]+(?:deg)?\\s+[\\d.]+%\\s+[\\d.]+%(?:\\s*/\\s*[\\d.]+%?)?)(?=\\s*[;}])`,
  "g",
);
/** Within a class name, where a space is written as `_`. */
const IN_CLASS = /\[[^\s\]"'`]*$/;

export function wholeColours(text: string): string {
  if (!text.includes("hsl")) return text;
  const before = text.replace(WHOLE, "$1");
  return before.replace(FAINT, (_all, colour: string, share: string, unit: string, at: number) => {
    const percent = unit === "%" ? share : String(Number((Number(share) * 100).toFixed(2)));
    const mixed = `color-mix(in oklab, ${colour} ${percent}%, transparent)`;
    return IN_CLASS.test(before.slice(Math.max(0, at - 80), at)) ? mixed.replaceAll(" ", "_") : mixed;
  });
}

/** The same in a style sheet, which may also declare them. */
export const declaredColours = (css: string): string => wholeColours(css).replace(NUMBERS, "$1hsl($2)");
