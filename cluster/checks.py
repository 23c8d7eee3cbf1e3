"""What is looked at before anything is started: the builds, the port, the data folder.

Each raises Cannot, with the remedy, but for what is only odd. Called by cluster/start.py.
"""

import errno
import os
import shutil
import socket
from collections.abc import Mapping
from difflib import get_close_matches

from cluster.settings import ROOT, Settings
from models import access
from sandbox import pods


class Cannot(Exception):
    """Why Atelier cannot start here, in one line that says what to do."""


def check(settings: Settings) -> None:
    _check_builds()
    _check_port(settings)
    _check_folder(settings)


def unknown_settings(env: Mapping[str, str]) -> list[str]:
    """A line for each variable that looks like one of ours and is none, as a misspelt one does."""
    known = [name.upper() for name in Settings.model_fields]
    known += [name.removeprefix("ATELIER_") for name in (*access.VARIABLES, *pods.VARIABLES)]
    known += ["DRAFT_KEY"]  # cluster/draft.py's
    lines: list[str] = []
    for variable in sorted(each for each in env if each.startswith("ATELIER_")):
        name = variable.removeprefix("ATELIER_")
        if name not in known:
            near = get_close_matches(name, known, 1)
            meant = f"; is ATELIER_{near[0]} meant?" if near else ""
            lines.append(f"{variable} is no setting, and is ignored{meant}")
    return lines


def _check_builds() -> None:
    for built in ("web/dist/client/index.html", "web/dist/preview/index.html", "guards/learned.json"):
        if not (ROOT / built).exists():
            raise Cannot(f"{built} is missing; run: make build")
    if shutil.which("node") is None:
        raise Cannot("node is not on PATH; install Node 20 or newer")


def _check_port(settings: Settings) -> None:
    host, port = settings.host, settings.port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, socket.AF_INET, socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if isinstance(error, socket.gaierror) or error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            raise Cannot(
                f"ATELIER_HOST: {host} is no address of this machine ({error.strerror}); "
                "127.0.0.1 listens for this machine alone, 0.0.0.0 for all"
            ) from None
        raise Cannot(
            f"port {port} on {host} cannot be had ({error.strerror}); "
            f"stop what uses it or try: make run PORT={port + 1 if port >= 1024 else 8000}"
        ) from None


def _check_folder(settings: Settings) -> None:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Cannot(
            f"ATELIER_DATA_DIR: {folder} cannot be made ({error.strerror}); name a folder that you may write"
        ) from None
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise Cannot(f"ATELIER_DATA_DIR: {folder} cannot be written; name a folder that you may write")
