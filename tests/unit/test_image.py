"""What sandbox/Dockerfile says is what sandbox/image.py does;
tests/contract/test_sandbox_image.py builds it.
"""

import json
from pathlib import Path

from sandbox.image import PASSWD, entrypoint
from sandbox.programs import HEAP_MB, READERS, USER

DOCKERFILE = (Path(__file__).parents[2] / "sandbox" / "Dockerfile").read_text(encoding="utf-8")


def said(instruction: str) -> list[str]:
    lines = DOCKERFILE.splitlines()
    return [line.removeprefix(f"{instruction} ") for line in lines if line.startswith(f"{instruction} ")]


def test_the_dockerfile_starts_the_agent_as_the_script_does() -> None:
    flags = ["--permission", f"--max-old-space-size={HEAP_MB}", "--no-warnings"]
    assert json.loads(said("ENTRYPOINT")[0]) == entrypoint(flags)
    assert (said("USER"), said("WORKDIR"), said("ENV")) == ([f"{USER}:{USER}"], ["/app"], ["PATH=/bin"])


def test_node_can_be_run_and_not_read_but_under_gvisor() -> None:
    assert f"chown 0:{READERS} bin/node && chmod 0751 bin/node" in DOCKERFILE


def test_one_image_is_named_and_no_registry() -> None:
    assert said("ARG") == ["NODE=node:24-bookworm-slim"]
    assert said("FROM") == ["${NODE} AS node", "scratch"]


def test_the_user_has_the_name_that_the_script_gives() -> None:
    assert f"echo '{PASSWD.decode().strip()}' >etc/passwd" in DOCKERFILE
