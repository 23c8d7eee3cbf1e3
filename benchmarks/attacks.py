"""preview.attack_hits: what arrives at a counting server from hostile components.

The same programme as tests/e2e/test_attacks.py: every row in the real frame of the real page, most of them
twice. Also how many rows were tried, what they obtained, and how the page around them fared meanwhile.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks import report
from tests.attacks import lookups, run
from tests.attacks.counter import counting
from tests.browser import chromium
from tests.server import running


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "data", ATELIER_SKETCH_CHARS_PER_S="0") as server,
        chromium() as browser,
        counting() as counter,
    ):
        reports = [
            run.still(browser, server, counter, originals=False),
            run.still(browser, server, counter, originals=True),
            run.leaving(browser, server, counter),
            run.clicks(browser, server, counter),
            run.floods(browser, server, counter),
        ]
        kept = run.focus(browser, server)
        hits = counter.total()
        looked_up, _ = lookups.looked_up(browser, server, counter, Path(folder))
    broken = [row for each in reports for row in each.broken]
    for row in broken:
        print(f"not proven: {row}", file=sys.stderr)
    rows = run.rows()
    unproven = sum("did not run" in row for row in broken)
    tried = sum(each.tried for each in reports) - unproven + len(lookups.LOOKUPS)
    report("preview.attack_hits", hits + len(looked_up), "hits", tried)
    report("preview.attacks_tried", rows - unproven, "attacks", rows)
    report("preview.attack_rows_broken", len(broken), "rows", rows)
    report("preview.attack_leaks", sum(len(each.leaks) for each in reports), "leaks", rows)
    paces = [pace.per_s for each in reports for pace in each.paces.values()]
    report("preview.attack_page_frames_per_s", min(paces), "frames/s", len(paces))
    report("preview.attack_keys_kept_share", sum(kept.values()) / (run.KEYS * len(kept)), "share", len(kept))


if __name__ == "__main__":
    main()
