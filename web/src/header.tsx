/** Name, the session's title, the other sessions of this browser, and a new one. */
import { AppWindow, History, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ago } from "./words";

interface Listed {
  session_id: string;
  title: string;
  updated_ms: number;
}

/** As many as the server lists: stores/contract.py. */
const MAX_LISTED = 100;

type Listing = { state: "loading" } | { state: "listed"; sessions: Listed[] } | { state: "failed" };

interface Props {
  title: string | null;
  session_id: string;
  pages: number;
}

export function Header({ title, session_id, pages }: Props) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-4">
      <svg viewBox="0 0 32 32" className="size-6 shrink-0" aria-hidden="true">
        <rect width="32" height="32" rx="9" className="fill-strong" />
        <path
          d="M9 23 16 8l7 15M11.8 17.5h8.4"
          className="fill-none stroke-onstrong"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className="font-semibold tracking-tight">Atelier</span>
      <span className="min-w-0 flex-1 truncate pl-1 text-muted" title={title ?? undefined}>
        {title}
      </span>
      <OtherPages pages={pages} />
      <Sessions session_id={session_id} />
      <button
        type="button"
        className="button px-2"
        title="New session"
        aria-label="New session"
        onClick={() => location.assign("/new")}
      >
        <Plus className="size-4" aria-hidden="true" />
        <span className="hidden xl:inline">New</span>
      </button>
    </header>
  );
}

/** Quiet: two pages of one session are nothing wrong, but what the other one does is seen here. */
function OtherPages({ pages }: { pages: number }) {
  const text = `Open in ${pages} pages. All of them show the same session.`;
  return (
    <span role="status" className="shrink-0 text-xs text-muted">
      {pages > 1 && (
        <span className="flex items-center gap-1 rounded-full border border-line px-2 py-0.5" title={text}>
          <AppWindow className="size-3.5" aria-hidden="true" />
          <span aria-hidden="true">{pages}</span>
          <span className="sr-only">{text}</span>
        </span>
      )}
    </span>
  );
}

function Sessions({ session_id }: { session_id: string }) {
  const [listing, setListing] = useState<Listing | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const open = listing !== null;
  const list = () => {
    setListing({ state: "loading" });
    void listed().then((end) => setListing((now) => now && end));
  };

  useEffect(() => {
    if (!open) return;
    const away = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setListing(null);
    };
    const close = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setListing(null);
    };
    window.addEventListener("pointerdown", away);
    window.addEventListener("keydown", close, true);
    return () => {
      window.removeEventListener("pointerdown", away);
      window.removeEventListener("keydown", close, true);
    };
  }, [open]);

  return (
    <div ref={box} className="relative">
      <button
        type="button"
        className="button button-quiet px-2"
        aria-label="Sessions"
        title="Sessions"
        aria-expanded={open}
        onClick={() => (open ? setListing(null) : list())}
      >
        <History className="size-4" aria-hidden="true" />
      </button>
      {open && (
        <nav
          aria-label="Sessions"
          className="absolute top-full right-0 z-20 mt-1.5 max-h-96 w-72 overflow-y-auto rounded-xl border border-line bg-panel p-1.5 shadow-xl"
        >
          <SessionList listing={listing} session_id={session_id} again={list} />
        </nav>
      )}
    </div>
  );
}

interface SessionListProps {
  listing: Listing;
  session_id: string;
  again(): void;
}

function SessionList({ listing, session_id, again }: SessionListProps) {
  if (listing.state === "loading") return <p className="p-2 text-muted">Loading…</p>;
  if (listing.state === "failed")
    return (
      <div role="alert" className="flex items-center gap-2 p-2">
        <p className="min-w-0 flex-1 text-bad">The list could not be loaded.</p>
        <button type="button" className="button" onClick={again}>
          Try again
        </button>
      </div>
    );
  if (listing.sessions.length === 0) return <p className="p-2 text-muted">No sessions yet.</p>;
  const now = Date.now();
  return (
    <>
      {listing.sessions.map((session) => (
        <a
          key={session.session_id}
          href={`/s/${encodeURIComponent(session.session_id)}`}
          aria-current={session.session_id === session_id ? "page" : undefined}
          className="flex items-baseline gap-3 rounded-lg px-2.5 py-2 hover:bg-raised aria-[current]:bg-raised"
        >
          <span className="min-w-0 flex-1 truncate">{session.title || "Untitled"}</span>
          <span className="shrink-0 text-xs text-muted">{ago(session.updated_ms, now)}</span>
        </a>
      ))}
      {listing.sessions.length >= MAX_LISTED && (
        <p className="p-2 text-xs text-muted">
          Older sessions are not listed. Their addresses still open them.
        </p>
      )}
    </>
  );
}

async function listed(): Promise<Listing> {
  try {
    const answer = await fetch("/api/sessions");
    if (!answer.ok) return { state: "failed" };
    return { state: "listed", sessions: (await answer.json()) as Listed[] };
  } catch {
    return { state: "failed" };
  }
}
