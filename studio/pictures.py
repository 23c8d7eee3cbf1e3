"""A picture that came with a prompt, and its bytes as they are kept: checked, small, without metadata. Pure.

edge/pictures.py makes one of what a browser sends, a store keeps it with the session, models/vendors.py shows
it to a model.
"""

import hashlib
from dataclasses import dataclass
from typing import Literal

from studio.protocol import Attachment

Mime = Literal["image/png", "image/jpeg"]


@dataclass(frozen=True, slots=True)
class Picture:
    about: Attachment
    data: bytes


def picture(mime: Mime, width: int, height: int, data: bytes) -> Picture:
    """Named by its bytes: the same picture sent twice is one."""
    name = hashlib.sha256(data).hexdigest()[:32]
    return Picture(Attachment(name, mime, width, height, len(data)), data)
