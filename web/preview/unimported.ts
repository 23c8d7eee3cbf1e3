// Owns the components that a program uses and never imports: which they are, and which of our modules have them. Pure.

const ICONS = "lucide-react";

/** Capitalised names of elements that the text neither declares nor imports. */
export function unimported(text: string): string[] {
  const used = new Set([...text.matchAll(/<([A-Z]\w*)[\s/>]/g)].map((match) => match[1] as string));
  return [...used].filter((name) => !new RegExp(`(?<![<\\w/.])${name}\\b`).test(withoutTags(text)));
}

/** Tags and their text say nothing of what is declared. */
const withoutTags = (text: string): string => text.replace(/<\/?[A-Z]\w*/g, "<");

/** Modules that may export `name`: `CardHeader` is in card-header, or in card, or an icon. */
export function homesOf(name: string): string[] {
  const words = name
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, "-")
    .toLowerCase()
    .split("-");
  const files = words.map((_, index) => words.slice(0, words.length - index).join("-"));
  return [...files.map((file) => `@/components/ui/${file}`), ICONS];
}
