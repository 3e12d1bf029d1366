"""Rows that stand for all tests of a module: made once, and each test is a savepoint over them.

Making an area takes some 300 statements, more than most tests need for what they are about.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def standing(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is written in the block is there until its end, and then never was.

    Enter and leave it from a fixture wider than one test, with `blocker` lifted for what the
    fixture itself writes. Another connection doesn't see the rows.
    """
    around = transaction.atomic()
    with blocker.unblock():
        around.__enter__()
    try:
        yield
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


def commits(request: pytest.FixtureRequest) -> bool:
    """Whether a test below the fixture's node commits what it writes: it finds nothing standing."""
    below = (item for item in request.session.items if request.node in item.listchain())
    return any(map(_is_transactional, below))


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return is_marked or "transactional_db" in getattr(item, "fixturenames", ())
