"""One real server for the tests of this folder that do not break it."""

import pytest

from tests.server import Server, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory):
    with running(tmp_path_factory.mktemp("atelier") / "data", ATELIER_SKETCH_CHARS_PER_S="0") as up:
        yield up


@pytest.fixture(scope="session")
def paced(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server whose model takes its time, for what happens in mid-stream. Quick to hibernate; two ingresses,
    so that the sockets of a session meet in different processes."""
    with running(
        tmp_path_factory.mktemp("paced") / "data",
        ATELIER_SKETCH_CHARS_PER_S="600",
        ATELIER_HIBERNATE_S="4",
        ATELIER_INGRESS_REPLICAS="2",
    ) as up:
        yield up
