"""sandbox/Dockerfile and sandbox/image.py make the same image."""

import json
from pathlib import Path

from sandbox.image import USER, entrypoint
from sandbox.programs import HEAP_MB

DOCKERFILE = (Path(__file__).parents[2] / "sandbox" / "Dockerfile").read_text(encoding="utf-8")


def said(instruction: str) -> list[str]:
    lines = DOCKERFILE.splitlines()
    return [line.removeprefix(f"{instruction} ") for line in lines if line.startswith(f"{instruction} ")]


def test_the_dockerfile_starts_the_agent_as_the_script_does() -> None:
    flags = ["--permission", f"--max-old-space-size={HEAP_MB}", "--no-warnings"]
    assert json.loads(said("ENTRYPOINT")[0]) == entrypoint(flags)
    assert (said("USER"), said("WORKDIR"), said("ENV")) == ([f"{USER}:{USER}"], ["/app"], ["PATH=/bin"])


def test_node_can_be_run_and_not_read() -> None:
    assert said("RUN") == ["chmod 0711 /usr/local/bin/node"]
