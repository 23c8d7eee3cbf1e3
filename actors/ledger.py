"""What models have cost, by day, user and model, and what the limits leave. Kept in one SQLite file of the
router's.

Invariant: what a reply may cost is held in the file before its model is asked, and in one write becomes what
it did cost; what is found held when the file is opened belongs to a router that died, and counts as spent.
Days are UTC. Called by actors/llm_router.py and allowance.py.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.policy import Left
from studio.protocol import ModelInfo, Usage

_SCHEMA = """
create table if not exists spent (
  day text not null, user text not null, model text not null, turns integer not null, input integer not null,
  cached integer not null, output integer not null, usd real not null, unpriced integer not null,
  primary key (day, user, model)
);
create table if not exists held (
  id integer primary key, day text not null, user text not null, model text not null, usd real not null
);
create table if not exists replies (key text primary key, text text not null, used_at real not null);
"""
_ADD = (
    " on conflict do update set turns = turns + excluded.turns, input = input + excluded.input,"
    " cached = cached + excluded.cached, output = output + excluded.output, usd = usd + excluded.usd,"
    " unpriced = unpriced + excluded.unpriced"
)
_LEFT_OVER = (
    "insert into spent select day, user, model, count(*), 0, 0, 0, sum(usd), 0 from held where true"
    f" group by day, user, model{_ADD}"
)
MAX_REPLIES = 500
MAX_USERS = 100  # that a page tells of


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

    def __post_init__(self) -> None:
        self._db = sqlite3.connect(self.path or ":memory:", isolation_level=None)
        self._db.executescript(f"pragma journal_mode=wal; pragma synchronous=normal; {_SCHEMA}")
        self._db.executescript(f"begin; {_LEFT_OVER}; delete from held; commit")

    def left(self, user: str, day: str, turn_usd: float = 0.0, *, but: int | None = None) -> Left | None:
        """What the next reply may cost this user at most, None for no limit; its turn has cost `turn_usd`,
        and what is held as `but` is its own."""
        limits, lefts = self.limits, list[Left]()

        def add(setting: str, limit_usd: float | None, taken_usd: float, held_usd: float) -> None:
            if limit_usd is not None:
                usd = max(0.0, limit_usd - taken_usd - held_usd)
                lefts.append(Left(usd, setting, limit_usd, held_usd))

        add("ATELIER_TURN_USD", limits.turn_usd, turn_usd, 0.0)
        if limits.user_day_usd is not None:
            spent = self.spent_usd(user, day)
            held = self._sum("held where user = ? and id is not ?", user, but)
            add("ATELIER_USER_DAY_USD", limits.user_day_usd, spent, held)
        if limits.day_usd is not None:
            spent = self._sum("spent where day = ?", day)
            add("ATELIER_DAY_USD", limits.day_usd, spent, self._sum("held where id is not ?", but))
        return min(lefts, key=lambda left: left.usd) if lefts else None

    def hold(self, held: int | None, day: str, user: str, info: ModelInfo, usd: float) -> int:
        """In place of what is `held`."""
        row = self._db.execute(
            "insert or replace into held values (?, ?, ?, ?, ?) returning id",
            (held, day, user, f"{info.vendor}:{info.name}", usd),
        ).fetchone()
        return int(row[0])

    def settle(
        self, held: int | None, day: str, user: str, spent: Sequence[tuple[ModelInfo, Usage, float | None]]
    ) -> None:
        """Nothing is `held` any more, and this is `spent`; dollars of None are unknown."""
        rows = [
            (
                day, user, f"{info.vendor}:{info.name}", usage.input_tokens, usage.cached_tokens,
                usage.output_tokens, usd or 0.0, usd is None,
            )
            for info, usage, usd in spent
        ]  # fmt: skip
        self._db.execute("begin")
        with self._db:
            self._db.executemany(f"insert into spent values (?, ?, ?, 1, ?, ?, ?, ?, ?){_ADD}", rows)
            self._db.execute("delete from held where id = ?", (held,))

    def spent_usd(self, user: str, day: str) -> float:
        return self._sum("spent where user = ? and day = ?", user, day)

    def by_user(self, day: str) -> list[Mapping[str, object]]:
        """Those who have spent most first."""
        rows = self._db.execute(
            "select user, sum(turns), sum(usd), sum(unpriced) from spent where day = ?"
            " group by user order by sum(usd) desc limit ?",
            (day, MAX_USERS),
        )
        return [dict(zip(("user", "replies", "usd", "unpriced"), row, strict=True)) for row in rows]

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

    def _sum(self, where: str, *values: str | int | None) -> float:
        return float(self._db.execute(f"select coalesce(sum(usd), 0) from {where}", values).fetchone()[0])
