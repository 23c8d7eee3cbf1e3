/**
 * On a narrow screen one side is seen at a time: the chat, or the component. A turn that begins to write brings
 * the component forward, one that failed the chat; what the person chose in between stays.
 */
import { Eye, MessageSquareText, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { runningTurn } from "./fold";
import type { SessionState } from "./protocol";
import { turnStatus } from "./words";

export type Side = "chat" | "component";

export function useSide(session: SessionState): [Side, (side: Side) => void] {
  const [side, setSide] = useState<Side>("chat");
  const shown = useRef(0);
  const turn = session.turns.at(-1);
  const writing = runningTurn(session)?.parts.some((part) => part.type === "file") ? turn?.turn : undefined;
  const failed = turn?.outcome === "failed" ? turn.turn : undefined;

  useEffect(() => {
    if (writing === undefined || shown.current === writing) return;
    shown.current = writing;
    setSide("component");
  }, [writing]);

  useEffect(() => {
    if (failed !== undefined) setSide("chat");
  }, [failed]);

  return [side, setSide];
}

interface Props {
  session: SessionState;
  side: Side;
  setSide(side: Side): void;
  stop(): void;
}

const SIDES = [
  { id: "chat", name: "Chat", Icon: MessageSquareText },
  { id: "component", name: "Component", Icon: Eye },
] as const;

/** At the bottom, for the thumb. Behind the component it also says what the turn does, and stops it. */
export function SideBar({ session, side, setSide, stop }: Props) {
  const running = runningTurn(session) !== null;
  return (
    <nav aria-label="Sides" className="shrink-0 border-t border-line bg-panel md:hidden">
      {side === "component" && running && (
        <p className="flex items-center gap-2 border-b border-line py-1.5 pr-2 pl-4 text-xs text-muted">
          <span role="status" className="min-w-0 flex-1 truncate">
            {turnStatus(session)}
          </span>
          <button type="button" className="button h-8" onClick={stop}>
            <Square className="size-3 fill-current" aria-hidden="true" />
            Stop
          </button>
        </p>
      )}
      <div className="flex gap-1 p-1.5">
        {SIDES.map(({ id, name, Icon }) => (
          <button
            key={id}
            type="button"
            aria-pressed={side === id}
            onClick={() => setSide(id)}
            className="flex h-10 flex-1 items-center justify-center gap-2 rounded-lg text-[13px] font-medium text-muted aria-pressed:bg-raised aria-pressed:text-ink"
          >
            <Icon className="size-4" aria-hidden="true" />
            {name}
          </button>
        ))}
      </div>
    </nav>
  );
}
