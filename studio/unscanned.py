"""What of an artifact the scanner has yet to see, as a fold of a turn's events. Pure.

A file waits from its newest change on until a scan through that change is back. While a reply is being
written a quick look (studio/quiet.py) is enough to stop the waiting, but not to end the turn. Where a file
was removed the others may import another one by the same name: all wait when the reply has ended.
Called by studio/turn.py, with every event that it emits.
"""

from collections.abc import Iterable, Mapping

from studio.protocol import Event, FileClosed, FileOpened, FileRemoved, FileSpliced


class Unscanned:
    def __init__(self) -> None:
        self._waiting: dict[str, int] = {}
        self._looked_at: dict[str, int] = {}  # by a quick look only, since their last scan
        self._opened: tuple[str, int] | None = None  # nothing was written to it yet
        self._removed = False
        self._newest = 0  # seq of what was seen last

    @property
    def waiting(self) -> Mapping[str, int]:
        """Path to the seq of its newest change that no scan has seen."""
        return self._waiting

    def saw(self, event: Event) -> None:
        self._newest = event.seq
        match event:
            case FileOpened():
                self._opened = event.path, event.seq
            case FileSpliced():
                self.add([event.path], event.seq)
            case FileClosed():
                if self._opened is not None:
                    self.add([event.path], self._opened[1])
            case FileRemoved():
                self._waiting.pop(event.path, None)
                self._removed = True
            case _:
                pass

    def add(self, paths: Iterable[str], seq: int) -> None:
        """These wait as of `seq`."""
        self._opened = None
        self._waiting |= dict.fromkeys(paths, seq)

    def scanned(self, path: str, through: int) -> None:
        self._looked_at.pop(path, None)
        self._seen(path, through)

    def looked_at(self, path: str, through: int, *, enough: bool) -> None:
        """`enough`: it may stop waiting for now."""
        self._looked_at[path] = through
        if enough:
            self._seen(path, through)

    def looks_count_no_more(self, files: Mapping[str, str]) -> None:
        """The reply has ended: what of these files was only looked at waits for a scan, and all do if one was
        removed beside them."""
        looked = {path: seq for path, seq in self._looked_at.items() if path in files}
        if self._removed:
            looked = dict.fromkeys(files, self._newest)  # no file has changed since
        self._waiting, self._looked_at, self._removed = looked | self._waiting, {}, False

    def clear(self) -> None:
        self._waiting.clear()

    def _seen(self, path: str, through: int) -> None:
        if self._waiting.get(path, 0) <= through:
            self._waiting.pop(path, None)
