"""Ray's actors run on uvloop, which has not all that asyncio's own loop has: every driver that works here
passes its self-test on it."""

import pytest
import uvloop

from sandbox.drivers import choose
from tests.contract.boxes import AGENT, installed


@pytest.mark.parametrize("name", installed())
def test_every_driver_passes_its_self_test_on_the_loop_of_rays_actors(name: str) -> None:
    said = uvloop.run(choose(name, AGENT).probe())
    assert said.usable, said
