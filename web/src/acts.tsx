/** What a component may ask the page to do after a click: save a file, copy a text, open an address. The page does it, or asks. */
import { Copy, ExternalLink } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { copyText, fileName, NOT_COPIED, saveFile } from "./outside";

type Ask = { what: "open"; url: string } | { what: "copy"; text: string };

export interface Acts {
  download(name: string, mime: string, bytes: ArrayBuffer): void;
  copy(text: string): void;
  open(url: string): void;
  asked: Ask | null;
  /** What was done last, to say so. */
  done: string | null;
  close(): void;
}

const SAID_MS = 4_000;

export function useActs(): Acts {
  const [asked, setAsked] = useState<Ask | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const close = useCallback(() => setAsked(null), []);

  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => setDone(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [done]);

  const download = useCallback((name: string, _mime: string, bytes: ArrayBuffer) => {
    saveFile(name, bytes);
    setDone(`Saved ${fileName(name)}`);
  }, []);
  const copy = useCallback((text: string) => {
    void copyText(text).then((copied) =>
      copied ? setDone("Copied to the clipboard") : setAsked({ what: "copy", text }),
    );
  }, []);
  const open = useCallback((url: string) => setAsked({ what: "open", url }), []);
  return { download, copy, open, asked, done, close };
}

export function ActDialog({ acts }: { acts: Acts }) {
  const { asked, close } = acts;
  const [refused, setRefused] = useState(false);
  const box = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    setRefused(false);
    if (asked) box.current?.showModal();
  }, [asked]);

  if (!asked) return null;
  const opens = asked.what === "open";
  return (
    <dialog ref={box} onClose={close} aria-labelledby="act-title" className="dialog">
      <p id="act-title" className="font-semibold">
        {opens ? "The component wants to open a page" : "The component wants to copy a text"}
      </p>
      <p className="mt-2 max-h-40 overflow-auto rounded-lg bg-raised p-3 font-mono text-xs break-all whitespace-pre-wrap">
        {opens ? asked.url : asked.text}
      </p>
      {opens && (
        <p className="mt-2 text-xs text-muted">Generated code chose this address. Open it if you trust it.</p>
      )}
      {refused && (
        <p role="alert" className="mt-2 text-xs text-bad">
          {NOT_COPIED}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        {opens ? (
          <a
            className="button button-strong"
            href={asked.url}
            target="_blank"
            rel="noopener noreferrer"
            onClick={close}
          >
            <ExternalLink className="size-3.5" aria-hidden="true" />
            Open
          </a>
        ) : (
          <button
            type="button"
            className="button button-strong"
            onClick={() => void copyText(asked.text).then((copied) => (copied ? close() : setRefused(true)))}
          >
            <Copy className="size-3.5" aria-hidden="true" />
            Copy
          </button>
        )}
      </div>
    </dialog>
  );
}
