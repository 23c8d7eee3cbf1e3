/**
 * Commands on their way: each gets its answer, or is given up after ANSWER_MS with a word about it.
 *
 * Invariant: the text of a prompt that was sent is in the box or in the conversation, or its answer is still
 * waited for. The server carries commands out in order, so a refusal answers the oldest that waits, and no other.
 * Called by app.tsx.
 */
import { useCallback, useEffect, useState } from "react";
import { unreachable } from "./fold";
import type { Command, Error as Refusal, Turn } from "./protocol";
import type { View } from "./store";

/** Longer than the server ever makes an honest prompt wait: 8 s for its conduct, and a session's start. */
export const ANSWER_MS = 20_000;

export type Asked = Exclude<Command, { type: "cancel" | "hello" | "preview_error" }>;

/**
 * `turns` and `seq`: what there was when it was sent, to tell its answer from older ones; `before`: the refusals
 * until then, and those since that answered older commands.
 */
export interface Sent {
  command: Asked;
  turns: number;
  seq: number;
  before: number;
  due_ms: number;
  /** Its text is back in the box; should it have been taken after all, it is taken out again. */
  returned: boolean;
}

export type Fate = "waits" | "taken" | "refused" | "overdue";

type Seen = Pick<View, "session" | "connection" | "refusals" | "fork">;

/** What became of a command, as far as the page can see. */
export function fateOf({ command, turns, seq, before, due_ms }: Sent, seen: Seen, now_ms: number): Fate {
  const { session, connection, refusals, fork } = seen;
  if (answered(command, session.turns.slice(turns), session.seq > seq, fork)) return "taken";
  if (refusals > before || connection.state !== "open") return "refused";
  return now_ms >= due_ms ? "overdue" : "waits";
}

/** `begun`: the turns since it was sent; a prompt's own, for another page may have begun one meanwhile. */
function answered(command: Asked, begun: readonly Turn[], events: boolean, fork: string | null): boolean {
  switch (command.type) {
    case "prompt":
      return begun.some(({ prompt }) => bare(prompt) === bare(command.text.toWellFormed()));
    case "refine":
    case "continue":
      return begun.length > 0;
    case "fork":
      return fork !== null;
    case "pin_model":
    case "edit_file":
    case "restore":
      return events;
    default:
      return unreachable(command);
  }
}

/** The server's idea of white space at the ends of a text is not quite that of a browser. */
const bare = (text: string): string => text.replace(/^[\s\p{Cc}\p{Cf}]+|[\s\p{Cc}\p{Cf}]+$/gu, "");

/** The box with a prompt back in it, before what was typed since. */
export function givenBack(text: string, typed: string): string {
  return typed === "" || typed === text ? text : `${text}\n\n${typed}`;
}

/** The box without a prompt that was taken after all. */
export function takenOut(text: string, draft: string): string {
  if (draft === text) return "";
  return draft.startsWith(`${text}\n\n`) ? draft.slice(text.length + 2) : draft;
}

export function overdueText({ type }: Asked): string {
  const back = type === "prompt" ? " Your prompt is back in the box." : "";
  return `The server has not answered for ${ANSWER_MS / 1_000} s.${back}`;
}

interface Ports {
  view: Seen;
  send(command: Command): boolean;
  /** Changes what is in the box. */
  edit(change: (draft: string) => string): void;
  /** A prompt began its turn. */
  taken(attachments: readonly string[]): void;
  /** There was no answer in time. */
  overdue(refusal: Refusal): void;
}

export interface Asking {
  /** False if it was not sent. */
  ask(command: Asked): boolean;
  /** What waits for its answer. */
  waiting: readonly Asked[];
}

export function useAsking({ view, send, edit, taken, overdue }: Ports): Asking {
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const [now_ms, setNow] = useState(0);

  useEffect(() => {
    const left: Sent[] = [];
    let refused = 0;
    for (const its of sent) {
      const each = refused === 0 ? its : { ...its, before: its.before + refused };
      const { command } = each;
      const fate = fateOf(each, view, now_ms);
      const text = command.type === "prompt" ? command.text : null;
      if (fate === "taken") {
        if (text !== null && each.returned) edit((draft) => takenOut(text, draft));
        if (command.type === "prompt") taken(command.attachments);
      } else if (fate === "waits" || each.returned) {
        left.push(each);
      } else {
        if (fate === "refused") refused += 1;
        else overdue({ type: "error", code: "internal", message: overdueText(command), retryable: true });
        if (text === null) continue;
        edit((draft) => givenBack(text, draft));
        left.push({ ...each, returned: true });
      }
    }
    if (left.length !== sent.length || left.some((each, at) => each !== sent[at])) setSent(left);
  }, [sent, view, now_ms, edit, taken, overdue]);

  const next_ms = Math.min(...sent.filter(({ returned }) => !returned).map(({ due_ms }) => due_ms));
  useEffect(() => {
    if (!Number.isFinite(next_ms)) return;
    const timer = setTimeout(() => setNow(next_ms), Math.max(0, next_ms - Date.now()));
    return () => clearTimeout(timer);
  }, [next_ms]);

  const { refusals } = view;
  const { turns, seq } = view.session;
  const ask = useCallback(
    (command: Asked) => {
      if (!send(command)) return false;
      const due_ms = Date.now() + ANSWER_MS;
      const made = { command, turns: turns.length, seq, before: refusals, due_ms, returned: false };
      // One prompt is looked after: an older one that came back is the person's own text by now.
      const stays = ({ returned }: Sent) => !returned || command.type !== "prompt";
      setSent((before) => [...before.filter(stays), made]);
      return true;
    },
    [send, refusals, turns.length, seq],
  );
  return { ask, waiting: sent.filter(({ returned }) => !returned).map(({ command }) => command) };
}
