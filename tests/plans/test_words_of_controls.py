"""The one text that told a risk's controls became rows, with the history of the text."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from plans.models import Control, Risk
from sendtrack.history import changes_of


def migrate(name: str = "") -> StateApps:
    """The tables as they were with that migration; without one, as they are."""
    call_command("migrate", "plans", *[name] if name else [], verbosity=0)
    if not name:
        call_command("migrate", verbosity=0)
    return (
        MigrationExecutor(connection).loader.project_state([("plans", name)] if name else []).apps
    )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_text_becomes_the_first_control_and_keeps_its_days(risk: Risk) -> None:
    try:
        old = migrate("0006_delivery_and_impact_apart")
        row = old.get_model("plans", "Risk").objects.get(pk=risk.pk)
        assert row.controls == "Agency staff until the summer"
        first = old.get_model("plans", "HistoricalRisk").objects.get(id=risk.pk)
        assert first.controls == "Agency staff until the summer"
        first.history_id, first.history_type = None, "~"
        first.history_date = datetime(2026, 4, 1, 10, tzinfo=UTC)
        first.history_change_reason = "Two posts are filled"
        first.controls = "Two permanent posts"
        first.save()
        row.controls = first.controls
        row.save()
    finally:
        migrate()
    control = Control.objects.of(risk.local_area).get()
    assert (control.number, control.what, control.owner) == (1, "Two permanent posts", risk.owner)
    newest, oldest = changes_of(control)
    assert oldest.what == "Agency staff until the summer"
    assert oldest.history_date == changes_of(risk).last().history_date
    assert newest.history_change_reason == "Two posts are filled"
