"""The risk register and the page of a risk as at a past day: read as they stood, never edited."""

from datetime import UTC, date, datetime

import pytest

from plans import changes
from plans.models import Risk
from plans.queries import Register, read_register
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.past import looking_back
from tests.conftest import Place
from tests.plans.pages import body
from tests.plans.reading import Browse, queries
from tests.plans.test_risk_changes import raise_risk, review

RISKS = "/exampleshire/risks/"
R1 = f"{RISKS}R1/"
MARCH = date(2026, 3, 12)
APRIL, MAY = datetime(2026, 4, 1, 10, tzinfo=UTC), datetime(2026, 5, 1, 10, tzinfo=UTC)
"""The record of the tests' area begins on 11 March; it is changed in April and read in May."""


def read(browse: Browse, user: User, address: str = RISKS) -> str:
    with clock.at(MAY):
        page = browse(user).get(address)
    assert page.status_code == 200
    return body(page)


def reviewed_in_april(risk: Risk, by: User, likelihood: int = 2) -> Risk:
    with clock.at(APRIL):
        review(risk, by, APRIL.date(), likelihood=likelihood)
    risk.refresh_from_db()
    return risk


def read_past_register(place: Place, day: date) -> Register:
    with looking_back(clock.end_of(day), place.area):
        return read_register(place.regime, day)


def told(register: Register) -> list[tuple[str, int, str]]:
    return [(line.risk.ref, line.risk.score, str(line.movement)) for line in register.lines()]


def test_scores_and_movement_are_those_of_the_reviews_made_until_that_day(
    place: Place, risk: Risk, officer: User
) -> None:
    reviewed_in_april(risk, officer)
    assert told(read_register(place.regime, MAY.date())) == [("R1", 8, "↓ from 12 to 8")]
    assert told(read_past_register(place, MARCH)) == [("R1", 12, "not reviewed yet")]
    past = read_past_register(place, APRIL.date())
    assert told(past) == [("R1", 8, "↓ from 12 to 8")]
    assert str(past.lines(since=MARCH)[0].movement) == "↓ from 12 to 8"


def test_a_review_that_was_overdue_then_is_told_then(
    place: Place, risk: Risk, officer: User
) -> None:
    reviewed_in_april(risk, officer)
    past = read_past_register(place, MARCH)
    assert not past.lines()[0].review_overdue
    with clock.at(MAY):
        review(risk, officer, MAY.date())
    assert read_past_register(place, date(2026, 4, 30)).lines()[0].review_overdue


def test_words_and_owner_stand_as_they_stood(
    place: Place, risk: Risk, officer: User, browse: Browse
) -> None:
    with clock.at(APRIL):
        changes.edit_risk(
            risk=risk,
            version=risk.version,
            cause=risk.cause,
            event="No plan is written at all",
            effect=risk.effect,
            owner=place.posts["icb_chief"],
            by=officer,
            reason="Health took it over",
        )
    then, now = (read(browse, officer, RISKS + tail) for tail in ("?as-at=2026-03-12", ""))
    assert "Plans are not written in time" in then
    assert "Director of Children&#x27;s Services" in then
    assert "No plan is written at all" not in then
    assert "No plan is written at all" in now
    assert "As at 12 March 2026." in then
    then = read(browse, officer, R1 + "?as-at=2026-03-12")
    assert "Plans are not written in time" in then
    assert "Director of Children&#x27;s Services" in then


def test_a_risk_that_is_closed_now_stands_open_then(
    risk: Risk, officer: User, browse: Browse
) -> None:
    with clock.at(APRIL):
        changes.close_risk(
            risk=risk, version=risk.version, because="Filled", by=officer, on=APRIL.date()
        )
    assert "Closed risks" in read(browse, officer)
    then = read(browse, officer, RISKS + "?as-at=2026-03-12")
    assert "Closed risks" not in then
    assert f"{R1}?as-at=2026-03-12" in then
    then = read(browse, officer, R1 + "?as-at=2026-03-12")
    assert "Score 12, not reviewed yet" in then
    assert "Filled" not in then


def test_nothing_can_be_edited_in_the_past(risk: Risk, officer: User, browse: Browse) -> None:
    assert "Raise a risk" in read(browse, officer)
    assert f"{R1}review/" in read(browse, officer, R1)
    then = read(browse, officer, RISKS + "?as-at=2026-03-12")
    assert "Raise a risk" not in then
    then = read(browse, officer, R1 + "?as-at=2026-03-12")
    for verb in ("review", "edit", "close"):
        assert f"{R1}{verb}/" not in then


def test_a_risk_that_was_removed_since_is_there_with_its_page_of_that_day(
    risk: Risk, officer: User, browse: Browse
) -> None:
    with clock.at(APRIL), record(actor=officer, reason="Entered twice"):
        for control in risk.controls.all():
            control.delete()
        risk.lock().delete()
    then = read(browse, officer, RISKS + "?as-at=2026-03-12")
    assert "Plans are not written in time" in then
    assert f'href="{R1}?as-at=2026-03-12"' in then
    assert "Score 12" in read(browse, officer, R1 + "?as-at=2026-03-12")
    assert "Plans are not written in time" not in read(browse, officer)


def test_a_risk_that_was_not_there_yet_says_so(place: Place, officer: User, browse: Browse) -> None:
    with clock.at(APRIL):
        raise_risk(place, officer, APRIL.date())
    with clock.at(MAY):
        page = browse(officer).get(R1 + "?as-at=2026-03-12")
        assert page.status_code == 404
        assert "This page was not there on 12 March 2026" in body(page)
        assert "The grant ends" not in body(page)
        assert browse(officer).get(f"{RISKS}R9/?as-at=2026-03-12").status_code == 404


def test_an_empty_past_register_says_so(place: Place, officer: User, browse: Browse) -> None:
    then = read(browse, officer, RISKS + "?as-at=2026-03-12")
    assert "No risk is recorded." in then


def test_before_anything_was_recorded_the_register_says_so(
    risk: Risk, officer: User, browse: Browse
) -> None:
    assert "had been recorded by 1 May 2020" in read(browse, officer, RISKS + "?as-at=2020-05-01")


@pytest.mark.parametrize("address", [RISKS, R1])
def test_a_day_ahead_is_refused_in_words(
    risk: Risk, officer: User, browse: Browse, address: str
) -> None:
    said = read(browse, officer, f"{address}?as-at=2026-05-02")
    assert "The day must be in the past" in said
    assert "As at" not in said.partition("<main")[0]


def test_a_strangers_past_is_not_found(
    risk: Risk, elsewhere: Place, stranger: User, browse: Browse
) -> None:
    with clock.at(MAY):
        assert browse(stranger).get(R1 + "?as-at=2026-03-12").status_code == 404
        assert browse(stranger).get("/elsewhere/risks/R1/?as-at=2026-03-12").status_code == 404


def test_a_past_day_costs_the_same_for_few_risks_and_many(
    place: Place, risk: Risk, officer: User, browse: Browse
) -> None:
    def costs() -> list[int]:
        with clock.at(MAY):
            addresses = (RISKS, R1)
            return [queries(browse(officer), f"{each}?as-at=2026-04-20") for each in addresses]

    reviewed_in_april(risk, officer)
    few = costs()
    for number in range(12):
        made = raise_risk(place, officer, MARCH, area=place.areas[number % 6])
        for likelihood in (3, 2):
            reviewed_in_april(made, officer, likelihood)
    assert costs() == few


def test_a_day_that_is_none_is_told_once(risk: Risk, officer: User, browse: Browse) -> None:
    assert read(browse, officer, RISKS + "?as-at=nonsense").count("There is a problem") == 1
