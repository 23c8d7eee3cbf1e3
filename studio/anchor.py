"""The lines with which a model begins that goes on with a cut-off text: asked for by studio/prompt, looked
for by models/splice.py. Pure."""

VISIBLE_CHARS = 24  # that are no space: enough to be found once, few enough to be sent quickly
MAX_CHARS = 400
LONG_LINE_CHARS = 160


def anchor_of(written: str) -> str:
    """The end of `written` that a model is asked to begin with: whole lines, and found in it once if it can
    be."""
    start = len(written)
    while start > 0:
        start = written.rfind("\n", 0, start - 1) + 1
        anchor = written[start:]
        if len(anchor) > MAX_CHARS:
            break
        visible = sum(not char.isspace() for char in anchor)
        if visible >= VISIBLE_CHARS and written.find(anchor) == start:
            break
    anchor = written[start:]
    if len(anchor) > MAX_CHARS:
        short = anchor[-LONG_LINE_CHARS:]
        anchor = short[short.find(" ") + 1 :] if " " in short else short
    return anchor
