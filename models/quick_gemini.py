"""google-genai without what takes most of the time of a chunk and finds nothing in one that is valid.

Invariant: what the SDK makes of a reply is the same. Figures are µs of one chunk. Importing it imports
the SDK. Called by models/vendors.py.
"""

from contextlib import suppress
from functools import cache
from typing import Any, cast

from google.genai import _common, _extra_utils, models
from google.genai.types import GenerateContentResponse as Chunk
from pydantic import ValidationError

_known = Chunk._from_response  # pyright: ignore[reportPrivateUsage]
_by_path = _common.get_value_by_path


@cache
def quicken() -> None:
    """Before the SDK's first request: each of its classes makes its validator when it is first used."""
    Chunk._from_response = staticmethod(_validated)  # pyright: ignore
    models.getv = _value  # pyright: ignore[reportPrivateImportUsage]
    _extra_utils.should_disable_afc = _own_calls
    kinds = list(_common.BaseModel.__subclasses__())
    for kind in kinds:  # a warning about objects of a wrong class, of which JSON has none (14)
        kind.__pydantic_decorators__.model_validators.pop("_check_field_type_mismatches", None)
        kinds += kind.__subclasses__()


def _validated(*, response: dict[str, object], kwargs: dict[str, object]) -> Chunk:
    """Only what does not validate is looked through for fields that the SDK does not know (50)."""
    with suppress(ValidationError):
        return Chunk.model_validate(response)
    return _known(response=response, kwargs=kwargs)


def _value(data: Any, keys: list[str], *, default_value: Any = None) -> Any:
    """Of one key, as nearly all of the SDK's paths are (6)."""
    if type(data) is dict and len(keys) == 1 and keys[0].isalpha():
        return cast(dict[str, Any], data).get(keys[0], default_value)
    return _by_path(data, keys, default_value=default_value)


def _own_calls(config: object = None) -> bool:
    """The tools are the session's to call; the SDK, which would, keeps all chunks until the reply's end."""
    return True
