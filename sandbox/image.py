"""The image of the docker driver's boxes, made of this machine's own Node: no registry is asked.

`python -m sandbox.image` makes it and prints its name. Its tag is that of the agent inside, so an image that
sandbox/Dockerfile made of the same agent is found as well. There is no shell in it, and Node can be run and
not read, so that no process of a box may look into another by /proc: but by the group READERS, for gVisor,
which has a /proc of its own and runs only what may be read. The SDK has no types: its client is Any.
"""

import asyncio
import io
import json
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docker
from docker.errors import DockerException
from requests import RequestException

from sandbox.contract import SandboxError
from sandbox.programs import READERS, USER, Programs

REPOSITORY = "atelier-sandbox"
AGENT_DIR = Path(__file__).parent / "agent"
_FOLDERS = ("app", "bin", "dev", "etc", "proc", "sys", "tmp")
IMPORT_DEADLINE_S = 180  # some 300 MB, which a busy disk takes its time for
PASSWD = f"sandbox:x:{USER}:{USER}::/tmp:/nonexistent\n".encode()


def name_of(dist: Path) -> str:
    """Raises SandboxError."""
    try:
        return f"{REPOSITORY}:{(dist / 'stamp').read_text(encoding='ascii')[:12]}"
    except OSError:
        raise SandboxError("sandbox/agent/dist is not built: run `make build`.") from None


def entrypoint(flags: Sequence[str]) -> list[str]:
    """The agent's command, but for its role; sandbox/Dockerfile says the same for its own Node."""
    return ["/bin/node", *flags, "--allow-child-process", "--allow-fs-read=/app/", "/app/agent.mjs"]


async def make(client: Any, agent_dir: Path, node: str = "node") -> str:
    """Returns the image's name. Raises SandboxError."""
    programs = await Programs.find(agent_dir, node)
    name = name_of(programs.dist)
    agent = json.dumps(entrypoint(programs.flags))
    changes = ["ENV PATH=/bin", "WORKDIR /app", f"USER {USER}:{USER}", f"ENTRYPOINT {agent}"]
    needed = await programs.libraries()
    files = {"bin/node": Path(programs.node)} | {str(path).lstrip("/"): path for path in needed}
    for path in _files_below(programs.dist):
        files[f"app/{path.relative_to(programs.dist)}"] = path
    try:
        await asyncio.to_thread(_import, client, name, changes, files)
    except (DockerException, RequestException, OSError) as error:
        raise SandboxError(f"The sandbox's image cannot be made: {error}") from error
    return name


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _import(client: Any, name: str, changes: list[str], files: Mapping[str, Path]) -> None:
    repository, tag = name.split(":")
    with tempfile.TemporaryFile() as archive:
        with tarfile.open(fileobj=archive, mode="w") as tar:
            for folder in _FOLDERS:
                entry = tarfile.TarInfo(folder)
                entry.type, entry.mode = tarfile.DIRTYPE, 0o1777 if folder == "tmp" else 0o755
                tar.addfile(entry)
            _add(tar, "etc/passwd", PASSWD)
            for path, source in files.items():
                _add(tar, path, source.read_bytes())
        archive.seek(0)
        before, client.api.timeout = client.api.timeout, IMPORT_DEADLINE_S
        try:
            client.api.import_image(src=archive, repository=repository, tag=tag, changes=changes)
        finally:
            client.api.timeout = before


def _add(tar: tarfile.TarFile, path: str, data: bytes) -> None:
    entry = tarfile.TarInfo(path)
    entry.size, entry.mode = len(data), 0o755
    if path == "bin/node":
        entry.mode, entry.gid = 0o751, READERS
    tar.addfile(entry, io.BytesIO(data))


def main() -> int:
    try:
        print(asyncio.run(make(docker.from_env(), AGENT_DIR)))
    except (SandboxError, DockerException) as error:
        print(f"atelier: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
