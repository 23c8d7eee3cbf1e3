"""What models have cost, by day, user and model, and what the limits leave. Kept in one SQLite file of the
router's.

Invariant: spent plus reserved never passes a limit: a turn is given an allowance before it starts, and the
vendor is told to stop where that ends. Days are UTC. Called by actors/llm_router.py.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from studio.protocol import ModelInfo, Usage

_SCHEMA = """
create table if not exists spent (
  day text not null, user text not null, model text not null, turns integer not null, input integer not null,
  cached integer not null, output integer not null, usd real not null, unpriced integer not null,
  primary key (day, user, model)
);
create table if not exists replies (key text primary key, text text not null, used_at real not null);
"""
MAX_REPLIES = 500


@dataclass(frozen=True, slots=True)
class Limits:
    """Dollars; None: no limit."""

    turn_usd: float | None = None
    user_day_usd: float | None = None
    day_usd: float | None = None

    @property
    def any(self) -> bool:
        return any(limit is not None for limit in (self.turn_usd, self.user_day_usd, self.day_usd))


@dataclass(slots=True)
class Ledger:
    """`path` None: in memory."""

    path: Path | None = None
    limits: Limits = field(default_factory=Limits)
    _db: sqlite3.Connection = field(init=False)
    _reserved: dict[str, float] = field(init=False, default_factory=dict[str, float])

    def __post_init__(self) -> None:
        self._db = sqlite3.connect(self.path or ":memory:", isolation_level=None)
        self._db.executescript(f"pragma journal_mode=wal; {_SCHEMA}")

    def left_usd(self, user: str, day: str, turn_usd: float = 0.0) -> float | None:
        """What the next reply may cost this user at most, None for no limit; its turn has cost `turn_usd`."""
        limits = self.limits
        lefts: list[float] = []
        if limits.turn_usd is not None:
            lefts.append(limits.turn_usd - turn_usd)
        if limits.user_day_usd is not None:
            spent = self._sum("user = ? and day = ?", user, day)
            lefts.append(limits.user_day_usd - spent - self._reserved.get(user, 0.0))
        if limits.day_usd is not None:
            lefts.append(limits.day_usd - self._sum("day = ?", day) - sum(self._reserved.values()))
        return max(0.0, min(lefts)) if lefts else None

    def reserve(self, user: str, usd: float) -> None:
        self._reserved[user] = self._reserved.get(user, 0.0) + usd

    def release(self, user: str, usd: float) -> None:
        left = self._reserved.get(user, 0.0) - usd
        if left > 1e-12:
            self._reserved[user] = left
        else:
            self._reserved.pop(user, None)

    def record(self, day: str, user: str, info: ModelInfo, usage: Usage, usd: float | None) -> None:
        self._db.execute(
            "insert into spent values (?, ?, ?, 1, ?, ?, ?, ?, ?) on conflict do update set"
            " turns = turns + 1,"
            " input = input + excluded.input, cached = cached + excluded.cached,"
            " output = output + excluded.output, usd = usd + excluded.usd,"
            " unpriced = unpriced + excluded.unpriced",
            (
                day, user, f"{info.vendor}:{info.name}", usage.input_tokens, usage.cached_tokens,
                usage.output_tokens, usd or 0.0, usd is None,
            ),
        )  # fmt: skip

    def by_model(self, day: str) -> list[Mapping[str, object]]:
        rows = self._db.execute(
            "select model, sum(turns), sum(input), sum(cached), sum(output), sum(usd), sum(unpriced)"
            " from spent where day = ? group by model order by sum(usd) desc",
            (day,),
        )
        names = ("model", "replies", "input_tokens", "cached_tokens", "output_tokens", "usd", "unpriced")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def reply(self, key: str, now: float) -> str | None:
        """The stored reply to a first prompt."""
        row = self._db.execute(
            "update replies set used_at = ? where key = ? returning text", (now, key)
        ).fetchone()
        return row[0] if row else None

    def keep_reply(self, key: str, text: str, now: float) -> None:
        self._db.execute("insert or replace into replies values (?, ?, ?)", (key, text, now))
        self._db.execute(
            "delete from replies where key in"
            " (select key from replies order by used_at desc limit -1 offset ?)",
            (MAX_REPLIES,),
        )

    def _sum(self, where: str, *values: str) -> float:
        row = self._db.execute(f"select coalesce(sum(usd), 0) from spent where {where}", values).fetchone()
        return float(row[0])
