/** The list of this browser's sessions: opened, gone on with page by page, and each can be deleted. */
import { History, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { forget } from "./draft";
import { ago } from "./words";

interface Listed {
  session_id: string;
  title: string;
  updated_ms: number;
}

/** As many as the server lists at once: stores/contract.py. */
const PAGE = 100;

/** `end`: the last one that the server has listed, behind which it goes on; it may have been deleted since. */
type Listing =
  | { state: "loading" }
  | {
      state: "listed";
      sessions: Listed[];
      end: Listed | undefined;
      older: "none" | "some" | "loading" | "failed";
    }
  | { state: "failed" };

export function Sessions({ session_id }: { session_id: string }) {
  const [listing, setListing] = useState<Listing | null>(null);
  const [asked, ask] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const open = listing !== null;
  const shut = () => {
    setListing(null);
    ask(null);
  };
  const list = () => {
    setListing({ state: "loading" });
    void page().then((first) => setListing((now) => begun(now, first)));
  };
  const older = () => {
    if (listing?.state !== "listed") return;
    setListing({ ...listing, older: "loading" });
    void page(listing.end).then((more) => setListing((now) => joined(now, listing.end, more)));
  };
  const drop = (gone: string) => {
    ask(null);
    forget(gone);
    if (gone === session_id) {
      location.assign("/new");
      return;
    }
    setListing((now) =>
      now?.state === "listed"
        ? { ...now, sessions: now.sessions.filter((session) => session.session_id !== gone) }
        : now,
    );
    opener.current?.focus();
  };

  useEffect(() => {
    if (!open) return;
    const away = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) {
        setListing(null);
        ask(null);
      }
    };
    const close = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (asked === null) setListing(null);
      ask(null);
    };
    window.addEventListener("pointerdown", away);
    window.addEventListener("keydown", close, true);
    return () => {
      window.removeEventListener("pointerdown", away);
      window.removeEventListener("keydown", close, true);
    };
  }, [open, asked]);

  return (
    <div ref={box} className="relative">
      <button
        ref={opener}
        type="button"
        className="button button-quiet px-2"
        aria-label="Sessions"
        title="Sessions"
        aria-expanded={open}
        onClick={() => (open ? shut() : list())}
      >
        <History className="size-4" aria-hidden="true" />
      </button>
      {open && (
        <nav
          aria-label="Sessions"
          className="absolute top-full right-0 z-20 mt-1.5 max-h-96 w-80 max-w-[calc(100vw-2rem)] overflow-y-auto rounded-xl border border-line bg-panel p-1.5 shadow-xl"
        >
          <SessionList {...{ listing, session_id, asked, ask, drop, older }} again={list} />
        </nav>
      )}
    </div>
  );
}

interface SessionListProps {
  listing: Listing;
  session_id: string;
  /** The session of which it is asked whether it is to be deleted. */
  asked: string | null;
  ask(session_id: string | null): void;
  drop(session_id: string): void;
  older(): void;
  again(): void;
}

export function SessionList({ listing, session_id, asked, ask, drop, older, again }: SessionListProps) {
  if (listing.state === "loading") return <p className="p-2 text-muted">Loading…</p>;
  if (listing.state === "failed") return <Failed again={again} />;
  if (listing.sessions.length === 0 && listing.older === "none")
    return <p className="p-2 text-muted">No sessions yet.</p>;
  const now = Date.now();
  return (
    <>
      <ul>
        {listing.sessions.map((session) => (
          <li key={session.session_id}>
            {asked === session.session_id ? (
              <Asked
                session={session}
                here={session.session_id === session_id}
                keep={() => ask(null)}
                gone={() => drop(session.session_id)}
              />
            ) : (
              <Line
                session={session}
                here={session.session_id === session_id}
                now={now}
                remove={() => ask(session.session_id)}
              />
            )}
          </li>
        ))}
      </ul>
      {listing.older === "failed" && <Failed again={older} />}
      {(listing.older === "some" || listing.older === "loading") && (
        <button
          type="button"
          className="button button-quiet w-full justify-center"
          disabled={listing.older === "loading"}
          onClick={older}
        >
          {listing.older === "loading" ? "Loading…" : "Older sessions"}
        </button>
      )}
    </>
  );
}

function Failed({ again }: { again(): void }) {
  return (
    <div role="alert" className="flex items-center gap-2 p-2">
      <p className="min-w-0 flex-1 text-bad">The list could not be loaded.</p>
      <button type="button" className="button" onClick={again}>
        Try again
      </button>
    </div>
  );
}

interface LineProps {
  session: Listed;
  here: boolean;
  now: number;
  remove(): void;
}

function Line({ session, here, now, remove }: LineProps) {
  const title = session.title || "Untitled";
  return (
    <div className="flex items-center gap-1">
      <a
        href={`/s/${encodeURIComponent(session.session_id)}`}
        aria-current={here ? "page" : undefined}
        className="flex min-w-0 flex-1 items-baseline gap-3 rounded-lg px-2.5 py-2 hover:bg-raised aria-[current]:bg-raised"
      >
        <span className="min-w-0 flex-1 truncate">{title}</span>
        <span className="shrink-0 text-xs text-muted">{ago(session.updated_ms, now)}</span>
      </a>
      <button
        type="button"
        className="button button-quiet shrink-0 px-1.5 text-muted"
        aria-label={`Delete ${title}`}
        title="Delete"
        onClick={remove}
      >
        <Trash2 className="size-3.5" aria-hidden="true" />
      </button>
    </div>
  );
}

interface AskedProps {
  session: Listed;
  here: boolean;
  keep(): void;
  gone(): void;
}

/** Takes the focus on what changes nothing: a second Enter must not delete. */
function Asked({ session, here, keep, gone }: AskedProps) {
  const [state, setState] = useState<"asked" | "going" | "failed">("asked");
  const keeping = useRef<HTMLButtonElement>(null);
  useEffect(() => keeping.current?.focus(), []);
  const go = async () => {
    setState("going");
    if (await remove(session.session_id)) gone();
    else setState("failed");
  };
  return (
    <fieldset
      aria-label={`Delete ${session.title || "Untitled"}?`}
      className="my-1 space-y-2 rounded-lg border border-bad/40 p-2.5"
    >
      <p className="break-words">
        Delete <b className="font-medium">{session.title || "Untitled"}</b>
        {here && ", which is open here"}? Its conversation, its versions and its pictures are gone for good.
        If it is being written to, that stops.
      </p>
      {state === "failed" && (
        <p role="alert" className="text-bad">
          It could not be deleted. Try again.
        </p>
      )}
      <div className="flex gap-2">
        <button ref={keeping} type="button" className="button" onClick={keep}>
          Keep it
        </button>
        <button
          type="button"
          className="button border-bad/40 text-bad"
          disabled={state === "going"}
          onClick={() => void go()}
        >
          {state === "going" ? "Deleting…" : "Delete for good"}
        </button>
      </div>
    </fieldset>
  );
}

async function remove(session_id: string): Promise<boolean> {
  try {
    const answer = await fetch(`/api/sessions/${encodeURIComponent(session_id)}`, { method: "DELETE" });
    return answer.ok;
  } catch {
    return false;
  }
}

function begun(now: Listing | null, first: Listed[] | null): Listing | null {
  if (now?.state !== "loading") return now;
  if (!first) return { state: "failed" };
  return { state: "listed", sessions: first, end: first.at(-1), older: olderThan(first) };
}

/** With what follows on `end` behind all that is listed by now: a session may have been deleted meanwhile. */
function joined(now: Listing | null, end: Listed | undefined, more: Listed[] | null): Listing | null {
  if (now?.state !== "listed" || now.end !== end) return now;
  if (!more) return { ...now, older: "failed" };
  return {
    ...now,
    sessions: [...now.sessions, ...more],
    end: more.at(-1) ?? end,
    older: olderThan(more),
  };
}

const olderThan = (page: Listed[]) => (page.length < PAGE ? "none" : "some");

/** The page that follows on `end`, or the first; null if it cannot be had. */
async function page(end?: Listed): Promise<Listed[] | null> {
  const behind = end ? `?behind=${end.updated_ms},${encodeURIComponent(end.session_id)}` : "";
  try {
    const answer = await fetch(`/api/sessions${behind}`);
    return answer.ok ? ((await answer.json()) as Listed[]) : null;
  } catch {
    return null;
  }
}
