"""A whole turn over each kind of box that this machine has; the other tests take `wasm`."""

import asyncio
from pathlib import Path

import pytest

from studio.ids import new_session_id
from tests.client import client, new_cookie
from tests.contract.boxes import installed
from tests.server import running

ALL = ("compile", "lint", "types", "render", "mount", "use", "accessibility")
BOXES = [name for name in installed() if name != "wasm"]


@pytest.mark.parametrize("driver", BOXES)
def test_a_prompt_becomes_a_version_that_was_used_in_a_box(driver: str, tmp_path: Path) -> None:
    async def run(origin: str) -> None:
        async with client(origin, new_cookie(origin), new_session_id()) as page:
            for prompt in ("A todo list", "make the buttons green"):
                ended = await page.turn(prompt, 90)
                assert ended.outcome == "final", ended
                checks = {check.check: check for check in page.state.turns[-1].checks}
                assert {name: checks[name].outcome for name in ALL} == dict.fromkeys(ALL, "passed"), checks
            assert "sandbox" not in checks, "the session has kept its box"

    with running(tmp_path / "data", ATELIER_SKETCH_CHARS_PER_S="0", ATELIER_SANDBOX=driver) as server:
        assert server.await_sandbox().startswith(driver)
        assert "lets nothing out" in str(server.health()["sandbox_reason"])
        asyncio.run(run(server.origin))
