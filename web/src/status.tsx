/** What goes on, said to everyone: role `status` for states, role `alert` for what went wrong. */
import { CircleAlert, LoaderCircle, WifiOff, X } from "lucide-react";
import type { Error as Refusal, SessionState } from "./protocol";
import { useNow } from "./screen";
import type { Connection } from "./socket";
import { checkedIn, closedReason, connectionStatus, turnStatus } from "./words";

export function TurnStatus({ session, running }: { session: SessionState; running: boolean }) {
  return (
    <p role="status" className="flex min-w-0 flex-1 items-center gap-2">
      {running && <LoaderCircle className="size-3.5 shrink-0 animate-spin" aria-hidden="true" />}
      <span className="truncate">{turnStatus(session)}</span>
    </p>
  );
}

export function ConnectionStatus({ connection, welcomed }: { connection: Connection; welcomed: boolean }) {
  const now_ms = useNow(connection.state === "waiting" ? 500 : null);
  const text = connectionStatus(connection, welcomed, now_ms);
  return (
    <div role="status">
      {text !== null && (
        <p className="note mx-4 mt-3 border-warn/30 text-warn">
          <WifiOff className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          {text}
        </p>
      )}
    </div>
  );
}

export function Closed({ code, reason }: { code: number; reason: string }) {
  const { text, remedy } = closedReason(code);
  return (
    <div role="alert" className="note mx-4 mt-3 items-center border-bad/30 text-bad">
      <CircleAlert className="size-4 shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1" title={reason || undefined}>
        {text}
      </span>
      <button
        type="button"
        className="button"
        onClick={() => (remedy === "reload" ? location.reload() : location.assign("/new"))}
      >
        {remedy === "reload" ? "Reload" : "Start a new one"}
      </button>
    </div>
  );
}

export function Refused({ refusal, dismiss }: { refusal: Refusal; dismiss(): void }) {
  return (
    <div role="alert" className="note mb-2 border-bad/30 bg-panel text-bad">
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1 break-words">
        {refusal.message}
        {refusal.retryable && " You can try again."}
      </span>
      <button type="button" aria-label="Dismiss" onClick={dismiss}>
        <X className="size-4" aria-hidden="true" />
      </button>
    </div>
  );
}

export function BuiltInNote() {
  return (
    <p className="px-1.5 text-xs text-muted">
      Built-in sketch model, not an LLM: add a key or a local model for real generation.{" "}
      <a href="/docs/models" className="underline underline-offset-2 hover:text-ink">
        How to
      </a>
    </p>
  );
}

/** What finished versions are tried in, and whether only for now. */
export function SandboxNote({ tier }: { tier: string }) {
  return <p className="px-1.5 text-xs text-muted">{checkedIn(tier)}</p>;
}
