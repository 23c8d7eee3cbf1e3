/**
 * What the page does for the preview frame, which can do none of it itself: saving a file, copying text, opening an
 * address. Called by acts.tsx after bridge.ts has found that a person clicked; what to save comes from hostile code.
 */

/** Kinds that no system runs when they are opened. */
const HARMLESS = new Set(
  "csv tsv txt md json jsonl xml yaml yml toml ics vcf log srt vtt pdf rtf png jpg jpeg gif webp avif bmp mp3 ogg wav webm mp4 xlsx docx pptx ods odt zip gz".split(
    " ",
  ),
);
const MAX_NAME_CHARS = 80;

/** A file name without folders, control characters or a kind that could be run. */
export function fileName(asked: string): string {
  const last = asked.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(/[\p{C}\p{Z}<>:"|?*%~$`]+/gu, " ")
    .replace(/^[\s.-]+|[\s.]+$/g, "")
    .slice(-MAX_NAME_CHARS);
  const name = plain || "download";
  const kind = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  return kind !== undefined && HARMLESS.has(kind) ? name : `${name}.txt`;
}

/** Whether a click or key press of a person has just gone to this frame: it activates the page around it too. */
export function isActivated(frame: HTMLIFrameElement | null): boolean {
  return frame !== null && document.activeElement === frame && navigator.userActivation?.isActive !== false;
}

export function saveFile(name: string, bytes: ArrayBuffer): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** What to do when copyText could not: browsers allow it over HTTPS or on this machine only, and may ask. */
export const NOT_COPIED = "The browser did not allow it: select the text and copy it yourself.";

/** False if the browser does not let the page. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
