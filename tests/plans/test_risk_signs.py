"""What the register says against itself, and what of it is for the board: each sign by itself."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Action, Risk
from plans.queries import read_register
from plans.queries.risks import RiskLine
from sendtrack.accounts.models import User
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import PostHolding
from tests.conftest import Place
from tests.plans.pages import Browse, body
from tests.plans.reading import queries
from tests.plans.test_risk_changes import raise_risk, review

RISKS = "/exampleshire/risks/"
DAY, LATER = date(2026, 3, 11), date(2026, 9, 11)
TARGET: dict[str, Any] = {
    "target_likelihood": 2,
    "target_impact": 2,
    "target_on": date(2026, 5, 1),
}


def line(place: Place, on: date = DAY) -> RiskLine:
    return read_register(place.regime, on).lines()[0]


def warned(place: Place, on: date = DAY) -> str:
    return "; ".join(line(place, on).warnings)


def for_board(place: Place, on: date = DAY) -> str:
    return "; ".join(line(place, on).for_board)


def test_a_risk_that_hangs_together_is_not_questioned(place: Place, officer: User) -> None:
    raise_risk(place, officer, DAY, controls="Agency staff", **TARGET)
    assert warned(place) == ""
    assert for_board(place) == ""
    assert not line(place).needs_attention


def test_no_control(place: Place, officer: User) -> None:
    risk = raise_risk(place, officer, DAY, controls="", **TARGET)
    assert warned(place) == "No control is recorded"
    made = changes.add_control(
        risk=risk,
        what="A call",
        owner=risk.owner,
        effectiveness="untested",
        checked_on=None,
        by=officer,
        on=DAY,
    )
    assert warned(place) == ""
    changes.withdraw_control(
        control=made, version=made.version, because="Nobody came", by=officer, on=DAY
    )
    assert warned(place) == "No control is recorded"


@pytest.mark.parametrize(("response", "is_asked"), [("treat", True), ("tolerate", False)])
def test_a_target_that_equals_the_score(
    place: Place, officer: User, response: str, is_asked: bool
) -> None:
    same = {**TARGET, "target_impact": 4}
    raise_risk(place, officer, DAY, **same, response=response)
    said = "The target equals the score now, 8: nothing is to change"
    assert warned(place) == (said if is_asked else "")


def test_a_target_above_the_score(place: Place, officer: User) -> None:
    high = {**TARGET, "target_likelihood": 3, "target_impact": 4, "target_because": "It ends"}
    raise_risk(place, officer, DAY, **high)
    assert warned(place) == "The target, 12, is higher than the score now, 8"


def test_a_post_that_nobody_holds(place: Place, officer: User, system: User) -> None:
    raise_risk(place, officer, DAY, **TARGET)
    post = place.posts["chief_executive"]
    assert PostHolding.objects.of(place.area).filter(post=post).exists()
    organisations.vacate(post=post, to_on=date(2026, 3, 3), by=system, reason="Retired")
    assert warned(place) == (
        "Nobody holds the post that owns it, Chief Executive since 4 March 2026"
    )


def test_a_score_that_nobody_moved_for_six_months(place: Place, officer: User) -> None:
    risk = raise_risk(place, officer, DAY)
    assert "over 6 months" not in warned(place, date(2026, 9, 10))
    assert "The score has been 8 since 11 March 2026, over 6 months" in warned(place, LATER)
    review(risk, officer, date(2026, 4, 1), likelihood=1)
    assert "over 6 months" not in warned(place, LATER)


def test_a_score_higher_after_controls_than_before(place: Place, officer: User) -> None:
    raise_risk(place, officer, DAY, likelihood_before=1, **TARGET)
    assert warned(place) == ("The score after controls, 8, is higher than the one before them, 4")


def test_a_target_whose_day_has_passed(place: Place, officer: User) -> None:
    raise_risk(place, officer, DAY, **TARGET)
    said = "The target of 4 was due on 1 May 2026 and the score is 8"
    assert said not in warned(place, date(2026, 5, 1))
    assert said in warned(place, date(2026, 5, 2))
    assert said in for_board(place, date(2026, 5, 2))


def test_a_target_that_was_reached_is_not_called_passed(place: Place, officer: User) -> None:
    risk = raise_risk(place, officer, DAY, **TARGET)
    review(risk, officer, date(2026, 4, 1), likelihood=1)
    assert "was due on" not in warned(place, date(2026, 5, 2))


def test_a_high_risk_without_an_action(
    place: Place, officer: User, risk: Risk, action: Action
) -> None:
    assert "No action of the plan is linked to a risk of 12" in warned(place)
    changes.link_risk(risk=risk, to=action, by=officer)
    assert "No action" not in warned(place)


def test_a_score_above_appetite_is_for_the_board(place: Place, risk: Risk, lead: User) -> None:
    assert for_board(place) == "The score of 12 is above appetite (10 or more)"
    changes.set_scoring(
        area=place.area, version=0, escalate_from=13, reason="The council's policy", by=lead
    )
    assert for_board(place) == ""


def test_two_reviews_that_moved_nothing_are_for_the_board(place: Place, officer: User) -> None:
    risk = raise_risk(place, officer, DAY, likelihood=2)
    for day in (date(2026, 4, 1), date(2026, 4, 20)):
        assert for_board(place, date(2026, 4, 25)) == ""
        review(risk, officer, day, likelihood=2)
        risk.refresh_from_db()
    said = "The last 2 reviews, on 1 April 2026 and 20 April 2026, left the score at 8"
    assert for_board(place, date(2026, 4, 25)) == said
    review(risk, officer, date(2026, 4, 25), **{**TARGET, "target_impact": 4})
    assert for_board(place, date(2026, 4, 25)) == ""


def test_what_is_escalated_is_for_the_board(place: Place, officer: User) -> None:
    risk = raise_risk(place, officer, DAY)
    changes.escalate_risk(
        risk=risk, version=risk.version, level="icb", reason="Health decides", by=officer, on=DAY
    )
    assert for_board(place) == "Escalated: Integrated care board"


def test_a_closed_risk_is_not_questioned(place: Place, officer: User) -> None:
    risk = raise_risk(place, officer, DAY, controls="")
    changes.close_risk(risk=risk, version=risk.version, because="Gone", by=officer, on=DAY)
    assert not line(place).needs_attention


def test_the_register_begins_with_what_is_for_the_board(
    place: Place, risk: Risk, officer: User, chair: User, browse: Browse
) -> None:
    raise_risk(place, officer, DAY, controls="")
    text = body(browse(chair).get(RISKS))
    assert "2 risks are open; 1 is for the board; no review is overdue." in text
    board = text[text.index('id="board"') : text.index("Where the open risks stand now")]
    assert "The score of 12 is above appetite (10 or more)" in board
    assert "R2" not in board
    assert "No control is recorded" in text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("show=attention", ["R1", "R2"]),
        ("show=board", ["R1"]),
        ("level=high", ["R1"]),
        ("level=moderate", ["R2"]),
        ("area=a", ["R1"]),
        ("area=plan", ["R2"]),
        ("area=a&level=moderate", []),
        ("area=zzz&level=%27", ["R1", "R2"]),
    ],
)
def test_the_register_is_narrowed_by_its_address(
    place: Place, risk: Risk, officer: User, browse: Browse, asked: str, shown: list[str]
) -> None:
    raise_risk(place, officer, DAY, controls="")
    table = browse(officer).get(f"{RISKS}?{asked}").context["table"]
    assert [row.record.risk.ref for row in table.rows] == shown


def test_the_register_is_narrowed_to_an_owner(
    place: Place, risk: Risk, officer: User, browse: Browse
) -> None:
    raise_risk(place, officer, DAY)
    table = browse(officer).get(f"{RISKS}?owner={risk.owner_id}").context["table"]
    assert [row.record.risk.ref for row in table.rows] == ["R1"]


def test_movement_is_told_since_the_day_in_the_address(
    place: Place, risk: Risk, officer: User, browse: Browse, today: date
) -> None:
    review(risk, officer, today, likelihood=4, next_review_on=date(2026, 4, 10))
    assert "Since 1 Mar 2026" in body(browse(officer).get(f"{RISKS}?since=2026-03-01"))
    assert "Since last review" in body(browse(officer).get(f"{RISKS}?since=nonsense"))


def test_the_map_names_likelihoods_impacts_risks_and_where_they_are_to_go(
    place: Place, officer: User, browse: Browse
) -> None:
    raise_risk(place, officer, DAY, **TARGET)
    text = body(browse(officer).get(RISKS))
    grid = text[text.index("Where the open risks stand now") :]
    assert "Almost certain" in grid
    assert "Severe" in grid
    assert "to 4</span>" in grid
    assert "target of R1" in grid


def test_pages_cost_the_same_for_few_and_many_of_everything(
    place: Place, risk: Risk, action: Action, officer: User, browse: Browse
) -> None:
    pages = (RISKS, f"{RISKS}R1/", "/exampleshire/actions/A1.1/", "/exampleshire/plan/areas/a/")

    def fill(each: Risk, areas: list[Any]) -> None:
        for number in range(len(areas)):
            changes.add_control(
                risk=each,
                what=f"Control {number}",
                owner=place.posts["officer"],
                effectiveness="untested",
                checked_on=None,
                by=officer,
                on=DAY,
            )
        for to in [*areas, action]:
            changes.link_risk(risk=each, to=to, by=officer)
        review(each, officer, DAY, likelihood=2)

    def costs() -> list[int]:
        return [queries(browse(officer), page) for page in pages]

    fill(risk, place.areas[1:2])
    gone = raise_risk(place, officer, DAY)
    happen(gone, officer)
    few = costs()
    for number in range(8):
        fill(raise_risk(place, officer, DAY, owner=place.posts["dcs"]), place.areas[1:4])
        happen(raise_risk(place, officer, DAY, event=f"Risk {number}"), officer)
    assert costs() == few


def happen(risk: Risk, by: User) -> None:
    changes.turn_into_issue(
        risk=risk,
        version=risk.version,
        what="It happened",
        happened_on=DAY,
        severity=3,
        priority="soon",
        plan="Put it right",
        owner=risk.owner,
        due_on=LATER,
        by=by,
        on=DAY,
    )


def test_the_signs_cost_no_query(place: Place, risk: Risk) -> None:
    register = read_register(place.regime, DAY)
    with CaptureQueriesContext(connection) as made:
        assert register.lines()[0].for_board
    assert len(made) == 0
