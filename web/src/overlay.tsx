/** What a finished component threw, over the preview: where, why, and the ways on. Its texts come from hostile code. */
import { Code2, OctagonAlert, RotateCw, Wrench, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Shown } from "./bridge";
import { fixPrompt, spotOf } from "./failure";
import type { Files } from "./looking";
import { excerptOf, type Spot, spotText } from "./places";
import { stackOf } from "./said";

interface Props {
  error: Shown & { state: "error" };
  files: Files;
  /** Null where there is no conversation to ask in. */
  fix: ((prompt: string) => void) | null;
  /** Null where there is no code to show. */
  show: ((spot: Spot) => void) | null;
  reload(): void;
  dismiss(): void;
}

export function Overlay({ error, files, fix, show, reload, dismiss }: Props) {
  const { message, fault, stopped } = error;
  const spot = fault && spotOf(fault, files);
  const component = fault?.components[0];
  const excerpt = spot ? excerptOf(files, spot) : [];
  const stack = fault ? stackOf(fault) : "";
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !box.current?.contains(document.activeElement)) return;
      event.preventDefault();
      dismiss();
    };
    window.addEventListener("keydown", close, true);
    return () => window.removeEventListener("keydown", close, true);
  }, [dismiss]);

  return (
    <div className="absolute inset-0 z-10 overflow-y-auto bg-canvas/70 p-3 backdrop-blur-[2px] sm:p-6">
      <div
        ref={box}
        role="alert"
        className="mx-auto max-w-2xl overflow-hidden rounded-2xl border border-bad/40 bg-panel shadow-xl"
      >
        <div className="flex items-start gap-3 p-4 pb-3">
          <OctagonAlert className="mt-0.5 size-5 shrink-0 text-bad" aria-hidden="true" />
          <div className="min-w-0 flex-1">
            <p className="font-semibold">
              {stopped ? "The preview was stopped" : "The component has an error"}
            </p>
            <p className="mt-1 max-h-32 overflow-auto font-mono text-[13px] break-words whitespace-pre-wrap text-bad">
              {message}
            </p>
            {(component || spot) && (
              <p className="mt-1.5 text-xs text-muted">
                {component && (
                  <>
                    in <span className="font-mono">{`<${component}>`}</span>
                  </>
                )}
                {component && spot && " · "}
                {spot && <span className="font-mono">{spotText(spot)}</span>}
              </p>
            )}
          </div>
          <button
            type="button"
            className="button button-quiet -mt-1 -mr-1 px-2"
            aria-label="Dismiss"
            onClick={dismiss}
          >
            <X className="size-4" aria-hidden="true" />
          </button>
        </div>
        {excerpt.length > 0 && (
          <pre className="excerpt">
            {excerpt.map(({ line, text, hit }) => (
              <div key={line} className={hit ? "hit" : undefined}>
                <span aria-hidden="true">{line}</span>
                {text || " "}
              </div>
            ))}
          </pre>
        )}
        {stack !== "" && (
          <details className="border-t border-line px-4 py-2 text-xs text-muted">
            <summary className="cursor-pointer select-none">Stack</summary>
            <pre className="mt-1.5 max-h-40 overflow-auto font-mono break-words whitespace-pre-wrap">
              {stack}
            </pre>
          </details>
        )}
        <div className="flex flex-wrap items-center gap-2 border-t border-line bg-raised/50 px-4 py-3">
          {fix && (
            <button
              type="button"
              className="button button-strong"
              onClick={() => fix(fixPrompt(message, fault, files))}
            >
              <Wrench className="size-3.5" aria-hidden="true" />
              Fix it
            </button>
          )}
          {spot && show && (
            <button type="button" className="button" onClick={() => show(spot)}>
              <Code2 className="size-3.5" aria-hidden="true" />
              Show in code
            </button>
          )}
          {stopped && (
            <button type="button" className="button" onClick={reload}>
              <RotateCw className="size-3.5" aria-hidden="true" />
              Start it again
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
