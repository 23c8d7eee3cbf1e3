"""Which sandbox drivers this machine has. One that is installed and does not work makes its suites fail."""

import shutil
from pathlib import Path

from sandbox.drivers import AUTO

REPO = Path(__file__).parents[2]
AGENT = REPO / "sandbox" / "agent"
DEADLINE_S = 30.0


def installed() -> list[str]:
    """Best first, as `auto` takes them."""
    here = {"wasm": True, "bubblewrap": shutil.which("bwrap") is not None}
    return [name for name in AUTO if here[name]]
