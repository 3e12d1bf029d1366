"""Controls of a risk: who keeps them in place, whether they work, and what became of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from plans import changes
from plans.models import Control, Risk
from plans.queries import read_register
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of, record
from sendtrack.past import looking_back
from sendtrack.refusals import Refusal
from tests.conftest import NOW, Place
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day

R1 = "/exampleshire/risks/R1/"


@pytest.fixture
def control(risk: Risk) -> Control:
    """The one in whose words the risk was raised."""
    return risk.controls.get()


def add(risk: Risk, place: Place, by: User, on: date, **other: Any) -> Control:
    said: dict[str, Any] = {
        "what": "A monthly call with the agencies",
        "owner": place.posts["officer"],
        "effectiveness": "untested",
        "checked_on": None,
    }
    return changes.add_control(risk=risk, by=by, on=on, **{**said, **other})


def add_now(risk: Risk, place: Place, by: User, on: date, **other: Any) -> None:
    """Add a control and have the database look at its links at once."""
    add(risk, place, by, on, **other)
    connection.check_constraints()


def edit(control: Control, by: User, on: date, **other: Any) -> Control:
    said: dict[str, Any] = {
        "version": control.version,
        "what": control.what,
        "owner": control.owner,
        "effectiveness": "weak",
        "checked_on": on,
        "reason": "Two agencies send nobody",
    }
    return changes.edit_control(control=control, by=by, on=on, **{**said, **other})


def typed(place: Place, **other: Any) -> dict[str, Any]:
    return {
        "what": "A monthly call",
        "owner": place.posts["officer"].pk,
        "effectiveness": "partly_effective",
        **day("checked_on", "9 3 2026"),
        **other,
    }


def test_what_is_done_when_a_risk_is_raised_is_its_first_control(
    risk: Risk, control: Control
) -> None:
    assert (control.number, control.what) == (1, "Agency staff until the summer")
    assert (control.owner, control.effectiveness) == (risk.owner, "untested")
    assert changes_of(control).count() == 1


def test_controls_are_numbered_and_a_number_is_never_used_again(
    place: Place, risk: Risk, officer: User, today: date
) -> None:
    second = add(risk, place, officer, today)
    changes.withdraw_control(
        control=second, version=second.version, because="Too dear", by=officer, on=today
    )
    assert (second.number, add(risk, place, officer, today).number) == (2, 3)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"what": " "}, "what"),
        ({"owner": None}, "owner"),
        ({"effectiveness": "effective"}, "checked_on"),
        ({"effectiveness": "weak", "checked_on": date(2026, 3, 12)}, "checked_on"),
    ],
)
def test_a_control_that_says_too_little_is_refused(
    place: Place, risk: Risk, officer: User, today: date, other: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as told:
        add(risk, place, officer, today, **other)
    assert told.value.field == field
    assert risk.controls.count() == 1


def test_a_check_is_one_row_of_history_with_its_reason(
    control: Control, officer: User, today: date
) -> None:
    checked = edit(control, officer, today)
    assert (checked.effectiveness, checked.checked_on) == ("weak", today)
    newest, first = changes_of(checked)
    assert newest.history_change_reason == "Two agencies send nobody"
    assert first.effectiveness == "untested"
    with pytest.raises(Stale):
        edit(control, officer, today, effectiveness="effective")


def test_an_untested_control_has_no_day_of_a_check(
    control: Control, officer: User, today: date
) -> None:
    checked = edit(control, officer, today)
    again = edit(checked, officer, today, effectiveness="untested")
    assert again.checked_on is None


def test_a_withdrawn_control_stays_with_its_reason_and_is_left_alone(
    risk: Risk, control: Control, officer: User, today: date
) -> None:
    def withdraw(because: str) -> Control:
        return changes.withdraw_control(
            control=control, version=control.version, because=because, by=officer, on=today
        )

    with pytest.raises(Refusal) as told:
        withdraw(" ")
    assert told.value.field == "because"
    gone = withdraw("The contract ended")
    assert (gone.withdrawn_on, gone.withdrawn_because) == (today, "The contract ended")
    with pytest.raises(Refusal, match="Control 1 was withdrawn on 11 March 2026"):
        edit(gone, officer, today)


def test_the_controls_of_a_closed_risk_are_left_alone(
    place: Place, risk: Risk, control: Control, officer: User, today: date
) -> None:
    changes.close_risk(risk=risk, version=risk.version, because="Gone", by=officer, on=today)
    for attempt in (
        lambda: add(risk, place, officer, today),
        lambda: edit(control, officer, today),
    ):
        with pytest.raises(Refusal, match="R1 was closed"):
            attempt()


@pytest.mark.parametrize(
    "broken",
    [
        {"effectiveness": "effective"},
        {"checked_on": date(2026, 3, 1)},
        {"withdrawn_on": date(2026, 3, 1)},
        {"withdrawn_because": "No day"},
    ],
)
def test_the_database_holds_the_rules_of_a_control(
    control: Control, officer: User, broken: dict[str, Any]
) -> None:
    for field, value in broken.items():
        setattr(control, field, value)
    with pytest.raises(IntegrityError), transaction.atomic(), record(actor=officer, reason="No"):
        control.save()


def test_a_control_never_hangs_on_a_risk_of_another_area(
    place: Place, elsewhere: Place, risk: Risk, officer: User, today: date
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add_now(risk, place, officer, today, owner=elsewhere.posts["dcs"])


def test_an_officer_adds_checks_and_withdraws_a_control(
    place: Place, risk: Risk, control: Control, officer: User, adviser: User, browse: Browse
) -> None:
    browser = browse(officer)
    text = body(browser.post(f"{R1}controls/add/", typed(place), follow=True))
    assert "Control 2 of R1 added." in text
    assert "Partly effective" in text
    assert "checked 9 Mar 2026" in text
    changed = typed(place, version=1, what="A weekly call", reason="More often")
    text = body(browser.post(f"{R1}controls/2/edit/", changed, follow=True))
    assert "Control 2 of R1 saved." in text
    assert "A weekly call" in text
    text = body(
        browser.post(
            f"{R1}controls/2/withdraw/", {"version": 2, "because": "Nobody came"}, follow=True
        )
    )
    assert "Withdrawn on 11 March 2026: Nobody came" in text
    history = body(browse(adviser).get(f"{R1}history/"))
    assert "Withdrew the control: Nobody came" in history
    assert "A weekly call" in history


def test_what_can_not_be_a_control_is_refused_at_its_field(
    place: Place, elsewhere: Place, risk: Risk, officer: User, browse: Browse
) -> None:
    for other, field in (
        ({"what": ""}, "what"),
        ({"owner": elsewhere.posts["dcs"].pk}, "owner"),
        (day("checked_on", "12 3 2026"), "checked_on"),
        ({"effectiveness": ""}, "effectiveness"),
    ):
        answer = browse(officer).post(f"{R1}controls/add/", typed(place, **other))
        assert list(answer.context["form"].errors) == [field]
    assert risk.controls.count() == 1


def test_two_people_changing_a_control_see_both_texts(
    place: Place, risk: Risk, control: Control, officer: User, lead: User, browse: Browse
) -> None:
    changed = typed(place, version=1, what="A weekly call", reason="More often")
    browse(lead).post(f"{R1}controls/1/edit/", changed)
    late = browse(officer).post(f"{R1}controls/1/edit/", {**changed, "what": "A daily call"})
    assert late.status_code == 409
    [difference] = late.context["form"].clash.differences
    assert (difference.now, difference.typed) == ("A weekly call", "A daily call")


def test_hostile_words_of_a_control_are_shown_as_words(
    place: Place, risk: Risk, officer: User, browse: Browse
) -> None:
    browse(officer).post(f"{R1}controls/add/", typed(place, what=HOSTILE))
    text = body(browse(officer).get(R1))
    assert HOSTILE not in text
    assert SHOWN in text


def test_the_adviser_reads_controls_and_is_offered_no_change(
    risk: Risk, control: Control, adviser: User, browse: Browse
) -> None:
    text = body(browse(adviser).get(R1))
    assert "Agency staff until the summer" in text
    assert "/controls/" not in text


def test_controls_of_another_area_are_not_found(
    risk: Risk, control: Control, elsewhere: Place, stranger: User, browse: Browse
) -> None:
    for tail in ("add/", "1/edit/", "1/withdraw/"):
        assert browse(stranger).get(f"{R1}controls/{tail}").status_code == 404


def test_a_past_day_shows_the_controls_of_that_day(
    place: Place, risk: Risk, control: Control, officer: User
) -> None:
    april = NOW + timedelta(days=21)
    with clock.at(april):
        edit(control, officer, april.date(), what="Permanent staff")
        add(risk, place, officer, april.date())
    with looking_back(clock.end_of(NOW.date()), place.area):
        [line] = read_register(place.regime, NOW.date()).lines()
    assert [each.what for each in line.controls] == ["Agency staff until the summer"]
    assert line.controls[0].owner.organisation == place.council
