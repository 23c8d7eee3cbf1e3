"""What is looked at before anything is started: the builds, the port, the data folder.

Each raises Cannot, with the remedy. Called by cluster/start.py.
"""

import errno
import os
import shutil
import socket

from cluster.settings import ROOT, Settings


class Cannot(Exception):
    """Why Atelier cannot start here, in one line that says what to do."""


def check(settings: Settings) -> None:
    _check_builds()
    _check_port(settings)
    _check_folder(settings)


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
