/** The Preview panel: the frame on its stage, what it cannot do, what went wrong in it, what it says. */
import { Info, X } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ActDialog, type Acts, useActs } from "./acts";
import type { Shown } from "./bridge";
import { type Line, thrownLine, withLine } from "./console";
import { ConsoleDrawer } from "./console-drawer";
import { Frame, type FrameEvents, useFrame } from "./frame";
import { samplesPrompt, sentences, type Uses } from "./neutralised";
import { Overlay } from "./overlay";
import type { Spot } from "./places";
import type { Renderable } from "./renderable";
import { useDark } from "./screen";
import { Blank } from "./skeleton";
import { Stage } from "./stage";
import { Toolbar } from "./toolbar";
import { fitted, type Width } from "./widths";

interface Props {
  origin: string | null;
  renderable: Renderable;
  running: boolean;
  /** It is not known yet whether there is anything to show. */
  waiting: boolean;
  /** Address of the preview alone; the colours are added. */
  href: string;
  /** Sends a prompt; null while none can be sent. */
  fix: ((prompt: string) => void) | null;
  show(spot: Spot): void;
  failed(message: string, stack: string): void;
}

/** What the component did since it began, or was begun again. */
interface Heard {
  lines: readonly Line[];
  uses: Uses;
  notice: string | null;
}

const SILENCE: Heard = { lines: [], uses: {}, notice: null };

export function Preview({ origin, renderable, running, waiting, href, fix, show, failed }: Props) {
  const pageDark = useDark();
  const [chosenDark, setDark] = useState<boolean | null>(null);
  const [width, setWidth] = useState<Width>(null);
  const [available_px, setAvailable] = useState(0);
  const [heard, setHeard] = useState(SILENCE);
  const [dismissed, setDismissed] = useState<Shown | null>(null);
  const acts = useActs();
  const dark = chosenDark ?? pageDark;
  const { final, files } = renderable;

  const events = useMemo<FrameEvents>(
    () => ({
      failed,
      console: (said) => setHeard((now) => ({ ...now, lines: said.reduce(withLine, [...now.lines]) })),
      neutralised: (what, count, example) =>
        setHeard((now) => ({ ...now, uses: { ...now.uses, [what]: { count, example } } })),
      notice: (notice) => setHeard((now) => ({ ...now, notice })),
      download: acts.download,
      copy: acts.copy,
      open: acts.open,
    }),
    [failed, acts.download, acts.copy, acts.open],
  );
  const frame = useFrame(renderable, dark, events);

  const { shown } = frame;
  const finished = useRef("");

  useEffect(() => {
    if (!final) return;
    const key = JSON.stringify(files);
    if (key === finished.current) return;
    finished.current = key;
    setHeard(SILENCE);
  }, [final, files]);

  useEffect(() => {
    if (shown.state === "error" && shown.fault) {
      const thrown = thrownLine(shown.fault);
      setHeard((now) => ({ ...now, lines: withLine(now.lines, thrown) }));
    }
  }, [shown]);

  const reload = useCallback(() => {
    setHeard(SILENCE);
    frame.reload();
  }, [frame.reload]);
  const state = stateOf(shown, running, renderable);
  return (
    <div className="flex h-full min-h-0 flex-col" data-preview-state={state}>
      <Toolbar
        {...{ width, setWidth, dark, setDark, reload }}
        fit={fitted(width, available_px)}
        href={`${href}${href.includes("?") ? "&" : "?"}colours=${dark ? "dark" : "light"}`}
      />
      <div className="relative flex min-h-0 flex-1 flex-col overflow-hidden">
        {state === "streaming" && <div className="progress" aria-hidden="true" />}
        <Stage {...{ width, available_px, setWidth }} measured={setAvailable}>
          <Frame origin={origin} handle={frame} dark={dark} />
          {state === "empty" && <Blank {...{ renderable, running, waiting }} />}
        </Stage>
        {state === "error" && shown.state === "error" && shown !== dismissed && (
          <Overlay {...{ files, fix, show, reload }} error={shown} dismiss={() => setDismissed(shown)} />
        )}
        <Done acts={acts} />
      </div>
      {!running && <Notice {...heard} fix={fix} />}
      <ConsoleDrawer
        lines={heard.lines}
        clear={() => setHeard((now) => ({ ...now, lines: [] }))}
        show={show}
      />
      <ActDialog acts={acts} />
    </div>
  );
}

/**
 * While a turn runs the last good render counts as streaming; without one there is nothing to see. What a
 * draft that was cut off shows is all that it will.
 */
export function stateOf(shown: Shown, running: boolean, { entry, final }: Renderable): Shown["state"] {
  if (shown.state === "empty") return "empty";
  if (running) return "streaming";
  if (entry === null) return "empty";
  return final ? shown.state : "ready";
}

/** One quiet line; what was read and closed does not come back. */
function Notice({ uses, notice, fix }: Heard & Pick<Props, "fix">) {
  const [closed, setClosed] = useState<string[]>([]);
  const said = [...(notice ? [notice] : []), ...sentences(uses)];
  const kinds = [notice ?? "", ...Object.keys(uses)];
  if (said.length === 0 || kinds.every((kind) => closed.includes(kind))) return <div role="status" />;
  return (
    <div
      role="status"
      className="flex shrink-0 items-start gap-2 border-t border-line px-3 py-2 text-xs text-muted"
    >
      <Info className="mt-px size-3.5 shrink-0" aria-hidden="true" />
      <p className="max-h-16 min-w-0 flex-1 overflow-y-auto break-words">
        {said.join(" ")}{" "}
        {uses.network && fix && (
          <button
            type="button"
            className="underline underline-offset-2 hover:text-ink"
            onClick={() => fix(samplesPrompt(uses))}
          >
            Add sample responses
          </button>
        )}{" "}
        <a
          href="/docs/security"
          target="_blank"
          rel="noopener"
          className="underline underline-offset-2 hover:text-ink"
        >
          What has stand-ins
        </a>
      </p>
      <button
        type="button"
        aria-label="Dismiss notice"
        className="hover:text-ink"
        onClick={() => setClosed(kinds)}
      >
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </div>
  );
}

export function Done({ acts }: { acts: Acts }) {
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 bottom-4 grid place-items-center">
      {acts.done !== null && (
        <p className="rounded-full bg-strong px-3.5 py-1.5 text-xs text-onstrong shadow-lg">{acts.done}</p>
      )}
    </div>
  );
}
