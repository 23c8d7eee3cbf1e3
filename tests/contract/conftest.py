"""The stores that the tests of the store contract run with."""

import asyncio

import pytest

from stores.contract import Store
from tests.contract.made_stores import STORES


@pytest.fixture(params=STORES)
def make_store(request, tmp_path):
    """Makes another store over the same data, as another process would."""
    made: list[Store] = []

    def make() -> Store:
        made.append(STORES[request.param](tmp_path))
        return made[-1]

    yield make
    for store in made:
        asyncio.run(store.close())


@pytest.fixture
def store(make_store) -> Store:
    return make_store()
