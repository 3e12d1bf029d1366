"""Values that were agreed for an older way of counting are asked for again."""

from datetime import date
from decimal import Decimal

import pytest

from plans import changes
from plans.models import Measure
from plans.queries.series import read_measure
from sendtrack.accounts.models import User
from sendtrack.govuk.statuses import status_of
from sendtrack.history import record
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.measures.conftest import COUNTED, INSIDE, Enter
from tests.plans.measures.test_charts import NOW, STEADY, control_of, point_of, told
from tests.plans.pages import Browse, body

M1 = "/exampleshire/measures/M1/"
MINE = "/exampleshire/actions/mine/"
ASKED = "1 value ahead was agreed for the older way of counting"


def count_anew(made: Measure, officer: User) -> Measure:
    current = Measure.objects.get(pk=made.pk)
    changes.redefine(
        measure=current,
        version=current.version,
        from_on=date(2026, 3, 1),
        because="Reviews are counted as well",
        by=officer,
        on=NOW,
        **{**COUNTED, "numerator": "Plans and reviews in time"},
    )
    return Measure.objects.get(pk=made.pk)


def test_a_value_from_before_is_listed_until_somebody_agrees_it(
    place: Place, officer: User, adviser: User, enter: Enter, browse: Browse
) -> None:
    made = told(place, officer, enter, STEADY)
    point_of(made, officer, by_on=date(2026, 1, 31), value=45)
    point_of(made, officer, by_on=date(2026, 12, 31), value=60)
    assert ASKED not in body(browse(officer).get(M1))
    anew = count_anew(made, officer)
    page = body(browse(officer).get(M1))
    assert ASKED in page
    assert f'href="{M1}values/"' in page
    assert f'href="{M1}values/"' not in body(browse(adviser).get(M1))
    assert f'href="{M1}values/"' in body(browse(officer).get(MINE))
    form = body(browse(officer).get(f"{M1}values/"))
    assert "60.0% by 31 December 2026" in form
    assert "31 January 2026" not in form
    seen = read_measure(made, NOW, INSIDE).values_told
    sent = {"version": anew.version, "seen": seen, "reason": "The board of 4 March looked"}
    assert f'name="seen" value="{seen}"' in form
    browse(officer).post(f"{M1}values/", sent)
    assert read_measure(made, NOW, INSIDE).values_to_agree == []
    assert ASKED not in body(browse(officer).get(M1))
    assert "Values to agree anew" not in body(browse(officer).get(MINE))


def test_what_is_agreed_is_not_agreed_twice(place: Place, officer: User, enter: Enter) -> None:
    made = told(place, officer, enter, STEADY)
    point_of(made, officer, by_on=date(2026, 12, 31), value=60)
    anew = count_anew(made, officer)
    seen = read_measure(anew, NOW, INSIDE).values_told
    given = {"seen": seen, "by": officer, "on": NOW, "reason": "The board looked"}
    agreed = changes.agree_values(measure=anew, version=anew.version, **given)
    with pytest.raises(Refusal, match="are agreed for what it counts now"):
        changes.agree_values(measure=agreed, version=agreed.version, **given)


def test_a_value_that_is_set_first_under_the_new_definition_is_not_asked_for(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    made = count_anew(told(place, officer, enter, STEADY), officer)
    point_of(made, officer, by_on=date(2026, 12, 31), value=60)
    assert read_measure(made, NOW, INSIDE).values_to_agree == []
    assert "Values to agree anew" not in body(browse(officer).get(MINE))


def test_the_form_says_where_no_value_waits_and_is_refused(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    made = told(place, officer, enter, STEADY)
    browser = browse(officer)
    assert "No value waits to be agreed" in body(browser.get(f"{M1}values/"))
    sent = {"version": made.version, "reason": "The board looked"}
    refused = browser.post(f"{M1}values/", sent)
    assert "The values of M1 are agreed for what it counts now." in body(refused)


def test_nobody_agrees_to_a_value_that_they_did_not_see(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    made = told(place, officer, enter, STEADY)
    point_of(made, officer, by_on=date(2026, 12, 31), value=60)
    anew = count_anew(made, officer)
    seen = read_measure(anew, NOW, INSIDE).values_told
    with record(actor=officer, reason="Typed wrong"):
        point = made.trajectory.get()
        point.value = Decimal(66)
        point.save()
    sent = {"version": anew.version, "seen": seen, "reason": "The board looked"}
    page = body(browse(officer).post(f"{M1}values/", sent))
    assert "The values have changed since you opened this page: here they are." in page
    assert "66.0% by 31 December 2026" in page
    assert "The board looked" in page
    assert Measure.objects.get(pk=made.pk).values_agreed_for == 1


def test_a_value_that_is_set_again_waits_no_more(
    place: Place, officer: User, enter: Enter, browse: Browse
) -> None:
    made = told(place, officer, enter, STEADY)
    for day, value in ((date(2026, 9, 30), 55), (date(2026, 12, 31), 60)):
        point_of(made, officer, by_on=day, value=value)
    anew = count_anew(made, officer)
    point_of(anew, officer, by_on=date(2026, 9, 30), value=50)
    [waits] = read_measure(anew, NOW, INSIDE).values_to_agree
    assert waits.by_on == date(2026, 12, 31)
    assert "Values to agree anew" in body(browse(officer).get(MINE))
    point_of(anew, officer, by_on=date(2026, 12, 31), value=58)
    assert read_measure(anew, NOW, INSIDE).values_to_agree == []
    assert "Values to agree anew" not in body(browse(officer).get(MINE))


def test_until_a_figure_of_the_new_way_is_in_the_older_one_is_read(
    place: Place, officer: User, chair: User, enter: Enter, browse: Browse
) -> None:
    """A miss is not wiped away by counting otherwise."""
    made = told(place, officer, enter, [50] * 14)
    point_of(made, officer, by_on=date(2026, 2, 28), value=60)
    before = control_of(made)
    anew = count_anew(made, officer)
    control = control_of(anew)
    assert control.judged == before.judged == status_of("off_trajectory")
    assert control.variation == before.variation
    page = body(browse(chair).get(M1))
    assert "It is counted otherwise from 1 March 2026 on, and no figure of that is in yet" in page
    assert "There is nothing to draw yet" not in page
    assert "From 1 March 2026 on: definition 2" in page
    later = date(2026, 4, 15)
    enter(anew, date(2026, 3, 1), 70, 100, on=later, source_on=later)
    newest = control_of(anew, later)
    assert newest.series.definition.number == 2
    assert len(newest.points) == 1
    assert any("figures from" in said for said in newest.warnings)
