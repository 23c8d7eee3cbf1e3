"""The shelf as a state machine under virtual time: its invariants hold whatever happens."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sandbox.shelf import RESTART_PAUSE_S, Limits, Shelf, Stage, fitting

IDLE_S, MAX_AGE_S, LEASE_S, START_S = 120, 1800, 60, 90
BOX_BYTES = 768 << 20


class ShelfMachine(RuleBasedStateMachine):
    """Plays the pool: boxes that it starts, holds and kills exactly as it is told."""

    @initialize(most=st.integers(1, 6), warm=st.integers(0, 6), memory=st.integers(1, 8 * BOX_BYTES))
    def begin(self, most: int, warm: int, memory: int) -> None:
        asked = Limits(most, warm, memory, IDLE_S, MAX_AGE_S, LEASE_S, START_S)
        self.memory_bytes = memory
        self.limits = fitting(asked, BOX_BYTES, others=1)
        self.now = 0.0
        self.shelf = Shelf(self.limits, self.now)
        self.starting: dict[int, float] = {}  # since when
        self.given_up: set[int] = set()  # of these
        self.alive: set[int] = set()
        self.leased: dict[int, float] = {}
        self.ever_leased: set[int] = set()
        self.wanted_at = 0.0
        self.failed_at = -RESTART_PAUSE_S
        self.obey()

    def obey(self) -> None:
        due = self.shelf.due(self.now)
        for number in due.expired:
            assert self.leased.pop(number) <= self.now
        for number in due.give_up:
            assert self.now >= self.starting[number] + START_S
            assert number not in self.given_up
            self.given_up.add(number)
            self.leased.pop(number, None)
        for number in due.kill:
            assert number not in self.leased, "a box that somebody holds is not killed before its time"
        for number in (*due.kill, *due.expired):
            self.alive.remove(number)
        assert not due.start or self.now >= self.failed_at + RESTART_PAUSE_S
        assert due.idle == (self.now >= self.wanted_at + IDLE_S)
        self.starting |= dict.fromkeys(due.start, self.now)

    @rule(seconds=st.sampled_from([0.01, 1.0, 5.0, 59.0, 61.0, 91.0, 121.0, 1801.0]))
    def time_passes(self, seconds: float) -> None:
        """As the pool sleeps: never past the time at which the shelf wants to be asked."""
        until = self.now + seconds
        while (due := self.shelf.next_due(self.now)) < until:
            assert due > self.now, "the pool would ask without end"
            self.now = due
            self.obey()
        self.now = until
        self.obey()

    @precondition(lambda self: self.starting)
    @rule(data=st.data())
    def starts(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.starting)))
        del self.starting[number]
        wanted = self.shelf.started(number, self.now)
        assert wanted == (number not in self.given_up)
        if wanted:
            self.alive.add(number)
        else:
            self.given_up.remove(number)
            self.shelf.gone(number, self.now)
        if number in self.leased:
            self.leased[number] = self.now + LEASE_S
        self.obey()

    @precondition(lambda self: self.starting)
    @rule(data=st.data())
    def fails_to_start(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.starting)))
        del self.starting[number]
        self.given_up.discard(number)
        self.leased.pop(number, None)
        self.shelf.gone(number, self.now, failed=True)
        self.failed_at = self.now
        self.obey()

    @rule()
    def somebody_wants_a_box(self) -> None:
        self.wanted_at = self.now
        claimed = self.shelf.claim(self.now)
        if claimed is None:
            assert len(self.leased) + len(self.given_up) == self.limits.most
        else:
            number, cold = claimed
            assert number not in self.ever_leased, "a box is never given to two"
            self.ever_leased.add(number)
            self.leased[number] = self.now + LEASE_S
            if cold:
                self.starting[number] = self.now
        self.obey()

    @precondition(lambda self: self.leased)
    @rule(data=st.data())
    def is_given_back(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.leased)))
        del self.leased[number]
        ended = self.shelf.given_back(number, self.now)
        assert ended == (number in self.alive)
        self.alive.discard(number)
        if not ended:
            self.ever_leased.remove(number)  # nobody has had it
        self.obey()

    @precondition(lambda self: self.alive & set(self.leased))
    @rule(data=st.data(), seconds=st.sampled_from([0.5, LEASE_S, IDLE_S]))
    def goes_on(self, data: st.DataObject, seconds: float) -> None:
        """A holder whose box is too old gives it back."""
        number = data.draw(st.sampled_from(sorted(self.alive & set(self.leased))))
        born = self.shelf.slots[number].born
        self.wanted_at = self.now
        young = self.shelf.renew(number, self.now, seconds)
        assert young == (self.now < born + MAX_AGE_S)
        self.leased[number] = self.now + seconds
        if not young:
            del self.leased[number]
            self.alive.discard(number)
            assert self.shelf.given_back(number, self.now)
        self.obey()

    @rule(number=st.integers(1000, 2000))
    def what_is_gone_cannot_be_held(self, number: int) -> None:
        assert not self.shelf.renew(number, self.now, LEASE_S)
        assert not self.shelf.started(number, self.now)
        self.shelf.gone(number, self.now)
        self.obey()

    @invariant()
    def all_boxes_together_fit_into_the_memory(self) -> None:
        boxes = len(self.shelf.slots)
        assert boxes == 0 or (boxes + 1) * BOX_BYTES <= self.memory_bytes

    @invariant()
    def the_shelf_knows_what_there_is(self) -> None:
        assert set(self.shelf.slots) == self.alive | set(self.starting)
        leased = {number for number, slot in self.shelf.slots.items() if slot.stage is Stage.LEASED}
        assert leased == set(self.leased)
        assert len(self.shelf.slots) <= self.limits.most

    @invariant()
    def as_many_are_ready_as_there_should_be(self) -> None:
        held = len(self.leased) + len(self.given_up)
        unleased = len(self.shelf.slots) - held
        warm = [slot for slot in self.shelf.slots.values() if slot.stage is Stage.WARM]
        assert len(warm) <= self.limits.warm
        if self.now >= self.wanted_at + IDLE_S:
            assert warm == []
        elif self.now >= self.failed_at + RESTART_PAUSE_S:
            assert unleased >= min(self.limits.warm, self.limits.most - held)  # or some were given back

    @invariant()
    def nothing_is_too_old(self) -> None:
        for slot in self.shelf.slots.values():
            if slot.stage is Stage.WARM:
                assert self.now < slot.born + MAX_AGE_S

    @invariant()
    def no_start_takes_for_ever(self) -> None:
        for number, begun in self.starting.items():
            assert number in self.given_up or self.now < begun + START_S


TestShelf = ShelfMachine.TestCase
TestShelf.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
