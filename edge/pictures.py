"""What a browser sends as a picture, as one that is safe to keep and to show: decoded and encoded anew by
Pillow.

Only PNG, JPEG and WebP, one frame, of a size that can be held; what comes out is PNG or JPEG, upright, at
most MAX_SIDE on a side, with no metadata and nothing else of the file that came. Called by edge/uploads.py,
in a thread.
"""

import io
import warnings
from typing import TYPE_CHECKING

from studio.pictures import Picture, picture
from studio.protocol import MAX_PICTURE_BYTES

if TYPE_CHECKING:  # Pillow takes a while to import, and most pages send no picture
    from PIL import Image

MAX_SIDE = 1568  # vendors scale down what is larger
MAX_PIXELS = 40_000_000
MAX_PNG_BYTES = 1_000_000  # a photograph as PNG is larger, and goes as JPEG
QUALITY = 85
MAX_KEPT = 60  # pictures a session
_MAX_FRACTION = 50  # of the sides: thinner is no picture


class PictureError(Exception):
    """Why it is not taken, and what helps, in one line."""


def take(data: bytes) -> Picture:
    """Raises PictureError."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(data) > MAX_PICTURE_BYTES:
        raise too_large()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow finds odd is either read or raised
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
                _check(image.size)
                # A phone's JPEG may hold its depth or brightness map as a second frame; that is no animation.
                if image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
                    raise PictureError("The picture is animated. Add a still one.")
                image.draft("RGB", (MAX_SIDE, MAX_SIDE))
                image.thumbnail((MAX_SIDE, MAX_SIDE))
                upright = ImageOps.exif_transpose(image)
                seen = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except UnidentifiedImageError:
        raise PictureError("This file is no PNG, JPEG or WebP picture. Save it as one of these.") from None
    except (Image.DecompressionBombError, MemoryError):
        raise _too_many() from None
    except (OSError, ValueError, SyntaxError, IndexError, KeyError, EOFError):  # what its decoders raise
        raise PictureError("The picture is damaged. Save it again and add that.") from None
    return _encoded(seen)


def _check(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MAX_PIXELS:
        raise _too_many()
    if max(size) > _MAX_FRACTION * min(size):
        raise PictureError("The picture is too narrow to be seen. Cut out the part that matters.")


def too_large() -> PictureError:
    limit = MAX_PICTURE_BYTES // 1_000_000
    return PictureError(f"The picture is larger than {limit} MB. Make it smaller and add it again.")


def _too_many() -> PictureError:
    millions = MAX_PIXELS // 1_000_000
    return PictureError(f"The picture has more than {millions} million pixels. Make it smaller.")


def _encoded(seen: "Image.Image") -> Picture:
    from PIL import Image

    plain = Image.new(seen.mode, seen.size)  # carries nothing along but pixels
    plain.paste(seen)
    written = io.BytesIO()
    plain.save(written, "PNG")
    if written.tell() <= MAX_PNG_BYTES:
        return picture("image/png", *plain.size, written.getvalue())
    if plain.mode == "RGBA":
        paper = Image.new("RGB", plain.size, "white")
        paper.paste(plain, mask=plain.getchannel("A"))
        plain = paper
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=QUALITY)
    return picture("image/jpeg", *plain.size, written.getvalue())
