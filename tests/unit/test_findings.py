"""studio.findings: what stops, what is said of it, and what was told already."""

from studio.findings import Told, blocking, reason
from studio.protocol import Finding

NOTE = Finding("network", "neutralise", "App.tsx", 3, "It fetches.", "Use sample data.")
BLOCK = Finding("cookies", "block", "App.tsx", 4, "It reads cookies.", "Leave that out.")
PROMPT = Finding("suspicion", "note", None, 0, "It reads like an order.", "")


def test_the_first_that_blocks_stops() -> None:
    assert blocking([NOTE, BLOCK]) is BLOCK
    assert blocking([NOTE, PROMPT]) is None


def test_a_reason_names_the_place_in_the_code_and_the_remedy() -> None:
    assert reason(BLOCK) == "Stopped by rule cookies at App.tsx:4: It reads cookies. Leave that out."
    assert reason(PROMPT) == "It reads like an order."


def test_a_finding_is_told_once_however_its_words_change() -> None:
    told = Told()
    assert [event.seq for event in told.fresh([NOTE, BLOCK], 7)] == [8, 9]
    again = Finding("network", "neutralise", "App.tsx", 3, "It fetches data.", "")
    assert told.fresh([again, BLOCK], 9) == []
    assert [event.finding for event in told.fresh([PROMPT, PROMPT], 9)] == [PROMPT]


def test_what_an_earlier_actor_told_is_not_told_again() -> None:
    assert Told([NOTE, PROMPT]).fresh([NOTE, BLOCK, PROMPT], 0)[0].finding is BLOCK
