/**
 * The preview: the one iframe, made as soon as the server has named its origin, kept as long as the page lives.
 *
 * The frame is sandboxed, so its origin is opaque ("null") and messages to it go to "*"; what it says is believed
 * only if it comes from that very window. The rest of the conversation with it is in bridge.ts.
 */
import { TriangleAlert } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Bridge, type Shown, TICK_MS } from "./bridge";
import { copyText, isActivated, openAddress, saveFile } from "./outside";
import type { Renderable } from "./renderable";
import { useDark } from "./screen";

interface Props {
  origin: string | null;
  renderable: Renderable;
  running: boolean;
  failed(message: string, stack: string): void;
}

export function Preview({ origin, renderable, running, failed }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [generation, setGeneration] = useState(0);
  const [shown, setShown] = useState<Shown>({ state: "empty" });
  const [bridge, setBridge] = useState<Bridge | null>(null);
  const tell = useRef(failed);
  const dark = useDark();

  useEffect(() => {
    tell.current = failed;
  }, [failed]);

  useLayoutEffect(() => {
    const made = new Bridge({
      post: (message) => frame.current?.contentWindow?.postMessage(message, "*"),
      replaceFrame: () => setGeneration((n) => n + 1),
      shown: setShown,
      failed: (message, stack) => tell.current(message, stack),
      console: () => undefined,
      neutralised: () => undefined,
      notice: () => undefined,
      activated: () => isActivated(frame.current),
      download: (name, _mime, bytes) => saveFile(name, bytes),
      copy: (text) => void copyText(text),
      open: openAddress,
    });
    const hear = (event: MessageEvent) => {
      if (event.source === frame.current?.contentWindow && event.origin === "null") made.hear(event);
    };
    const beat = setInterval(() => {
      if (frame.current) made.tick(document.hidden);
    }, TICK_MS);
    window.addEventListener("message", hear);
    setBridge(made);
    return () => {
      window.removeEventListener("message", hear);
      clearInterval(beat);
    };
  }, []);

  useEffect(() => {
    const { files, entry, final } = renderable;
    if (entry !== null) bridge?.render({ files, entry, final, dark });
  }, [bridge, renderable, dark]);

  const state = stateOf(shown, running, renderable);
  return (
    <div className="relative h-full min-h-0 overflow-hidden bg-frame" data-preview-state={state}>
      {state === "streaming" && <div className="progress" aria-hidden="true" />}
      {origin !== null && (
        <iframe
          key={generation}
          ref={frame}
          title="Preview"
          src={`${origin}/`}
          sandbox="allow-scripts"
          allow=""
          onLoad={() => bridge?.loaded()}
          className="block h-full w-full border-0"
        />
      )}
      {state === "empty" && <Empty running={running} />}
      {state === "error" && shown.state === "error" && (
        <div role="alert" className="preview-error">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <div className="min-w-0">
            <p className="font-medium">The component has an error</p>
            <p className="mt-0.5 max-h-32 overflow-auto font-mono text-xs break-words whitespace-pre-wrap">
              {shown.message}
            </p>
          </div>
        </div>
      )}
    </div>
  );
}

/** While a turn runs the last good render counts as streaming; without one there is nothing to see. */
function stateOf(shown: Shown, running: boolean, { entry }: Renderable): Shown["state"] {
  if (shown.state === "empty") return "empty";
  if (running) return "streaming";
  return entry === null ? "empty" : shown.state;
}

function Empty({ running }: { running: boolean }) {
  return (
    <div className="absolute inset-0 grid place-items-center bg-canvas p-8 text-center">
      <div>
        <div className={`wireframe mx-auto ${running ? "animate-pulse" : ""}`} aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
        <p className="mt-6 font-medium">{running ? "Waiting for the first lines" : "Nothing to show yet"}</p>
        <p className="mt-1 text-sm text-muted">
          {running
            ? "The component appears here while it is being written."
            : "Describe a component and watch it being built here."}
        </p>
      </div>
    </div>
  );
}
