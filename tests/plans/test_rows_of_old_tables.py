"""What migrations carried from old tables to new ones, there and back.

One journey for all of them: the way back leads through every migration since, and takes minutes.
"""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from plans import changes
from plans.models import AreaOfWeakness, Control, Risk
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from tests.conftest import Place


def back_to(name: str) -> StateApps:
    """The tables of the plan as they were with that migration."""
    call_command("migrate", "plans", name, verbosity=0)
    return MigrationExecutor(connection).loader.project_state([("plans", name)]).apps


def carry_on_two_areas(place: Place, by: User) -> AreaOfWeakness:
    later = changes.open_regime(
        area=place.area,
        kind="strategy",
        title="Strategy",
        issued_by="The partnership",
        issued_on=date(2026, 1, 5),
        by=by,
    )
    return changes.add_area(
        regime=later,
        ref="1",
        short_title="Carried on",
        finding=place.areas[0].finding,
        derived_from=[place.areas[0], place.areas[1]],
        by=by,
    )


def check_one_key(place: Place, area: AreaOfWeakness) -> None:
    """Many origins of an area go back into the one key that it had."""
    back_to("0014_risks_happen_and_are_escalated")
    with connection.cursor() as cursor:
        cursor.execute("SELECT derived_from_id FROM plans_areaofweakness WHERE id=%s", [area.pk])
        assert cursor.fetchone() == (place.areas[0].pk,)


def change_the_one_text(risk: Risk) -> None:
    """Controls go back into the one text that a risk had, which then changes again."""
    old = back_to("0006_delivery_and_impact_apart")
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


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_rows_come_through_every_migration_with_their_history(
    place: Place, risk: Risk, officer: User
) -> None:
    area = carry_on_two_areas(place, officer)
    try:
        check_one_key(place, area)
        change_the_one_text(risk)
    finally:
        call_command("migrate", verbosity=0)

    control = Control.objects.of(risk.local_area).get()
    assert (control.number, control.what, control.owner) == (1, "Two permanent posts", risk.owner)
    newest, oldest = changes_of(control)
    assert oldest.what == "Agency staff until the summer"
    assert oldest.history_date == changes_of(risk).last().history_date
    assert newest.history_change_reason == "Two posts are filled"

    link = area.origins.get()
    assert (link.origin, link.kind, link.on) == (place.areas[0], "carried", date(2026, 1, 5))
    told = changes_of(link).get()
    assert (told.history_user, told.history_type) == (officer, "+")
    assert isinstance(told.history_date, datetime)
    call_command("verify_integrity", verbosity=0)
