"""All rows, by how they are tried: table.py, newest.py and flood.py joined."""

from tests.attacks import newest, table
from tests.attacks.flood import FLOODS, FOCUS

STILL = table.STILL | newest.STILL
"""Many at once in one load of the frame: none of them takes the frame away."""

BY_CODE_ALONE = {"battery"}
"""What no header shuts: not tried where the originals are kept."""

LEAVING = table.LEAVING | newest.LEAVING
"""Each alone: it takes the frame away, or breaks it, if it works."""

CLICKS = table.CLICKS | newest.CLICKS
"""JSX that a person clicks with a real mouse."""

__all__ = ["CLICKS", "FLOODS", "FOCUS", "LEAVING", "STILL"]
