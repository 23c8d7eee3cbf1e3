"""Which sandbox drivers work on this machine, found out by their own self-tests; used by the suites of
sandboxes."""

import asyncio
from pathlib import Path

from sandbox.drivers import AUTO

REPO = Path(__file__).parents[2]
AGENT = REPO / "sandbox" / "agent"
DEADLINE_S = 30.0


def installed() -> list[str]:
    """Best first, as `auto` takes them."""
    here = {"wasm": True, "bubblewrap": shutil.which("bwrap") is not None}
    return [name for name in AUTO if here[name]]
