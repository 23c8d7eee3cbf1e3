"""Hostile code through the real server, one of each family that the guards know: nothing that they block is
ever said to be scanned, so no page renders it; findings have rule, line and remedy; artifacts stay clean.
"""

import asyncio
from pathlib import Path

from guards import scan_code
from studio import protocol
from studio.ids import new_session_id
from studio.protocol import Event, SessionState
from studio.state import apply, files_of
from tests.client import Client, client, new_cookie
from tests.e2e.scripted_vendor import answering
from tests.guard_sets.held_evasions import HELD_EVASIONS
from tests.server import running

PATH = "App.tsx"
START = 'import { useState } from "react";\n\nexport default function App() {\n  return <p>One</p>;\n}\n'
CODES = {f"A page with {number} cards": codes[0] for number, codes in enumerate(HELD_EVASIONS.values(), 2)}


def reply(code: str) -> str:
    return f'Here it is.\n\n<file path="{PATH}">\n{START}\n{code}\n</file>\n'


def test_no_page_gets_to_render_what_the_guards_block(tmp_path: Path) -> None:
    async def work(origin: str) -> None:
        cookie = new_cookie(origin)
        for prompt, code in CODES.items():
            async with client(origin, cookie, new_session_id()) as page:
                ended = await page.turn(prompt, 120)
                check(page, ended, code)

    assert len(CODES) >= 12
    with (
        answering({prompt: reply(code) for prompt, code in CODES.items()}) as vendor,
        running(tmp_path / "data", **vendor) as server,
    ):
        asyncio.run(work(server.origin))


def check(page: Client, ended: protocol.TurnEnded, code: str) -> None:
    findings = [found for found in page.state.turns[0].findings if found.severity != "note"]
    assert findings, code
    assert all(found.rule and found.remedy and found.path == PATH and found.line for found in findings)
    assert scanned_in_error(page.events) == [], code
    blocks = [found for found in findings if found.severity == "block"]
    if blocks:
        assert ended.code == "blocked", code
        assert any(found.remedy in (ended.message or "") for found in blocks)
        assert files_of(page.state) == {}
        assert page.state.versions == []


def scanned_in_error(events: list[Event]) -> list[str]:
    """What a page was told that it may render, and must not."""
    state, texts, wrong = SessionState(), {0: ""}, list[str]()
    for event in events:
        state = apply(state, event)
        texts[event.seq] = files_of(state).get(PATH, "")
        if isinstance(event, protocol.Scanned):
            text = texts[event.through]
            wrong += [text for found in scan_code(PATH, text) if found.severity == "block"]
    return wrong
