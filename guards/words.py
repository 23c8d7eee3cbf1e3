"""The words of one source file and where they stand in its tree. Works on text cut off anywhere: a word that
touches the end may be half a word and is not found.

Cheap on purpose, for it is asked while the file streams: all words are found by one regular expression, and
only those that somebody asks for are looked up in the tree. Held by guards/tree.py, read by guards/names.py.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from tree_sitter import Node, Tree

from guards.parse import parse

_WORD = re.compile(rb"[A-Za-z_$][\w$]*")
_IN_WORD = frozenset(b"$_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Words:
    """`old`: data and tree of the same file earlier, not to be used again."""

    def __init__(self, text: str, old: tuple[bytes, Tree] | None = None) -> None:
        self.data = text.encode("utf-8", "replace")
        self.tree = parse(self.data, old)
        self._leaves: dict[str, list[Node]] = {}

    @cached_property
    def _all(self) -> set[bytes]:
        return set(_WORD.findall(self.data))

    def slice(self, start: int, end: int) -> str:
        return self.data[start:end].decode("utf-8", "replace")

    def leaves(self, *names: str) -> Iterator[Node]:
        """The leaves whose whole text is one of `names`: identifiers, keys, parts of strings; no comments."""
        for name in names:
            if name not in self._leaves:
                self._leaves[name] = list(self._find(name.encode()))
            yield from self._leaves[name]

    def ending(self, end: str) -> list[str]:
        """All words of the file with this end."""
        return [word.decode() for word in self._all if word.endswith(end.encode())]

    def _find(self, word: bytes) -> Iterator[Node]:
        if word not in self._all:
            return
        data, start = self.data, self.data.find(word)
        while start != -1:
            end = start + len(word)
            if (
                end < len(data)
                and data[end] not in _IN_WORD
                and (not start or data[start - 1] not in _IN_WORD)
            ):
                node = self.tree.root_node.descendant_for_byte_range(start, end)
                if node is not None and node.end_byte - node.start_byte == len(word):
                    yield node
            start = data.find(word, end)
