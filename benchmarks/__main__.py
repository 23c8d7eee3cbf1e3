"""`python -m benchmarks [name …]`: runs the programs of this folder one after another."""

import subprocess
import sys

PROGRAMS = (
    "ready",
    "first_paint",
    "chunk_to_frame",
    "stream",
    "idle",
    "preview",
    "attacks",
    "models",
    "router",
    "tools",
    "sandbox",
    "guards",
    "autofix",
)


def main() -> int:
    chosen = sys.argv[1:] or PROGRAMS
    unknown = set(chosen) - set(PROGRAMS)
    if unknown:
        names, known = ", ".join(sorted(unknown)), ", ".join(PROGRAMS)
        print(f"no benchmark named {names}; there are {known}", file=sys.stderr)
        return 2
    failed = [name for name in chosen if _run(name) != 0]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


def _run(name: str) -> int:
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
