"""cluster/registry_actor.py: what is told of a session that cannot be started. Its errors are wrapped as Ray
wraps them, but no Ray is started: the class within is made by hand."""

import asyncio
import logging
from typing import Any

import pytest
from ray.exceptions import RayTaskError

from cluster.registry_actor import RegistryActor
from stores.contract import NoSession, StoreError
from studio.ids import new_session_id
from tests.unit.test_registry import Started


@pytest.mark.parametrize(
    ("cause", "code", "says", "logged"),
    [
        (NoSession("there is no session x"), "bad_request", "This session was deleted.", 0),
        (KeyError("a name that nobody knows"), "internal", "The session could not be started. Try again.", 1),
        (StoreError("disk full"), "internal", "The session could not be started. Try again.", 1),
    ],
)
def test_only_the_store_says_that_a_session_was_deleted(
    cause: Exception, code: str, says: str, logged: int, caplog: pytest.LogCaptureFixture
) -> None:
    class Breaks(Started):
        async def adopt(self, *_: object) -> None:
            raise RayTaskError("adopt", "in another process", cause).as_instanceof_cause()

    async def run() -> None:
        within: Any = RegistryActor.__ray_metadata__.modified_class  # type: ignore[attr-defined]
        actor = within.__new__(within)
        actor._registry = Breaks().registry()
        actor._recalled = asyncio.create_task(asyncio.sleep(0))
        answer = await actor.claim(new_session_id(), None)
        assert (answer.code, answer.message) == (code, says)

    with caplog.at_level(logging.ERROR):
        asyncio.run(run())
    assert len(caplog.records) == logged
