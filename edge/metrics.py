"""/metrics: the families of all singletons as Prometheus reads them, and who may see them.

Called by cluster/gateway.py and edge/operating.py.
"""

from collections.abc import Iterable, Mapping, Sequence

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from edge.admin import may_see
from edge.origin import is_local

CONTENT_TYPE = CONTENT_TYPE_LATEST


def may_see_metrics(token: str, given: str, *, host: str, public_origin: str) -> bool:
    """As /admin; where no token is set, an install that only its own machine reaches shows them."""
    if token:
        return may_see(token, given)
    return is_local(host) and not public_origin


def exposition(told: Mapping[str, Sequence[Metric] | None]) -> bytes:
    """`told`: the families of each singleton by its name; None for one that did not answer."""
    up = GaugeMetricFamily("atelier_up", "1 for a singleton that answers.", labels=["actor"])
    for actor, families in told.items():
        up.add_metric([actor], float(families is not None))
    registry = CollectorRegistry()
    registry.register(_Told([up, *(family for families in told.values() for family in families or ())]))
    return generate_latest(registry)


class _Told(Collector):
    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = list(families)

    def collect(self) -> Iterable[Metric]:
        return self._families
