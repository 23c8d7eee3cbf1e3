"""Code that is nested more deeply than anybody writes, or falls into very many loose pieces: it cannot be
looked through in a bounded time.

What the other rules ask of a tree takes time with the square of its depth or worse, and with the square of
what a parser could not put together: 48 kB of `a[0][0][0]…` took half a minute, 48 kB of `((((…` three
seconds, in which the scanner served nobody. Of 3,158 files of npm packages, tests and data among them, the
deepest has 45 levels. Called by guards/__init__.py before the rules, which then do not run.
"""

from tree_sitter import Tree, TreeCursor

from guards.tree import Source
from studio.protocol import Finding

MAX_DEPTH = 500
MAX_LOOSE = 20_000
"""Pieces: half a second. A long list that is still being written may be loose so far."""


def rule(source: Source) -> list[Finding]:
    line = _too_much(source.tree)
    if line is None:
        return []
    message = f"This is nested more than {MAX_DEPTH} levels deep, or is no code: it cannot be looked through."
    return [Finding("nesting", "block", source.path, line, message, "Break it up into smaller parts.")]


def _too_much(tree: Tree) -> int | None:
    """The line, from 1, at which a limit is passed."""
    cursor = tree.walk()
    beside: list[int] = []
    while True:
        if cursor.goto_first_child():
            beside.append(1)
            if len(beside) > MAX_DEPTH:
                return _line(cursor)
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return None
            beside.pop()
        beside[-1] += 1
        if beside[-1] == MAX_LOOSE and _is_loose(cursor):
            return _line(cursor)


def _is_loose(cursor: TreeCursor) -> bool:
    parent = cursor.node.parent if cursor.node else None
    return parent is not None and parent.type == "ERROR"


def _line(cursor: TreeCursor) -> int:
    return 1 + (cursor.node.start_point.row if cursor.node else 0)
