// Stands for next/font: the frame's own typefaces of the same kind, for a family of any name.

interface Font {
  (options?: { variable?: string }): Font;
  className: string;
  variable: string;
  style: { fontFamily: string };
}

const KINDS: [RegExp, string, string][] = [
  [/mono|code|courier/i, "font-mono", "ui-monospace, monospace"],
  [
    /(?<!sans.?)serif|playfair|lora|merriweather|garamond|baskerville|bodoni|times|crimson|slab/i,
    "font-serif",
    "Georgia, serif",
  ],
];

function font(family: string): Font {
  const [, className, fontFamily] = KINDS.find(([pattern]) => pattern.test(family)) ?? [
    null,
    "font-sans",
    "ui-sans-serif, system-ui, sans-serif",
  ];
  return Object.assign((_options?: object) => font(family), {
    className,
    variable: "",
    style: { fontFamily },
  });
}

/** What the module gives for a name that it does not list. */
export const $missing = font;
