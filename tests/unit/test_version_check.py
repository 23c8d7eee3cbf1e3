"""actors.session: what a user's own edit goes through, over the real store, router and scanner."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from actors import version_check
from actors.ports import Unavailable
from actors.session import Session
from sandbox.contract import Artifact, CheckResult
from studio import protocol
from studio.counts import Counts
from studio.fixes import Mended
from studio.ids import SessionId
from studio.state import files_of
from tests.unit.session_house import (
    PAGE,
    DropsMidStream,
    FailsMount,
    House,
    NeverAnswers,
    Page,
    PassesEverything,
    said,
    session_test,
    settled,
    state_of,
    until,
)

TWO, THREE = PAGE.replace("one", "two"), PAGE.replace("one", "three")


class Held(PassesEverything):
    """Checks as soon as `go` is set, and remembers what."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.texts: list[str] = []

    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        self.texts.append(artifact.files[artifact.entry])
        yield "compile"
        await self.go.wait()
        yield CheckResult("compile", "passed", "", 1)


async def edited(house: House) -> Session:
    """With a version by a turn and one by the user, whose check has begun."""
    session, verifier = await house.open(), house.ports.verifier
    if isinstance(verifier, Held):
        verifier.go.set()
    await said(session, "first")
    if isinstance(verifier, Held):
        verifier.go.clear()
    await session.command(protocol.EditFile("App.tsx", TWO, 1))
    return session


def outcomes(version: protocol.Version) -> dict[str, str | None]:
    return {check.check: check.outcome for check in version.checks}


@session_test
async def test_an_own_edit_is_checked_and_final_and_no_model_is_asked(tmp_path: Path) -> None:
    counted: list[Counts] = []
    house = House(tmp_path, count=counted.append)
    session = await edited(house)
    version = await settled(session)
    assert (version.version, version.origin, version.status) == (2, "edit", "final")
    assert outcomes(version) == {"compile": "passed", "mount": "passed"}
    assert len(house.model.requests) == len(state_of(session).turns) == 1
    assert counted[-1].checks == (("compile", "passed"), ("mount", "passed"))
    assert counted[-1].ending is None
    assert await house.stored() == state_of(session)


@session_test
async def test_an_edit_that_fails_stays_as_the_user_left_it(tmp_path: Path) -> None:
    seen: list[str] = []

    def mend(files: Mapping[str, str], entry: str, problem: str) -> Mended:
        seen.append(files[entry])
        return Mended(files)

    house = House(tmp_path, verifier=FailsMount(), mend=mend)
    session = await edited(house)
    version = await settled(session)
    assert (version.status, outcomes(version)) == ("draft", {"mount": "failed"})
    assert version.checks[0].detail == "first"
    assert files_of(state_of(session)) == {"App.tsx": TWO}
    assert [turn.turn for turn in state_of(session).turns] == [1]
    assert seen
    assert TWO not in seen


@session_test
async def test_a_prompt_may_come_while_an_edit_is_checked(tmp_path: Path) -> None:
    house = House(tmp_path, verifier=Held())
    session = await edited(house)
    page = asyncio.create_task(Page(session).follow(10_000))
    assert session.busy
    await session.command(protocol.Prompt("talk"))
    await until(session, lambda state: state.turns[-1].outcome is not None)
    assert outcomes(state_of(session).versions[1]) == {"compile": None}
    assert house.ports.verifier.texts == [PAGE, TWO]  # type: ignore[attr-defined]
    house.ports.verifier.go.set()  # type: ignore[attr-defined]
    assert (await settled(session)).status == "final"
    assert state_of(session).turns[-1].checks == []
    await session.close()
    await asyncio.gather(page)
    assert page.result().state == state_of(session)
    assert page.result().numbers == list(range(1, session.log.seq + 1))


@session_test
async def test_a_newer_edit_ends_the_check_of_the_one_before(tmp_path: Path) -> None:
    house = House(tmp_path, verifier=Held())
    session = await edited(house)
    await until(session, lambda state: bool(state.versions[-1].checks))
    await session.command(protocol.EditFile("App.tsx", THREE, 2))
    await until(session, lambda state: bool(state.versions[-1].checks))
    house.ports.verifier.go.set()  # type: ignore[attr-defined]
    assert (await settled(session)).status == "final"
    assert [version.status for version in state_of(session).versions] == ["final", "draft", "final"]
    assert house.ports.verifier.texts == [PAGE, TWO, THREE]  # type: ignore[attr-defined]


@session_test
async def test_a_session_that_dies_while_an_edit_is_checked_checks_it_again(tmp_path: Path) -> None:
    house = House(tmp_path, verifier=Held())
    session = await edited(house)
    await until(session, lambda state: bool(state.versions[-1].checks))
    await session.close()
    house.ports.verifier.go.set()  # type: ignore[attr-defined]
    again = await house.open()
    version = await settled(again)
    assert (version.status, set(outcomes(version).values())) == ("final", {"passed"})
    third = await house.open()  # there is nothing to be done
    assert not third.busy
    assert state_of(third) == state_of(again)


@pytest.mark.parametrize("verifier", [NeverAnswers, DropsMidStream])
def test_a_sandbox_that_fails_leaves_a_draft_that_says_why(
    tmp_path: Path, verifier: type[PassesEverything], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version_check, "VERIFY_DEADLINE_S", 0.05)

    @session_test
    async def run(folder: Path) -> None:
        house = House(folder)
        session = await house.open()
        await said(session, "first")
        await session.close()
        house.ports = House(folder, verifier=verifier(), store=house.store).ports
        session = await house.open()
        await session.command(protocol.EditFile("App.tsx", TWO, 1))
        version = await settled(session)
        assert (version.status, outcomes(version)) == ("draft", {"compile": "skipped"})
        assert version.checks[0].detail.startswith("Not checked: the sandbox ")
        assert files_of(state_of(session)) == {"App.tsx": TWO}

    run(tmp_path)


class BreaksBehind(PassesEverything):
    """Passes so many of the checks, and is not there for the rest."""

    def __init__(self, passed: int) -> None:
        self.passed = passed

    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        for check in ("compile", "render", "mount", "use")[: self.passed]:
            yield check
            yield CheckResult(check, "passed", "", 1)
        await self.breaks()

    async def breaks(self) -> None:
        raise Unavailable("the sandboxes")


class SilentBehind(BreaksBehind):
    async def breaks(self) -> None:
        await asyncio.Event().wait()


@pytest.mark.parametrize("verifier", [BreaksBehind, SilentBehind])
@pytest.mark.parametrize(("passed", "missed"), [(0, "compile"), (1, "render"), (2, "mount"), (3, None)])
def test_what_was_not_checked_is_not_final(
    tmp_path: Path,
    verifier: type[BreaksBehind],
    passed: int,
    missed: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Between two checks as well, or before the first: what is needed to be final is said to be missing."""
    monkeypatch.setattr(version_check, "VERIFY_DEADLINE_S", 0.05)

    @session_test
    async def run(folder: Path) -> None:
        house = House(folder)
        session = await house.open()
        await said(session, "first")
        await session.close()
        house.ports = House(folder, verifier=verifier(passed), store=house.store).ports
        session = await house.open()
        await session.command(protocol.EditFile("App.tsx", TWO, 1))
        version = await settled(session)
        made = dict.fromkeys(("compile", "render", "mount")[:passed], "passed")
        if missed is None:
            assert (version.status, outcomes(version)) == ("final", made)
        else:
            assert (version.status, outcomes(version)) == ("draft", {**made, missed: "skipped"})
            assert version.checks[-1].detail.startswith("Not checked: the sandbox ")
        assert await house.stored() == state_of(session)

    run(tmp_path)


@session_test
async def test_a_draft_that_is_restored_is_checked(tmp_path: Path) -> None:
    house = House(tmp_path, verifier=FailsMount())
    session = await house.open()
    done = await said(session, "first")
    assert done.outcome == "failed"
    await session.close()
    house.ports = House(tmp_path, store=house.store).ports
    session = await house.open()
    await session.command(protocol.Restore(1))
    version = await settled(session)
    assert (version.origin, version.status, outcomes(version)["mount"]) == ("restore", "final", "passed")
