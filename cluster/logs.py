"""Where the processes of a cluster write what an operator should read: one file in the data folder.

Called once in each process. Lines carry ids; prompts, code and keys are never logged.
"""

import logging
from pathlib import Path

LOG = "atelier.log"
ROOMS = ("actors", "cluster", "edge", "guards", "models", "sandbox", "serve_app", "stores")


def log_to(data_dir: Path) -> None:
    """Warnings and worse of our rooms go to LOG; each line is one short append: processes mix."""
    data_dir.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(data_dir / LOG, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    for room in ROOMS:
        logger = logging.getLogger(room)
        if not logger.handlers:
            logger.addHandler(handler)
            logger.setLevel(logging.WARNING)
