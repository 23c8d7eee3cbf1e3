"""Stopped prompts slow a session down and then stop it; old ones are forgotten."""

import pytest

from studio.conduct import MAX_WAIT_S, SLOW_FROM, STOP_FROM, WINDOW_MS, wait_s
from studio.protocol import Finding, ModelInfo, Turn

NOW = 10 * WINDOW_MS


def turn(severity: str | None, at_ms: int = NOW) -> Turn:
    found = [Finding("r", severity, None, 0, "", "")] if severity else []
    return Turn(1, "p", ModelInfo("v", "m", False), None, at_ms, findings=found)


@pytest.mark.parametrize(
    ("stopped", "wait"),
    [(0, 0), (SLOW_FROM - 1, 0), (SLOW_FROM, 1), (SLOW_FROM + 2, 4), (STOP_FROM - 1, MAX_WAIT_S)],
)
def test_the_wait_grows(stopped, wait):
    assert wait_s([turn("block")] * stopped, NOW) == wait


def test_many_stop_the_session():
    assert wait_s([turn("block")] * STOP_FROM, NOW) is None


def test_old_findings_and_mild_ones_are_no_matter():
    assert (
        wait_s(
            [turn("block", NOW - WINDOW_MS)] * 50 + [turn("note"), turn("neutralise"), turn(None)] * 50, NOW
        )
        == 0
    )


def test_several_findings_of_a_turn_count_twice_at_most():
    many = Turn(
        1,
        "p",
        ModelInfo("v", "m", False),
        None,
        NOW,
        findings=[Finding("r", "block", None, n, "", "") for n in range(9)],
    )
    assert wait_s([many], NOW) == 0
    assert wait_s([many] * 2, NOW) == 1
    assert wait_s([many] * (STOP_FROM // 2), NOW) is None


def test_what_is_only_suspected_counts_half():
    unsure = Turn(
        1,
        "p",
        ModelInfo("v", "m", False),
        None,
        NOW,
        findings=[Finding("suspicion", "note", None, 0, "", "")],
    )
    assert wait_s([unsure] * (2 * SLOW_FROM - 1), NOW) == 0
    assert wait_s([unsure] * 2 * SLOW_FROM, NOW) == 1
    assert wait_s([unsure] * 2 * STOP_FROM, NOW) is None


def test_refused_edits_count_while_they_are_recent():
    assert wait_s([], NOW, [NOW] * SLOW_FROM) == 1
    assert wait_s([turn("block")] * 6, NOW, [NOW] * 6) is None
    assert wait_s([], NOW, [NOW - WINDOW_MS] * STOP_FROM) == 0
