"""The main job over the real wire, Ray and store: turns, reconnects, restore, and what a dead actor costs."""

import asyncio
import contextlib
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from studio import protocol
from studio.ids import new_session_id
from studio.protocol import SessionState
from studio.state import files_of
from tests.client import Client, client, new_cookie
from tests.server import Server, running


def is_end(message: object) -> bool:
    return isinstance(message, protocol.TurnEnded)


def test_a_prompt_becomes_a_checked_version_and_an_edit_the_next(server: Server) -> None:
    async def run() -> None:
        cookie, session = new_cookie(server.origin), new_session_id()
        async with client(server.origin, cookie, session) as page:
            ended = await page.turn("A pricing page with three plans")
            assert (ended.outcome, ended.version) == ("final", 1), ended
            first = files_of(page.state)
            checks = {check.check: check.outcome for check in page.state.turns[-1].checks}
            names = {"compile", "lint", "types", "render", "mount", "use", "accessibility"}
            assert set(checks) - {"sandbox"} == names
            assert set(checks.values()) == {"passed"}
            assert all(file.scanned >= file.changed for file in page.state.files)

            ended = await page.turn("make the buttons green")
            assert (ended.outcome, ended.version) == ("final", 2), ended
            second = files_of(page.state)
            assert second != first
            version = page.state.versions[-1]
            assert 0 < version.added < 40

            await page.send(protocol.Restore(1))
            created = await page.until(lambda m: isinstance(m, protocol.VersionCreated))
            assert (created.version, created.parent, created.origin) == (3, 2, "restore")
            assert files_of(page.state) == first

    asyncio.run(run())


def test_a_refresh_in_mid_stream_loses_and_repeats_nothing(paced: Server) -> None:
    async def run() -> None:
        cookie, session = new_cookie(paced.origin), new_session_id()
        async with client(paced.origin, cookie, session) as page:
            await page.send(protocol.Prompt("A kanban board"))
            await page.until(lambda m: isinstance(m, protocol.FileSpliced))
            half = page.state
        async with (
            client(paced.origin, cookie, session, half) as again,
            client(paced.origin, cookie, session) as fresh,
        ):
            await asyncio.gather(again.until(is_end), fresh.until(is_end))
            assert again.state == fresh.state
            assert again.state.turns[-1].outcome == "final", again.state.turns[-1]
            numbers = [event.seq for event in again.events]
            assert numbers == list(range(half.seq + 1, again.state.seq + 1))

    asyncio.run(run())


def test_cancel_keeps_a_draft_and_continue_goes_on_from_it(paced: Server) -> None:
    async def run() -> None:
        cookie, session = new_cookie(paced.origin), new_session_id()
        async with client(paced.origin, cookie, session) as page:
            await page.send(protocol.Prompt("A todo list"))
            await page.until(lambda m: isinstance(m, protocol.FileSpliced))
            await page.until(lambda m: isinstance(m, protocol.FileSpliced))
            await page.send(protocol.Cancel())
            ended = await page.until(is_end)
            assert ended.outcome == "cancelled"
            assert page.state.versions[-1].status == "draft"
            await page.send(protocol.Continue())
            ended = await page.until(is_end)
            assert ended.outcome == "final", ended
            continued = files_of(page.state)
        async with client(paced.origin, cookie, new_session_id()) as page:
            await page.turn("A todo list")
            assert files_of(page.state) == continued

    asyncio.run(run())


def test_a_fork_is_a_session_of_its_own_and_leaves_the_first_alone(paced: Server) -> None:
    """Also while a turn runs, which the fork has nothing of."""

    async def run() -> None:
        cookie, session = new_cookie(paced.origin), new_session_id()
        async with client(paced.origin, cookie, session) as page:
            assert (await page.turn("A todo list")).outcome == "final"
            first = files_of(page.state)
            await page.send(protocol.Prompt("make the buttons green"))
            await page.until(lambda m: isinstance(m, protocol.TurnStarted))
            await page.send(protocol.Fork(1))
            made = await page.until(lambda m: isinstance(m, protocol.ForkMade))
            ended = await page.until(is_end)
            async with client(paced.origin, cookie, made.session_id) as fork:
                await fork.until(lambda m: isinstance(m, protocol.VersionCreated))
                assert files_of(fork.state) == first
                assert fork.state.forked_from == protocol.ForkSource(session, 1, "A todo list")
                assert (await fork.turn("make the buttons red")).version == 2
                assert files_of(fork.state) != first
            assert ended.version == 2
            assert len(page.state.versions) == 2
            await page.send(protocol.Fork(7))
            refused = await page.until(lambda m: isinstance(m, protocol.Error))
            assert (refused.code, refused.message[:8]) == ("bad_request", "version:")

    asyncio.run(run())


def test_pages_hear_how_many_they_are_over_both_ingresses(paced: Server) -> None:
    async def run() -> None:
        cookie, session = new_cookie(paced.origin), new_session_id()

        async def pages(page: Client, count: int) -> None:
            await page.until(lambda m: m == protocol.Presence(count))

        async with client(paced.origin, cookie, session) as first:
            async with client(paced.origin, cookie, session) as second:
                await asyncio.gather(pages(first, 2), pages(second, 2))
                async with client(paced.origin, cookie, session) as third:
                    await asyncio.gather(pages(first, 3), pages(second, 3), pages(third, 3))
                async with client(paced.origin, cookie, new_session_id()) as elsewhere:
                    await asyncio.gather(pages(first, 2), pages(second, 2))
                    assert not any(isinstance(n, protocol.Presence) for n in elsewhere.notices)
            await pages(first, 1)

    asyncio.run(run())


def test_a_killed_session_actor_goes_on_with_its_turn(paced: Server) -> None:
    async def run() -> None:
        cookie, session = new_cookie(paced.origin), new_session_id()
        async with client(paced.origin, cookie, session) as page:
            await page.send(protocol.Prompt("A sales dashboard with charts"))
            await page.until(lambda m: isinstance(m, protocol.FileSpliced))
            paced.kill("SessionActor")
            ended = await page.until(is_end, 60)
            assert ended.outcome == "final", ended
            killed = files_of(page.state)
        async with client(paced.origin, cookie, new_session_id()) as page:
            await page.turn("A sales dashboard with charts")
            assert files_of(page.state) == killed

    asyncio.run(run())


@pytest.mark.parametrize("actor", ["RouterActor", "ScannerActor", "RegistryActor"])
def test_a_killed_singleton_costs_a_running_turn_nothing(paced: Server, actor: str) -> None:
    """Its successor is asked; the text so far stays, and what the page has is the file as it is stored."""

    async def run() -> None:
        cookie, session = new_cookie(paced.origin), new_session_id()
        async with client(paced.origin, cookie, session) as page:
            await page.send(protocol.Prompt("A sales dashboard with charts"))
            await page.until(lambda m: isinstance(m, protocol.FileSpliced))
            paced.kill(actor)
            async with client(paced.origin, cookie, session) as other:
                ended, _ = await asyncio.gather(page.until(is_end, 90), other.until(is_end, 90))
                assert ended.outcome == "final", ended
                assert other.state == page.state
            written = files_of(page.state)
            assert (await page.turn("make it green", 90)).outcome == "final"
        async with client(paced.origin, cookie, new_session_id()) as page:
            assert (await page.turn("A sales dashboard with charts", 90)).outcome == "final"
            assert files_of(page.state) == written

    asyncio.run(run())


def test_a_killed_sandbox_actor_costs_a_version_no_check(paced: Server) -> None:
    async def run() -> None:
        cookie, session = new_cookie(paced.origin), new_session_id()
        async with client(paced.origin, cookie, session) as page:
            await page.send(protocol.Prompt("A counter"))
            await page.until(lambda m: isinstance(m, protocol.CheckStarted))
            paced.kill("SandboxActor")
            ended = await page.until(is_end, 120)
            assert ended.outcome == "final", ended
            checks = {check.check: check.outcome for check in page.state.turns[-1].checks}
            told = [check.check for check in page.state.turns[-1].checks if check.check != "sandbox"]
            assert len(told) == len(set(told)), told
            assert all(checks[name] == "passed" for name in ("compile", "render", "mount", "use")), checks

    asyncio.run(run())


def test_a_session_is_deleted_in_mid_stream_over_both_ingresses(paced: Server) -> None:
    """Its turn is stopped, its pages are told, its link says so, and nothing of it is left on the disk."""

    async def run() -> None:
        cookie, session = new_cookie(paced.origin), new_session_id()

        def ask(path: str, method: str = "GET", owner: str = cookie) -> int:
            sent = {"Cookie": owner, "Origin": paced.origin}
            request = urllib.request.Request(f"{paced.origin}{path}", headers=sent, method=method)
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return answer.status
            except urllib.error.HTTPError as refused:
                return refused.code

        async with contextlib.AsyncExitStack() as stack:
            pages = [await stack.enter_async_context(client(paced.origin, cookie, session)) for _ in range(4)]
            await pages[0].send(protocol.Prompt("A kanban board"))
            await asyncio.gather(
                *(page.until(lambda m: isinstance(m, protocol.FileSpliced)) for page in pages)
            )
            other = new_cookie(paced.origin)
            assert await asyncio.to_thread(ask, f"/api/sessions/{session}", "DELETE", other) == 404
            assert pages[0].running
            assert await asyncio.to_thread(ask, f"/api/sessions/{session}", "DELETE") == 204
            for page in pages:
                with pytest.raises(ConnectionClosed) as closed:
                    await page.until(is_end, 30)
                assert closed.value.rcvd is not None
                assert closed.value.rcvd.code == protocol.CloseCode.DELETED
        assert await asyncio.to_thread(ask, f"/s/{session}") == 410
        assert await asyncio.to_thread(ask, f"/api/sessions/{session}/versions/1") == 404
        assert not list(paced.data.rglob(f"{session}*"))
        with pytest.raises(ConnectionClosed):
            async with client(paced.origin, cookie, session):
                pass
        async with client(paced.origin, cookie, new_session_id()) as page:
            assert (await page.turn("A pricing page")).outcome == "final"

    asyncio.run(run())


def test_an_idle_session_hibernates_and_wakes_for_both_of_its_pages(paced: Server) -> None:
    async def run() -> None:
        cookie, session = new_cookie(paced.origin), new_session_id()
        async with client(paced.origin, cookie, session) as one, client(paced.origin, cookie, session) as two:
            await asyncio.gather(one.turn("A counter"), two.until(is_end))
            for _ in range(300):
                if paced.health()["live"] == 0:
                    break
                await asyncio.sleep(0.2)
            assert paced.health()["live"] == 0
            await asyncio.gather(two.turn("make it blue"), one.until(is_end))
            assert one.state == two.state
            assert one.state.turns[-1].outcome == "final"

    asyncio.run(run())


def test_a_restart_shows_what_was_cut_off_and_can_go_on(tmp_path: Path) -> None:
    data = tmp_path / "data"

    async def begin(server: Server, cookie: str, session: str) -> SessionState:
        async with client(server.origin, cookie, session) as page:
            await page.send(protocol.Prompt("A sign-up form"))
            await page.until(lambda m: isinstance(m, protocol.FileSpliced))
            return page.state

    async def go_on(server: Server, cookie: str, session: str, half: SessionState) -> None:
        async with client(server.origin, cookie, session, half) as page:
            await page.until(is_end)
            cut = page.state.turns[-1]
            assert (cut.outcome, cut.code) == ("failed", "interrupted")
            await page.send(protocol.Continue())
            ended = await page.until(is_end)
            assert ended.outcome == "final"

    session = new_session_id()
    with running(data, ATELIER_SKETCH_CHARS_PER_S="300") as server:
        cookie = new_cookie(server.origin)
        half = asyncio.run(begin(server, cookie, session))
        assert server.stop() == 0
        assert server.processes() == []
        server.start()
        asyncio.run(go_on(server, cookie, session, half))
