"""preview.attack_hits: what arrives at a counting server from hostile components.

The same programme as tests/e2e/test_attacks.py: every row in the real frame of the real page, most of them
twice. Also how many rows were tried, what they obtained, and how the page around them fared meanwhile.

`python -m benchmarks.attacks evasions [FROM TO]`: the tries of tests/guard_sets instead (all, or those of
these numbers), which the guards stop; here they are run past them, in the frame and in a page without any
protection. What each did there goes to stderr.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks import report
from tests.attacks import evading, lookups, run
from tests.attacks.counter import counting
from tests.attacks.tries import tries
from tests.browser import chromium
from tests.server import running

A_PAGE = 105
"""Tries in one page, before a fresh one."""


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


def evasions(first: int, end: int) -> None:
    """`hits`: what arrived from the frame. `ran`: programs made of text that got as far as the frame's own
    realm, where they tried with the originals of all that its code takes away. `effective`: tries that do
    anything in a page without any protection; `hollow` are the others."""
    some = tries()[first:end]
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "data", ATELIER_SKETCH_CHARS_PER_S="0") as server,
        chromium() as browser,
        counting() as counter,
    ):
        made = [
            evading.framed(browser, server, counter, some[at : at + A_PAGE])
            for at in range(0, len(some), A_PAGE)
        ]
        hits = evading.arrived(counter)
        bare = evading.bare(browser, counter, some)
    silent = [number for each in made for number in each.silent]
    for number in silent:
        print(f"not proven: {number} did not begin", file=sys.stderr)
    for row in (row for each in made for row in each.report.broken):
        print(f"not proven: {row}", file=sys.stderr)
    for number, did in bare.items():
        print(f"{number}: {' '.join(sorted(did.marks)) or f'nothing {did.threw}'}", file=sys.stderr)
    for name in hits:
        print(f"arrived: {name}", file=sys.stderr)
    tried = len(some) - len(silent)
    report("preview.evasion_hits", sum(hits.values()), "hits", tried)
    report("preview.evasions_ran_in_realm", len({n for each in made for n in each.ran}), "tries", tried)
    report("preview.evasion_pages_broken", sum(len(each.report.broken) for each in made), "looks", tried)
    paces = [pace.per_s for each in made for pace in each.report.paces.values()]
    report("preview.evasion_page_frames_per_s", min(paces), "frames/s", len(paces))
    effective = [number for number, did in bare.items() if did.marks]
    report("preview.evasions_effective", len(effective), "tries", len(some))
    both = len(set(effective) - set(silent))
    report("preview.evasions_effective_tried", both, "tries", len(effective))


if __name__ == "__main__":
    if sys.argv[1:2] == ["evasions"]:
        evasions(*map(int, sys.argv[2:] or (0, len(tries()))))
    else:
        main()
