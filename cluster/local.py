"""`make run`: a whole Atelier on this machine, until Ctrl-C. `python -m cluster.local`.

Nothing is imported before Ctrl-C is listened for but what that takes: the rest needs half a second.
"""

import sys

from cluster.stop import Stop


def main() -> int:
    stop = Stop()
    from cluster.start import start

    return start(stop)


if __name__ == "__main__":
    sys.exit(main())
