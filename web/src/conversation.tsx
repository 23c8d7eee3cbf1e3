/** The turns so far, or suggestions before the first; stays at the end while the reader is there. */
import { GitFork } from "lucide-react";
import { useEffect, useRef } from "react";
import { OwnVersion } from "./checks";
import { runningTurn } from "./fold";
import type { ForkSource, ModelOffer, SessionState } from "./protocol";
import { Refine } from "./refine";
import { TurnView } from "./turn";

const SUGGESTIONS = [
  "A pricing page with three plans",
  "A kanban board for a small team",
  "A sign-up form with name, email and password",
  "A sales dashboard with charts",
  "A todo list",
  "A weather card",
];
const NEAR_END_PX = 80;

interface Props {
  session: SessionState;
  session_id: string;
  open: boolean;
  offers: readonly ModelOffer[];
  /** Null while it cannot be asked for. */
  refine: ((version: number, model: string | null) => void) | null;
  suggest(prompt: string): void;
  onContinue(): void;
  onFile(path: string): void;
  /** Makes the newest version anew, which is checked then. */
  onCheck(version: number): void;
}

export function Conversation(props: Props) {
  const { session, session_id, open, offers, refine, suggest, onContinue, onFile, onCheck } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const size = useRef("");
  const { turns } = session;
  const newest = session.versions.at(-1);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const resized = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new may have made the list longer
  useEffect(() => {
    const element = scroller.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [session]);

  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-y-auto px-4 py-5"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight, clientWidth } }) => {
        // Where the room changed, it was the browser that scrolled, not the reader.
        const now = `${clientWidth} ${clientHeight}`;
        if (now === size.current) atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
        size.current = now;
      }}
    >
      {session.forked_from && <From source={session.forked_from} />}
      {turns.length === 0 && !session.forked_from && <Welcome open={open} suggest={suggest} />}
      {turns.length > 0 && (
        <ol className="space-y-8" aria-label="Conversation">
          {turns.map((turn, at) => {
            const last = at === turns.length - 1;
            return (
              <TurnView
                key={turn.turn}
                {...{ turn, session_id, last, onContinue, onFile }}
                mine={newest?.turn !== null}
                onFix={suggest}
                files={session.files}
                canContinue={open}
                ways={last && newest && <Refine {...{ offers, refine }} version={newest.version} />}
              />
            );
          })}
        </ol>
      )}
      {newest && newest.turn === null && newest.checks.length > 0 && (
        <OwnVersion
          {...{ open }}
          version={newest}
          built_in={turns.at(-1)?.model.built_in ?? false}
          busy={runningTurn(session) !== null}
          fix={suggest}
          again={onCheck}
        />
      )}
    </div>
  );
}

/** What a fork began from; the conversation of that session stays there. */
function From({ source: { session_id, version, title } }: { source: ForkSource }) {
  return (
    <p className="note mb-6 border-line text-muted">
      <GitFork className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        This session began from version {version} of{" "}
        <a href={`/s/${session_id}`} className="break-words text-ink underline underline-offset-2">
          {title}
        </a>
        . Say what to change: the other one stays as it is.
      </span>
    </p>
  );
}

function Welcome({ open, suggest }: { open: boolean; suggest(prompt: string): void }) {
  return (
    <div className="flex min-h-full flex-col justify-end gap-6">
      <div>
        <h1 className="text-2xl font-semibold tracking-tight text-balance">What would you like to build?</h1>
        <p className="mt-1.5 leading-relaxed text-muted">
          Say it in a sentence. It becomes a working React component while you watch, and changes as you ask.
        </p>
      </div>
      <ul className="flex flex-wrap gap-2" aria-label="Suggestions">
        {SUGGESTIONS.map((suggestion) => (
          <li key={suggestion}>
            <button
              type="button"
              className="button rounded-full font-normal"
              disabled={!open}
              onClick={() => suggest(suggestion)}
            >
              {suggestion}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
