"""When a stream flushes: on a grid of its own, apart from the others of its process."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from actors.feed import next_flush, phase_of

INTERVALS = st.sampled_from([0.033, 0.05, 0.1])


@given(
    st.floats(0, 1e6),
    INTERVALS,
    st.floats(0, 1, exclude_max=True),
)
def test_the_next_flush_is_half_to_one_and_a_half_intervals_away(
    now: float, interval: float, phase: float
) -> None:
    wait = next_flush(now, interval, phase) - now
    assert 0.499 * interval <= wait <= 1.501 * interval


@given(st.floats(0, 1e4), INTERVALS, st.floats(0, 1, exclude_max=True), st.floats(0, 0.49))
def test_a_flush_that_came_late_does_not_put_off_the_next(
    now: float, interval: float, phase: float, late: float
) -> None:
    due = next_flush(now, interval, phase)
    assert abs(next_flush(due + late * interval, interval, phase) - due - interval) < 1e-6


@given(st.integers(0, 10_000), st.integers(2, 200))
def test_streams_that_began_together_flush_apart(first: int, count: int) -> None:
    """No two of them nearer than a third of what they would be apart if they lay evenly."""
    due = sorted(next_flush(5.0, 0.1, phase_of(number)) for number in range(first, first + count))
    gaps = [later - earlier for earlier, later in pairwise(due)]
    assert min(gaps) > 0.1 / count / 3
    assert max(gaps) < 0.1 / count * 3
