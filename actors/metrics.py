"""What is counted and measured, as families of the Prometheus client: each singleton keeps its own, the
ingress shows them all.

A label's values are names from our own code or the operator's settings, never ids, prompts, paths or code.
Sessions keep none: their processes come and go, and each would be a label of its own. Families are plain
values, so they travel between processes. Called by actors/llm_router.py, actors/sandbox_pool.py and
cluster/registry_actor.py.
"""

from collections import Counter as Tally
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Metric,
    disable_created_metrics,
)

from models.catalog import model_id
from sandbox.contract import Used
from studio.counts import Counts
from studio.protocol import ModelInfo, Usage

disable_created_metrics()  # a series of its own for each one's birthday
FIRST_TEXT_S = (0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60)


class SessionMetrics:
    """Kept by the registry, whom every session tells what became of its turns."""

    def __init__(self) -> None:
        self._all = CollectorRegistry()
        self.findings: Tally[str] = Tally()
        self._turns = Counter("atelier_turns", "Turns that ended.", ("outcome", "code"), registry=self._all)
        self._findings = Counter(
            "atelier_findings", "What the guards found.", ("rule", "severity"), registry=self._all
        )
        self._checks = Counter(
            "atelier_checks", "Checks of finished components.", ("check", "outcome"), registry=self._all
        )
        self._tools = Counter(
            "atelier_tools", "Tools that models called.", ("tool", "outcome"), registry=self._all
        )
        self._conduct = Counter(
            "atelier_conduct",
            "Prompts and edits that waited or were not taken, for what the guards found before.",
            ("outcome",),
            registry=self._all,
        )
        self._sessions = Gauge("atelier_sessions", "Session actors.", ("state",), registry=self._all)

    def count(self, counts: Counts) -> None:
        if counts.ending is not None:
            self._turns.labels(*counts.ending).inc()
        for finding in counts.findings:
            self._findings.labels(*finding).inc()
            self.findings[finding[0]] += 1
        for check in counts.checks:
            self._checks.labels(*check).inc()
        for tool in counts.tools:
            self._tools.labels(*tool).inc()
        if counts.conduct:
            self._conduct.labels(counts.conduct).inc()

    def families(self, sessions: Mapping[str, int]) -> list[Metric]:
        """`sessions`: how many there are, by state."""
        for state, number in sessions.items():
            self._sessions.labels(state).set(number)
        return list(self._all.collect())


class ModelMetrics:
    """Kept by the router."""

    def __init__(self) -> None:
        self._all = CollectorRegistry()
        self._tokens = Counter("atelier_tokens", "Tokens.", ("model", "kind"), registry=self._all)
        self._dollars = Counter(
            "atelier_dollars", "What models have cost, as far as prices are known.", ("model",),
            registry=self._all,
        )  # fmt: skip
        self._replies = Counter(
            "atelier_replies", "Replies that a model wrote.", ("model",), registry=self._all
        )
        self._first = Histogram(
            "atelier_first_text_seconds", "From the request to its first text.", ("model",),
            buckets=FIRST_TEXT_S, registry=self._all,
        )  # fmt: skip
        self._breakers = Gauge(
            "atelier_breaker", "1 for the state that a model's breaker is in.", ("model", "state"),
            registry=self._all,
        )  # fmt: skip
        self._streams = Gauge("atelier_streams", "Replies that are being written.", registry=self._all)
        self.failovers = Counter(
            "atelier_failovers", "Replies that another model went on with.", registry=self._all
        )
        self.replays = Counter("atelier_replays", "Replies given again at no cost.", registry=self._all)

    def first_text(self, info: ModelInfo, seconds: float) -> None:
        self._first.labels(model_id(info)).observe(seconds)

    def spent(self, info: ModelInfo, usage: Usage, usd: float | None) -> None:
        model = model_id(info)
        self._replies.labels(model).inc()
        self._tokens.labels(model, "input").inc(usage.input_tokens)
        self._tokens.labels(model, "cached").inc(usage.cached_tokens)
        self._tokens.labels(model, "output").inc(usage.output_tokens)
        self._dollars.labels(model).inc(usd or 0.0)

    def families(self, breakers: Mapping[str, str], streams: int) -> list[Metric]:
        """`breakers`: each model's state."""
        for model, state in breakers.items():
            for possible in ("closed", "open", "half-open"):
                self._breakers.labels(model, possible).set(possible == state)
        self._streams.set(streams)
        return list(self._all.collect())


class SandboxMetrics:
    """Kept by the pool of sandboxes."""

    def __init__(self) -> None:
        self._all = CollectorRegistry()
        self._tier = Gauge("atelier_sandbox", "1 for the tier in use.", ("tier",), registry=self._all)
        self._boxes = Gauge("atelier_boxes", "Sandboxes that run code.", ("state",), registry=self._all)
        self._events = Counter("atelier_box_events", "What became of boxes.", ("event",), registry=self._all)
        self._cpu = Counter("atelier_box_cpu_seconds", "CPU of boxes.", ("role",), registry=self._all)
        self._wall = Counter(
            "atelier_box_wall_seconds", "Time that boxes took to answer.", ("role",), registry=self._all
        )
        self._output = Counter(
            "atelier_box_output_bytes", "What boxes have said.", ("role",), registry=self._all
        )
        self._memory = Gauge(
            "atelier_box_memory_peak_bytes", "The most that one box was seen to use.", ("role",),
            registry=self._all,
        )  # fmt: skip
        self._peaks: dict[str, int] = {}
        self._before: WeakKeyDictionary[object, Used] = WeakKeyDictionary()

    def count(self, event: str) -> None:
        self._events.labels(event).inc()

    def used(self, role: str, box: object, now: Used) -> None:
        """What a box of this role has used since its start, as often as one likes."""
        before = self._before.get(box, Used())
        self._before[box] = now
        self._cpu.labels(role).inc(now.cpu_s - before.cpu_s)
        self._wall.labels(role).inc(now.wall_s - before.wall_s)
        self._output.labels(role).inc(now.output_bytes - before.output_bytes)
        self._peaks[role] = max(self._peaks.get(role, 0), now.memory_bytes)
        self._memory.labels(role).set(self._peaks[role])

    def families(self, tier: str, boxes: Mapping[str, int]) -> list[Metric]:
        self._tier.clear()
        self._tier.labels(tier).set(1)
        for state, number in boxes.items():
            self._boxes.labels(state).set(number)
        return list(self._all.collect())
