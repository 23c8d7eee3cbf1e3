# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""What the actors of the cluster share: their names, how they are declared, their clock and their address."""

import time
from typing import Any

import ray

from cluster.settings import Settings

NAMESPACE = "atelier"
ROUTER, REGISTRY, SANDBOXES = "router", "registry", "sandboxes"
SESSION = "session-"
"""What the name of a session's actor begins with."""
CALLS = 100_000  # max_concurrency of asyncio actors: bounded by sessions, not by threads

remote: Any = ray.remote  # its overloads lack max_concurrency


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def relay_host(settings: Settings) -> str:
    """The address that this process's relay listens on."""
    return ray.util.get_node_ip_address() if settings.relay_host == "node" else settings.relay_host


def scanner_name(index: int) -> str:
    return f"scanner-{index}"
