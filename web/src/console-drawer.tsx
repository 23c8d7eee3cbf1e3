/** The component's console below the preview: closed until it is asked for, with a count of what is worth a look. */
import { ChevronDown, CircleX, Eraser, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { counts, filtered, type Line, type Shown } from "./console";
import { type Spot, spotText } from "./places";

interface Props {
  lines: readonly Line[];
  clear(): void;
  show(spot: Spot): void;
}

const NEAR_END_PX = 24;

export function ConsoleDrawer({ lines, clear, show }: Props) {
  const [open, setOpen] = useState(false);
  const { errors, warnings } = counts(lines);
  return (
    <section aria-label="Console" className="shrink-0 border-t border-line bg-panel">
      <button
        type="button"
        className="flex h-9 w-full items-center gap-2 px-3 text-[13px] font-medium text-muted hover:text-ink"
        aria-expanded={open}
        aria-label={`Console${spoken(errors, warnings)}`}
        onClick={() => setOpen(!open)}
      >
        <ChevronDown
          className={`size-4 transition-transform ${open ? "" : "-rotate-90"}`}
          aria-hidden="true"
        />
        Console
        {errors > 0 && (
          <span className="badge bg-bad/12 text-bad">
            <CircleX className="size-3" aria-hidden="true" />
            {errors}
          </span>
        )}
        {warnings > 0 && (
          <span className="badge bg-warn/12 text-warn">
            <TriangleAlert className="size-3" aria-hidden="true" />
            {warnings}
          </span>
        )}
        {errors + warnings === 0 && lines.length > 0 && (
          <span className="badge bg-raised">{lines.length}</span>
        )}
      </button>
      {open && <Lines {...{ lines, clear, show }} />}
    </section>
  );
}

function spoken(errors: number, warnings: number): string {
  const many = (n: number, what: string) => (n === 1 ? `1 ${what}` : `${n} ${what}s`);
  const said = [errors > 0 && many(errors, "error"), warnings > 0 && many(warnings, "warning")].filter(
    Boolean,
  );
  return said.length > 0 ? `: ${said.join(", ")}` : "";
}

function Lines({ lines, clear, show }: Props) {
  const [shown, setShown] = useState<Shown>("all");
  const [text, setText] = useState("");
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const now = filtered(lines, shown, text);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new may have made the list longer
  useEffect(() => {
    const element = scroller.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [lines]);

  return (
    <>
      <div className="flex items-center gap-2 border-t border-line px-2 py-1.5">
        <input
          type="search"
          aria-label="Filter console"
          placeholder="Filter"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-7 min-w-0 flex-1 rounded-md border border-line bg-canvas px-2 text-[13px] sm:max-w-60"
        />
        <select
          aria-label="Levels"
          value={shown}
          onChange={(event) => setShown(event.target.value as Shown)}
          className="h-7 rounded-md border border-line bg-panel px-1.5 text-[13px]"
        >
          <option value="all">All levels</option>
          <option value="errors">Errors</option>
          <option value="warnings">Warnings</option>
        </select>
        <button
          type="button"
          className="button button-quiet ml-auto h-7 px-2"
          aria-label="Clear console"
          title="Clear console"
          onClick={clear}
        >
          <Eraser className="size-4" aria-hidden="true" />
        </button>
      </div>
      <div
        ref={scroller}
        role="log"
        aria-label="Console messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
        tabIndex={0}
        className="h-44 overflow-y-auto border-t border-line font-mono text-xs"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
        }}
      >
        {now.length === 0 && (
          <p className="p-3 font-sans text-muted">
            {lines.length === 0 ? "What the component says to console appears here." : "Nothing matches."}
          </p>
        )}
        {now.map((line) => (
          <ConsoleLine key={line.id} line={line} show={show} />
        ))}
      </div>
    </>
  );
}

const LOOKS = {
  debug: "text-muted",
  log: "",
  info: "",
  warn: "bg-warn/8 text-warn",
  error: "bg-bad/8 text-bad",
} as const;

function ConsoleLine({ line, show }: { line: Line; show(spot: Spot): void }) {
  const { level, text, count, place } = line;
  return (
    <div
      data-level={level}
      className={`flex items-start gap-2 border-b border-line/60 px-3 py-1 ${LOOKS[level]}`}
    >
      {count > 1 && (
        <span className="badge mt-px shrink-0 bg-raised text-muted" title={`${count} times`}>
          {count}
        </span>
      )}
      <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">{text}</span>
      {place && (
        <button
          type="button"
          className="shrink-0 text-muted underline underline-offset-2 hover:text-ink"
          onClick={() => show(place)}
        >
          {spotText(place)}
        </button>
      )}
    </div>
  );
}
