"""sandbox/Dockerfile and sandbox/image.py make the same image. No registry is asked: the image that the
Dockerfile starts from is made of this machine's own Node and shell."""

import asyncio
import io
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import docker
import pytest

from sandbox.image import make, name_of
from tests.contract.boxes import AGENT, REPO, installed

BASE, MADE = "atelier-test-node:of-this-machine", "atelier-test-sandbox:by-dockerfile"
PROGRAMS = ("bash", "ldd", "mkdir", "chmod", "chown", "cp", "find", "sed", "sort")


def libraries_of(program: str) -> list[str]:
    listed = subprocess.run(["ldd", program], capture_output=True, text=True, check=False).stdout
    return [word for line in listed.splitlines() for word in line.split() if word.startswith("/")]


def start_from(client: Any) -> None:
    """An image with what the Dockerfile's first stage needs."""
    node = shutil.which("node")
    found = [path for path in map(shutil.which, PROGRAMS) if path is not None]
    assert node is not None
    assert len(found) == len(PROGRAMS)
    natives = map(str, (AGENT / "dist").glob("tools/**/*.node"))
    needed = {library for program in (node, *found, *natives) for library in libraries_of(program)}
    files = {path: path for path in (*found, *needed)} | {"/bin/sh": found[0], "/bin/bash": found[0]}
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", dereference=True) as tar:
        for path, source in (files | {"/usr/local/bin/node": node}).items():
            tar.add(Path(source).resolve(), path.lstrip("/"))
    repository, tag = BASE.split(":")
    path = ["ENV PATH=/usr/local/bin:/usr/bin:/bin"]
    client.api.import_image(src=archive.getvalue(), repository=repository, tag=tag, changes=path)


def content(client: Any, image: str) -> dict[str, tuple[int, int]]:
    """By path: mode and size; folders have no size. What the engine itself puts into every container is left
    out."""
    container = client.containers.create(image)
    try:
        archive = io.BytesIO(b"".join(container.export()))
    finally:
        container.remove()
    with tarfile.open(fileobj=archive) as tar:
        all_of_it = {one.name: one for one in tar if one.isfile() or one.isdir()}
    ours = ("app", "bin", "lib", "lib64", "tmp", "usr", "etc/passwd")
    return {
        name: (one.mode, one.size if one.isfile() else 0)
        for name, one in all_of_it.items()
        if name.startswith(ours)
    }


@pytest.mark.parametrize("_driver", [name for name in installed() if name == "docker"])
def test_the_dockerfile_and_the_script_make_the_same_image(_driver: str) -> None:
    client: Any = docker.from_env(timeout=180)
    name = name_of(AGENT / "dist")
    if not client.images.list(name=name):
        asyncio.run(make(client, AGENT))
    try:
        start_from(client)
        client.images.build(
            path=str(AGENT / "dist"),
            dockerfile=str(REPO / "sandbox" / "Dockerfile"),
            tag=MADE,
            buildargs={"NODE": BASE},
            network_mode="none",
            rm=True,
        )
        by_script, by_dockerfile = content(client, name), content(client, MADE)
        files = {path for path, (_, size) in by_script.items() if size}
        assert "app/agent.mjs" in files
        assert {path for path, (_, size) in by_dockerfile.items() if size} == files
        assert {path: by_dockerfile[path] for path in files} == {path: by_script[path] for path in files}
        assert by_dockerfile["tmp"] == by_script["tmp"]
    finally:
        for image in (MADE, BASE):
            if client.images.list(name=image):
                client.images.remove(image, force=True)
