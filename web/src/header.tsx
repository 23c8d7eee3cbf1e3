/** Name, the session's title, the other sessions of this browser, and a new one. */
import { AppWindow, Plus } from "lucide-react";
import { Sessions } from "./sessions";

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
