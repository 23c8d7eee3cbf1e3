"""main.ready_cold_s and main.ready_warm_s: `make run` in a fresh clone until it prints its address; again.

Cold includes installing every package (from the machine's package caches, where it has them) and building.
"""

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks import p50, report
from tests.server import ROOT, free_port, living

WARM_STARTS = 3
DEADLINE_S = 900


def ready_s(clone: Path) -> float:
    """Seconds from `make run` to its address; then Ctrl-C, which must leave nothing."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("ATELIER_", "VIRTUAL_ENV"))}
    env["ATELIER_DATA_DIR"] = str(clone / "data")
    started = time.monotonic()
    process = subprocess.Popen(
        ["make", "run", f"PORT={free_port()}"], cwd=clone, env=env, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    said: list[str] = []
    took_s = 0.0
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        took_s = time.monotonic() - started
        if "ready at" in line or took_s > DEADLINE_S:
            break
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    said.append(process.communicate(timeout=90)[0])
    whole = "".join(said)
    assert "ready at" in whole, whole
    assert process.returncode == -signal.SIGINT, whole
    assert "Error" not in whole, whole
    assert living(clone / "data") == []
    return took_s


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "atelier"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        report("main.ready_cold_s", ready_s(clone), "s", 1)
        report("main.ready_warm_s", p50([ready_s(clone) for _ in range(WARM_STARTS)]), "s", WARM_STARTS)


if __name__ == "__main__":
    main()
