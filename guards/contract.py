"""What a guard is: pure functions to findings. One rule a file, one line in a dict in guards/__init__.py.

A code rule gets the parsed file, so that it is parsed once for all rules. Called only by
guards.scan_code and guards.scan_prompt, and those by actors/scanner.py.
"""

from collections.abc import Callable

from guards.heard import Heard
from guards.tree import Source
from studio.protocol import Finding

CodeRule = Callable[[Source], list[Finding]]
"""Looks for one kind of thing in one source file, whole or cut off in mid-stream."""

PromptRule = Callable[[Heard], list[Finding]]
"""Looks for one kind of thing in what the user wrote."""
