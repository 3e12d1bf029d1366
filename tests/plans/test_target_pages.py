"""A target's arithmetic, and the forms that set it and record its result."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import changes
from plans.models import Outcome, Target
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from tests.conftest import Place
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day

TARGETS = "/exampleshire/plan/outcomes/A1/targets/"
SIX = f"{TARGETS}6/"

ASKED = {
    "horizon_months": "12",
    "statement": "Plans issued within 20 weeks",
    "unit": "%",
    "baseline": "42",
    "value": "80",
}


def result(target: Target, **typed: Any) -> dict[str, Any]:
    return {
        "version": target.version,
        "result": "missed",
        "value": "62",
        "words": "",
        "source": "Report to the board, March 2026",
        **day("on", "9 3 2026"),
        **typed,
    }


def test_an_officer_sets_a_target_at_a_horizon_whose_day_stands_beside_it(
    outcome: Outcome, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    text = body(browser.get(f"{TARGETS}add/"))
    assert "6 months: 9 March 2026" in text
    assert "Counted from the day the Notice was issued." in text
    answer = browser.post(f"{TARGETS}add/", ASKED, follow=True)
    assert "Target for 12 months set." in body(answer)
    assert outcome.targets.get().due_on == date(2026, 9, 9)


def test_a_horizon_that_has_its_target_is_not_offered_again(
    target: Target, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    assert "6 months:" not in body(browser.get(f"{TARGETS}add/"))
    answer = browser.post(f"{TARGETS}add/", {**ASKED, "horizon_months": "6"})
    assert list(answer.context["form"].errors) == ["horizon_months"]


def test_where_each_horizon_has_its_target_nobody_is_asked_for_another(
    outcome: Outcome, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    for months in outcome.area.regime.horizons:
        browser.post(f"{TARGETS}add/", {**ASKED, "horizon_months": str(months)})
    text = body(browser.get(f"{TARGETS}add/", follow=True))
    assert f"{outcome.ref} has a target for each horizon. Change one of them." in text


def test_a_target_without_numbers_is_kept_and_flagged(
    outcome: Outcome, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    typed = {**ASKED, "baseline": "", "value": ""}
    text = body(browser.post(f"{TARGETS}add/", typed, follow=True))
    assert "Not yet: baseline and value to reach are missing" in text
    assert "Not measurable yet" in body(browser.get("/exampleshire/plan/areas/a/"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"value": "many"}, "must be a number, like 12.5"),
        ({"value": "1" * 13}, "must have no more than"),
        ({"unit": "x" * 61}, "must be 60 characters or fewer"),
        ({"statement": ""}, "Enter what to reach"),
        ({"horizon_months": ""}, "Select by when"),
    ],
)
def test_what_cannot_be_a_target_is_refused_at_its_field(
    outcome: Outcome, officer: User, browse: Browse, typed: dict[str, str], sentence: str
) -> None:
    answer = browse(officer).post(f"{TARGETS}add/", {**ASKED, **typed})
    assert list(answer.context["form"].errors) == list(typed)
    assert sentence in body(answer)
    assert not outcome.targets.exists()


def test_the_page_of_a_target_tells_how_its_state_follows(
    target: Target, officer: User, adviser: User, browse: Browse
) -> None:
    changes.record_result(
        target=target,
        version=target.version,
        result="missed",
        value=Decimal(62),
        on=date(2026, 3, 9),
        source="Report to the board",
        by=officer,
    )
    text = body(browse(adviser).get(SIX))
    assert "62% on 9 March 2026, missed by 4 percentage points." in text
    assert "9 March 2026: 6 months from 9 September 2025." in text
    assert "Counted from the day the Notice was issued." in text
    assert "Report to the board" in text


def test_a_horizon_after_the_end_of_the_notice_is_flagged(
    outcome: Outcome, officer: User, adviser: User, browse: Browse
) -> None:
    browse(officer).post(f"{TARGETS}add/", {**ASKED, "horizon_months": "24"})
    text = body(browse(adviser).get(f"{TARGETS}24/"))
    assert "9 September 2027 is after 28 February 2027" in text
    assert "A target after that day is allowed." in text


def test_an_officer_records_a_result_and_corrects_it(
    target: Target, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    assert "Result recorded." in body(browser.post(f"{SIX}result/", result(target), follow=True))
    target.refresh_from_db()
    assert (target.result, target.result_value) == ("missed", 62)
    typed = result(target, result="met", value="67")
    assert "67% on 9 March 2026." in body(browser.post(f"{SIX}result/", typed, follow=True))
    rows = changes_of(target)
    assert rows.count() == 3
    assert rows[0].history_change_reason == "Corrected the result of the target for 6 months"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"result": ""}, "result"),
        ({"value": ""}, "value"),
        ({"source": ""}, "source"),
        ({"result": "met"}, "words"),
        (day("on", "8 3 2026"), "on"),
        (day("on", "12 3 2026"), "on"),
        (day("on", "30 2 2026"), "on"),
    ],
)
def test_a_result_with_a_gap_is_refused_at_its_field(
    target: Target, officer: User, browse: Browse, typed: dict[str, str], field: str
) -> None:
    answer = browse(officer).post(f"{SIX}result/", result(target, **typed))
    assert list(answer.context["form"].errors) == [field]
    target.refresh_from_db()
    assert target.result == ""


def test_two_people_recording_a_result_see_both_texts(
    target: Target, officer: User, lead: User, browse: Browse
) -> None:
    typed = result(target)
    browse(lead).post(f"{SIX}result/", typed)
    answer = browse(officer).post(f"{SIX}result/", {**typed, "value": "61"})
    assert answer.status_code == 409
    told = {each.label: (each.now, each.typed) for each in answer.context["form"].clash.differences}
    assert told == {"Value reached": ("62.00", "61")}


def test_a_target_is_changed_with_a_reason_and_its_history_tells(
    target: Target, officer: User, adviser: User, browse: Browse
) -> None:
    typed = {**ASKED, "version": target.version, "reason": "Counted twice before"}
    answer = browse(officer).post(f"{SIX}edit/", typed)
    assert "Leave this at 66% and ask to move the target" in body(answer)
    assert f"{SIX}move/" in body(answer)
    browse(officer).post(f"{SIX}edit/", {**typed, "value": "66", "baseline": "40"})
    target.refresh_from_db()
    assert (target.baseline, target.horizon_months) == (40, 6)
    text = body(browse(adviser).get(f"{SIX}history/"))
    assert "Counted twice before" in text
    assert "42" in text
    assert "40" in text


def test_markup_in_a_target_is_shown_as_text(
    place: Place, outcome: Outcome, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    browser.post(f"{TARGETS}add/", {**ASKED, "statement": HOSTILE, "unit": "<i>weeks</i>"})
    for page in (f"{TARGETS}12/", f"{TARGETS}12/history/"):
        text = body(browser.get(page))
        assert "<script>alert" not in text
        assert "<i>weeks" not in text
        assert SHOWN in text


@pytest.mark.parametrize("path", ["7/", "3/", "3/edit/", "999999999999/"])
def test_a_target_that_is_not_there_is_not_found(
    target: Target, officer: User, browse: Browse, path: str
) -> None:
    assert browse(officer).get(TARGETS + path).status_code == 404
