/** What the page says of the things that the preview answered with a stand-in. Pure. */
import type { Neutralised } from "./said";

/** How often each was used, and what for last: text from hostile code. */
export type Uses = Readonly<Partial<Record<Neutralised, { count: number; example: string }>>>;

const SENTENCES: Record<Neutralised, (count: number, example: string) => string> = {
  network: (n, example) =>
    `This component uses the network (${calls(n)}${last(example)}): the preview has none.`,
  navigation: (_, example) => `It goes to other pages${such(example)}: the preview stays on this one.`,
  device: (_, example) => `It asks for a device${such(example)}: the preview has none.`,
  worker: () => "It starts a worker: the preview has none.",
  cookies: () => "Its cookies last as long as this page.",
  print: () => "It prints: the preview does not.",
  media: (_, example) => `It plays sound or film from an address${such(example)}: the preview fetches none.`,
  dialog: () => "Browser dialogs are shown as notes and answered with OK.",
  storage: () => "What it stores lasts as long as this page.",
  window: () => "It opens windows: the page asks you first.",
  clipboard: () => "It copies to the clipboard after a click only.",
  download: () => "It saves files after a click only.",
};

/** These work well enough, or show themselves, so that they alone are not worth a word. */
const QUIET: ReadonlySet<Neutralised> = new Set([
  "cookies",
  "dialog",
  "storage",
  "window",
  "clipboard",
  "download",
]);

export function sentences(uses: Uses): string[] {
  const told = (Object.keys(SENTENCES) as Neutralised[]).filter((what) => uses[what] !== undefined);
  if (told.every((what) => QUIET.has(what))) return [];
  return told.map((what) => SENTENCES[what](uses[what]?.count ?? 0, uses[what]?.example ?? ""));
}

/** The prompt that makes the component show something where its network would. */
export function samplesPrompt({ network }: Uses): string {
  return [
    "The preview has no network. Add sample responses for the component's calls and keep everything else:",
    `export const samples = { "${network?.example || "GET /api/items"}": … } in the file that makes them.`,
  ].join(" ");
}

const calls = (n: number) => (n === 1 ? "1 call" : `${n} calls`);
const last = (example: string) => (example === "" ? "" : `, last ${example}`);
const such = (example: string) => (example === "" ? "" : ` (${example})`);
