/** What the preview says of the things that it answered with a stand-in. Pure. */
import type { Neutralised } from "./said";

export type Counts = Readonly<Partial<Record<Neutralised, number>>>;

const SENTENCES: Record<Neutralised, (count: number) => string> = {
  network: (n) => `This component uses the network (${calls(n)}): the preview has none.`,
  storage: () => "What it stores is kept by this page only.",
  cookies: () => "The preview has no cookies.",
  dialog: (n) => `It asked with a browser dialog (${times(n)}): the preview shows none.`,
  navigation: () => "It tried to go to another page: the preview stays.",
  window: () => "It opened a window: the preview asks you first.",
  clipboard: () => "It reads the clipboard: in the preview that is empty.",
  download: () => "It saves a file by itself: the preview takes a click for that.",
  device: () => "It asked for a device of yours: the preview has none.",
  worker: () => "It starts a worker: the preview has none.",
  print: () => "It prints: the preview does not.",
};

/** One sentence each, the network first; storage alone is not worth a word. */
export function sentences(counts: Counts): string[] {
  const told = (Object.keys(SENTENCES) as Neutralised[]).filter((what) => (counts[what] ?? 0) > 0);
  if (told.every((what) => what === "storage")) return [];
  return told.map((what) => SENTENCES[what](counts[what] ?? 0));
}

const calls = (n: number) => (n === 1 ? "1 call" : `${n} calls`);
const times = (n: number) => (n === 1 ? "once" : `${n} times`);
