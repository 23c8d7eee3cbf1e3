"""TSX text to a syntax tree; of an earlier tree all that did not change is taken over. Pure."""

import tree_sitter_typescript
from tree_sitter import Language, Parser, Tree

LANGUAGE = Language(tree_sitter_typescript.language_tsx())
_parser = Parser(LANGUAGE)


def parse(data: bytes, old: tuple[bytes, Tree] | None = None) -> Tree:
    """The tree of `data`. `old`: the same file earlier and its tree, which is used up."""
    if old is None:
        return _parser.parse(data)
    before, tree = old
    start = _shared(before, data, 0)
    behind = _shared(before[start:], data[start:], 1)
    old_end, new_end = len(before) - behind, len(data) - behind
    tree.edit(start, old_end, new_end, _point(before, start), _point(before, old_end), _point(data, new_end))
    return _parser.parse(data, tree)


def _shared(a: bytes, b: bytes, from_end: int) -> int:
    """Length of the longest common beginning, or end, by halving: comparing slices is fast."""
    if not from_end and b.startswith(a):
        return len(a)
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        same = a[len(a) - middle :] == b[len(b) - middle :] if from_end else a[:middle] == b[:middle]
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def _point(data: bytes, at: int) -> tuple[int, int]:
    return data.count(b"\n", 0, at), at - (data.rfind(b"\n", 0, at) + 1)
