import { describe, expect, it } from "vitest";
import type { Account, Turn } from "./protocol";
import { spendingLine } from "./spending";

const turn = (started_ms: number, cost_usd: number | null) => ({ started_ms, cost_usd }) as Turn;
const account = (limits: Partial<Account> = {}): Account => ({
  today_usd: 0.5,
  at_ms: 100,
  turn_usd: null,
  user_day_usd: null,
  ...limits,
});

describe("what was spent", () => {
  it("is the session's sum and the day's, which grows by the turns since the page was welcomed", () => {
    const turns = [turn(10, 0.25), turn(150, 0.125)];
    expect(spendingLine(turns, account())).toBe("Session $0.3750 · today $0.6250");
    expect(spendingLine(turns, null)).toBe("Session $0.3750");
  });

  it("is told of its limits", () => {
    expect(spendingLine([], account({ today_usd: 0, user_day_usd: 2, turn_usd: 0.5 }))).toBe(
      "Session $0.0000 · today $0.0000 of $2.00 · a turn at most $0.5000",
    );
  });

  it("says what is not known, and nothing where nothing costs", () => {
    expect(spendingLine([turn(1, null), turn(2, 1.5)], null)).toBe("Session $1.50 · 1 turn unknown");
    expect(spendingLine([turn(1, 0)], account({ today_usd: 0 }))).toBeNull();
    expect(spendingLine([], null)).toBeNull();
  });
});
