"""Versions as events: what replaces one set of files by another, and how much that changed."""

import difflib
from collections.abc import Collection, Mapping

from studio import reply
from studio.frameworks import entry_path
from studio.protocol import (
    Event,
    FileClosed,
    FileOpened,
    FileRemoved,
    FileSpliced,
    Scanned,
    VersionCreated,
    VersionOrigin,
    VersionStatus,
)
from studio.text16 import units


def replace_files(
    old: Mapping[str, str], new: Mapping[str, str], seq: int, opened: Collection[str] = ()
) -> list[Event]:
    """Events, numbered from seq + 1, that turn the files `old` into `new` and mark them as scanned:
    for content that has passed the scanner before (restore) or just now (a user's own edit). `opened`: those
    that are being written, which this ends."""
    events: list[Event] = []
    for path in old:
        if path not in new:
            seq += 1
            events.append(FileRemoved(seq=seq, path=path))
    for path, text in new.items():
        if old.get(path) == text:
            if path in opened:
                events += [
                    FileClosed(seq=seq + 1, path=path, sha256=reply.sha256(text)),
                    Scanned(seq=seq + 2, path=path, through=seq + 1),
                ]
                seq += 2
            continue
        events += [
            FileOpened(seq=seq + 1, path=path, fresh=True),
            FileSpliced(seq=seq + 2, path=path, at=0, remove=0, insert=text),
            FileClosed(seq=seq + 3, path=path, sha256=reply.sha256(text)),
            Scanned(seq=seq + 4, path=path, through=seq + 2),
        ]
        seq += 4
    return events


def splice_files(old: Mapping[str, str], new: Mapping[str, str], seq: int) -> list[Event]:
    """Events, numbered from seq + 1, that change the files `old` into `new`, which has the same paths: one
    splice a file, of all between the first and the last difference. They are yet to be scanned."""
    events: list[Event] = []
    for path, text in new.items():
        before = old[path]
        if before == text:
            continue
        start = _shared(before, text)
        behind = _shared(before[start:][::-1], text[start:][::-1])
        events += [
            FileOpened(seq=seq + 1, path=path, fresh=False),
            FileSpliced(
                seq=seq + 2, path=path, at=units(before[:start]),
                remove=units(before[start : len(before) - behind]), insert=text[start : len(text) - behind],
            ),
            FileClosed(seq=seq + 3, path=path, sha256=reply.sha256(text)),
        ]  # fmt: skip
        seq += 3
    return events


def _shared(a: str, b: str) -> int:
    """Length of the common beginning."""
    pairs = zip(a, b, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(a), len(b)))


def version_created(
    seq: int,
    version: int,
    parent: int | None,
    turn: int | None,
    origin: VersionOrigin,
    status: VersionStatus,
    label: str,
    old: Mapping[str, str],
    new: Mapping[str, str],
    now_ms: int,
) -> VersionCreated:
    """The event of a version whose files are `new`, made from `old`."""
    added = removed = 0
    for path in old.keys() | new.keys():
        plus, minus = changed_lines(old.get(path, ""), new.get(path, ""))
        added, removed = added + plus, removed + minus
    return VersionCreated(
        seq=seq, version=version, parent=parent, turn=turn, origin=origin, status=status, label=label,
        entry=entry_path(new), paths=sorted(new), added=added, removed=removed, at_ms=now_ms,
    )  # fmt: skip


def changed_lines(old: str, new: str) -> tuple[int, int]:
    """(added, removed) lines, as a diff would count them."""
    a, b = old.splitlines(), new.splitlines()
    added = removed = 0
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if tag != "equal":
            removed += i2 - i1
            added += j2 - j1
    return added, removed
