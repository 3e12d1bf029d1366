"""The example area in a database of its own, told once, and a fresh copy of it for each journey.

A journey writes through a real server in other threads, so that nothing can be rolled back after
it. PostgreSQL copies a database file by file, which takes less time than signing in.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connection, connections


class Databases:
    """`original` holds the story; `copy` is what a journey reads and writes."""

    def __init__(self) -> None:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        self.elsewhere = str(connection.settings_dict["NAME"])
        self.original = f"test_story_{worker}"
        self.copy = f"test_journey_{worker}"

    @contextmanager
    def holding(self, tell: Callable[[], None], *, keep: bool, anew: bool) -> Iterator[None]:
        """Make the original, with what `tell` writes into it; dropped afterwards.

        With `keep` it stays for the next run, which tells nothing unless `anew` asks for it.
        """
        asked = connection.settings_dict["TEST"]
        usual, asked["NAME"] = asked["NAME"], self.original
        try:
            if anew or not (keep and _exists(self.original)):
                connection.creation.create_test_db(verbosity=0, autoclobber=True)
                tell()
            _use(self.original)
            yield
        finally:
            asked["NAME"] = usual
            _use(self.elsewhere)
            if not keep:
                _drop(self.original)

    @contextmanager
    def copied(self) -> Iterator[None]:
        """Let everybody read and write a copy, and throw it away."""
        connections.close_all()
        _drop(self.copy)
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.original}" STRATEGY file_copy'
            )
        _use(self.copy)
        try:
            yield
        finally:
            _use(self.original)
            _drop(self.copy)


def _exists(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _drop(name: str) -> None:
    """End our own sessions first. WITH (FORCE) may not end a vacuum that runs by itself; without
    it PostgreSQL does."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = current_user",
            [name],
        )
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _use(name: str) -> None:
    """Point this thread and every later connection of other threads at a database."""
    connections.close_all()
    connections.settings[DEFAULT_DB_ALIAS]["NAME"] = name
    connection.settings_dict["NAME"] = name
