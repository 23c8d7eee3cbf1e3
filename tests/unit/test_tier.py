"""edge/tier.py: what the sandboxes are is heard anew, whatever happens to them."""

import asyncio

import pytest

from edge import tier
from edge.tier import Tier


def test_who_waits_hears_of_another_tier_and_a_failure_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tier, "RETRY_PAUSE_S", 0.01)
    asked: list[str] = []

    async def work() -> None:
        says: asyncio.Queue[tuple[str, str] | Exception] = asyncio.Queue()

        async def ask(known: str) -> tuple[str, str]:
            asked.append(known)
            said = await says.get()
            if isinstance(said, Exception):
                raise said
            return said

        known = Tier(ask)
        running = asyncio.create_task(known.run())
        async with asyncio.timeout(20):
            first = asyncio.create_task(known.other_than("none"))
            says.put_nowait(RuntimeError("of Ray"))
            says.put_nowait(("starting", ""))
            assert await first == "starting"
            then = [asyncio.create_task(known.other_than("starting")) for _ in range(2)]
            says.put_nowait(("starting", ""))  # it has waited for long enough
            says.put_nowait(("docker", "Not gvisor."))
            assert await asyncio.gather(*then) == ["docker", "docker"]
            assert (known.name, known.reason) == ("docker", "Not gvisor.")
        assert not running.done()
        running.cancel()

    asyncio.run(work())
    assert asked == ["", "", "starting", "starting", "docker"]
