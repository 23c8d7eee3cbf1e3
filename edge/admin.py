"""The operator's page: what models cost today, how they do, how often another had to go on, what the guards
found. Read only. Called by edge/operating.py."""

import hmac
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

_STYLE = (
    "body{font:14px system-ui;margin:2rem;color-scheme:light dark}td,th{padding:.3rem .8rem;text-align:right}"
)


def may_see(token: str, given: str) -> bool:
    """No token in the settings: nobody may."""
    return bool(token) and hmac.compare_digest(token.encode(), given.encode())


def admin_page(spending: Mapping[str, Any], findings: Mapping[str, int]) -> str:
    models, breakers = spending["models"], spending["breakers"]
    spent = _table(
        ("model", "replies", "tokens in", "from cache", "tokens out", "dollars"),
        [
            (m["model"], m["replies"], m["input_tokens"], m["cached_tokens"], m["output_tokens"], _usd(m))
            for m in models
        ],
    )
    payers = _table(
        ("user", "replies", "dollars"), [(u["user"], u["replies"], _usd(u)) for u in spending["users"]]
    )
    health = _table(
        ("model", "state", "failures", "why"),
        [(name, b["state"], b["failures"], b["reason"]) for name, b in breakers.items()],
    )
    found = _table(("rule", "findings"), Counter(findings).most_common())
    read, cached = sum(m["input_tokens"] for m in models), sum(m["cached_tokens"] for m in models)
    lines = [
        f"{spending['replies']} replies since the start, {spending['replayed']} of them replayed at no cost",
        f"{spending['failovers']} times another model went on",
        _of_limits(spending["limits"], sum(m["usd"] for m in models)),
        f"{100 * cached / read if read else 0:.0f} % of the tokens sent today came from a vendor's cache",
    ]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    title = f"Atelier on {escape(spending['day'])}"
    return (
        f"<!doctype html><meta charset=utf-8><title>{title}</title><style>{_STYLE}</style><h1>{title}</h1>"
        f"{said}<h2>Spending</h2>{spent}<h2>Users</h2>{payers}<h2>Models</h2>{health}"
        f"<h2>Guards, since the start</h2>{found}"
    )


def _of_limits(limits: Mapping[str, float | None], spent_usd: float) -> str:
    said = f"${spent_usd:.4f} spent today"
    names = {"day_usd": "all together", "user_day_usd": "a user", "turn_usd": "a turn"}
    of = [f"${usd:g} {names[name]}" for name in names if (usd := limits[name]) is not None]
    return f"{said}; limits: {', '.join(of)}" if of else f"{said}; no limits are set"


def _usd(model: Mapping[str, Any]) -> str:
    return f"{model['usd']:.4f}" + (" and unknown" if model["unpriced"] else "")


def _table(head: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    def line(tag: str, cells: tuple[object, ...]) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"

    return f"<table>{line('th', head)}{''.join(line('td', row) for row in rows)}</table>"
