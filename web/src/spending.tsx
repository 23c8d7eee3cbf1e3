/** What the session and the day have cost, in one line that follows while a reply is written. */
import type { Account, Turn } from "./protocol";

/** Null: it has cost nothing, and there is no limit to tell of. */
export function spendingLine(turns: readonly Turn[], account: Account | null): string | null {
  const session = total(turns);
  const today = account && {
    known: account.today_usd + total(since(turns, account.at_ms)).known,
    limit: account.user_day_usd ?? null,
  };
  const limits = [account?.turn_usd, account?.user_day_usd].filter((usd) => typeof usd === "number");
  if (session.known === 0 && session.unknown === 0 && !today?.known && limits.length === 0) return null;
  const told = [`Session ${usd(session.known)}`];
  if (session.unknown > 0)
    told.push(session.unknown === 1 ? "1 turn unknown" : `${session.unknown} turns unknown`);
  if (today) told.push(`today ${usd(today.known)}${today.limit === null ? "" : ` of ${usd(today.limit)}`}`);
  if (typeof account?.turn_usd === "number") told.push(`a turn at most ${usd(account.turn_usd)}`);
  return told.join(" · ");
}

/** The turns that the account, as of the welcome, does not hold yet. */
function since(turns: readonly Turn[], at_ms: number): readonly Turn[] {
  return turns.filter((turn) => turn.started_ms >= at_ms);
}

function total(turns: readonly Turn[]): { known: number; unknown: number } {
  const known = turns.reduce((sum, turn) => sum + (turn.cost_usd ?? 0), 0);
  return { known, unknown: turns.filter((turn) => turn.cost_usd === null).length };
}

function usd(dollars: number): string {
  return `$${dollars.toFixed(dollars < 1 ? 4 : 2)}`;
}

export function Spending({ turns, account }: { turns: readonly Turn[]; account: Account | null }) {
  const line = spendingLine(turns, account);
  return line === null ? null : <p className="px-1.5 text-xs text-muted">{line}</p>;
}
