"""cluster/gateway.py over the real store and sessions, without Ray: a registry that keeps sessions here."""

from pathlib import Path

import msgspec
import pytest

from actors.session import Session
from cluster.gateway import ActorGateway
from cluster.shared import REGISTRY
from stores.contract import StoreError
from stores.sqlite import SqliteStore
from studio import protocol
from studio.ids import SessionId
from tests.unit.session_house import (
    PAGE,
    House,
    NeverAnswers,
    PassesEverything,
    said,
    session_test,
    settled,
    until,
)


class WithoutRay(ActorGateway):
    """Asks the house of a test instead of the registry's actor."""

    def __init__(self, house: House, store: SqliteStore | None = None) -> None:
        self.store = store or house.store
        self.house = house
        self.live: Session | None = None
        self.claims = 0
        self.forgotten: list[object] = []

    async def _of(self, name: str, method: str, *arguments: object) -> object:
        assert name == REGISTRY
        if method == "claim":
            self.claims += 1
            self.live = await self.house.open()
        if method == "forget":
            self.forgotten.extend(arguments)
        return self.live


def shown(frames: list[bytes]) -> list[str]:
    return [msgspec.json.decode(frame)["type"] for frame in frames]


async def stopped_while_it_checks(folder: Path) -> House:
    """A house whose server was stopped while an edit of the user's was checked; its sandbox answers now."""
    house = House(folder)
    session = await house.open()
    await said(session, "first")
    await session.close()
    house.ports = House(folder, verifier=NeverAnswers(), store=house.store).ports
    session = await house.open()
    await session.command(protocol.EditFile("App.tsx", PAGE.replace("one", "two"), 1))
    await until(session, lambda state: bool(state.versions[-1].checks))
    await session.close()
    house.ports = House(folder, verifier=PassesEverything(), store=house.store).ports
    return house


@session_test
async def test_a_check_that_a_restart_cut_off_goes_on_when_its_page_is_opened(tmp_path: Path) -> None:
    house = await stopped_while_it_checks(tmp_path)
    gateway = WithoutRay(house)
    first = await gateway.stored(house.id, 0)
    assert shown(list(first.frames))[-1] == "check_started"
    assert gateway.live is not None
    version = await settled(gateway.live)
    assert (version.status, {check.outcome for check in version.checks}) == ("final", {"passed"})
    await gateway.live.close()
    gateway.live = None
    await gateway.stored(house.id, 0)
    assert gateway.claims == 1, "nothing is under way any more"


@session_test
async def test_a_page_of_a_session_that_lives_starts_no_other(tmp_path: Path) -> None:
    house = await stopped_while_it_checks(tmp_path)
    house.ports = House(tmp_path, verifier=NeverAnswers(), store=house.store).ports
    gateway = WithoutRay(house)
    gateway.live = await house.open()
    await gateway.stored(house.id, 0)
    assert gateway.claims == 0
    await gateway.live.close()


class KeepsItsFile(SqliteStore):
    """Cannot remove the file of a session."""

    def _remove_file(self, index: object, session_id: SessionId) -> None:
        raise StoreError("cannot remove it")


class KeepsAll(SqliteStore):
    """Cannot write to its index."""

    async def delete(self, session_id: SessionId) -> None:
        raise StoreError("the index is locked")


@pytest.mark.parametrize(("store", "gone"), [(KeepsItsFile, True), (KeepsAll, False)])
def test_a_deletion_that_failed_ends_what_runs_only_if_the_session_is_gone(
    tmp_path: Path, store: type[SqliteStore], gone: bool
) -> None:
    @session_test
    async def run(folder: Path) -> None:
        house = House(folder)
        session = await house.open()
        await said(session, "first")
        gateway = WithoutRay(house, store(folder))
        with pytest.raises(StoreError):
            await gateway.delete(house.id)
        assert gateway.forgotten == ([house.id] if gone else [])
        await session.close()
        await gateway.store.close()

    run(tmp_path)
