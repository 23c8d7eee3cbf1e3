"""Which sandbox drivers this machine has. One that is installed and does not work makes its suites fail; so
does one that is missing where the variable CI is set."""

import os
import shutil
import sys
from pathlib import Path

import docker
from docker.errors import DockerException

from sandbox.drivers import AUTO

REPO = Path(__file__).parents[2]
AGENT = REPO / "sandbox" / "agent"
DEADLINE_S = 30.0


def installed() -> list[str]:
    """Best first, as `auto` takes them."""
    here = {"docker": _engine_answers(), "bubblewrap": shutil.which("bwrap") is not None, "wasm": True}
    missing = [name for name in AUTO if not here[name]]
    if missing and os.environ.get("CI") and sys.platform == "linux":
        raise RuntimeError(f"CI is set, and this machine has no {' and no '.join(missing)}.")
    return [name for name in AUTO if here[name]]


def _engine_answers() -> bool:
    try:
        return docker.from_env(timeout=30).ping()
    except DockerException:
        return False
