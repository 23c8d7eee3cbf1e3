"""Files that the builds made, sent as they are."""

from pathlib import Path

from fastapi import HTTPException, Response
from fastapi.responses import FileResponse

from edge.headers import ASSET_HEADERS


def file_in(folder: Path, name: str, headers: dict[str, str] = ASSET_HEADERS) -> Response:
    """A content-hashed file below `folder`, cached for ever."""
    path = path_in(folder, name)
    if path is None:
        raise HTTPException(404, "There is no such file.")
    return FileResponse(path, headers=headers)


def path_in(folder: Path, name: str) -> Path | None:
    """Of a file below `folder`; None if there is none, whatever was asked for."""
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (ValueError, OSError):  # a name that no file can have
        return None
