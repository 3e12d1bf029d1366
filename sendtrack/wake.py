"""Tell a worker that there is work, without ever depending on it.

The row in the database is the work; a message on the broker only makes it start sooner, and beat
sweeps every minute. So a broker that is down, silent or gone costs a save 0.4 s once and then
nothing for a while, and never an error.
"""

import logging
import time
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import transaction

PATIENCE_SECONDS = 0.4
QUIET_SECONDS = 15
"""How long a process that found the broker dumb leaves it alone."""

logger = logging.getLogger(__name__)
_quiet_until = 0.0


def wake(task: str, *arguments: int) -> None:
    """Once the transaction commits, ask a worker to run the task by its name."""
    transaction.on_commit(partial(_send, task, arguments))


def _send(task: str, arguments: tuple[int, ...]) -> None:
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        # Its own connection: the workers' waits for minutes, a person saving a form does not.
        with current_app.connection_for_write(
            transport_options={
                **settings.CELERY_BROKER_TRANSPORT_OPTIONS,
                "socket_timeout": PATIENCE_SECONDS,
                "socket_connect_timeout": PATIENCE_SECONDS,
                "max_retries": 1,
                "interval_start": 0,
                "interval_step": 0,
                "interval_max": 0,
            },
        ) as connection:
            current_app.send_task(
                task,
                arguments,
                connection=connection,
                retry=False,
                # By then the sweep has asked again.
                expires=2 * settings.TICK_SECONDS,
            )
    except Exception:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("No worker could be woken for %s; the sweep will find it", task)
