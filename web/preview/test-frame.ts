// Owns the document and the preview that the frame's tests show their programs in: a new one for each test.

import { beforeEach } from "vitest";
import { Preview, type Sheet, type Shown } from "./preview";
import { Globals } from "./scope";

export const sheet: Sheet = { feed: () => {}, feedDocument: () => {}, setOwn: () => {} };

export let root: HTMLElement;
export let preview: Preview;

/** Shows what follows in `container`. */
export function showIn(container: HTMLElement): void {
  root = container;
  preview = new Preview(container, sheet, new Globals(window), () => {});
}

export const show = (text: string, final = false): Promise<Shown> =>
  preview.show({ files: { "App.tsx": text }, entry: "App.tsx", final });

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  showIn(document.getElementById("root") as HTMLElement);
});
