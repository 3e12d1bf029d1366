"""The world of the permission table, made once for the tests of a module."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from sendtrack import clock
from tests.architecture.world import World, build_world
from tests.conftest import NOW
from tests.standing import standing


@pytest.fixture(scope="module")
def standing_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with standing(django_db_blocker):
        with django_db_blocker.unblock(), clock.at(NOW):
            made = build_world()
        yield made


@pytest.fixture
def world(standing_world: World, db: None) -> World:
    return deepcopy(standing_world)
