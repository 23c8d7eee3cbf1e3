"""Files that the builds made, sent as they are."""

from pathlib import Path

from fastapi import HTTPException, Response
from fastapi.responses import FileResponse

from edge.headers import ASSET_HEADERS


def file_in(folder: Path, name: str, headers: dict[str, str] = ASSET_HEADERS) -> Response:
    """A content-hashed file below `folder`, cached for ever."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise HTTPException(404, "There is no such file.")
    return FileResponse(path, headers=headers)
