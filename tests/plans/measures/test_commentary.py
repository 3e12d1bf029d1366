"""What people say of figures, and when they have to."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import changes
from plans.measuring.audiences import Audience
from plans.measuring.calendar import PeriodType, period_of
from plans.models import Commentary, Measure
from plans.queries.commentary import Told, told
from plans.queries.control import read_control
from plans.queries.readers import Reader
from plans.queries.series import read_measure
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.measures.conftest import Enter, add
from tests.plans.pages import HOSTILE, SHOWN, Browse, body

MONTHS = [date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]
PAGE = "/exampleshire/measures/M1/"
FORM = f"{PAGE}figures/2026-01-31/comment/"
WORDS = {
    "version": "0",
    "shows": "Fewer plans were in time than in December.",
    "because": "Two writers left.",
    "doing": "Two began on 2 March.",
}


@pytest.fixture
def judged(measure: Measure, officer: User) -> Measure:
    """Six in ten plans should be in time by the end of October, and from then on."""
    changes.set_point(
        measure=measure,
        by_on=date(2025, 10, 31),
        value=Decimal(60),
        tolerance=Decimal(5),
        source="Improvement board",
        by=officer,
        reason="Agreed",
    )
    return measure


def newest(measure: Measure, today: date) -> Told:
    return told([read_control(read_measure(measure, today, Reader(Audience.INTERNAL, today)))])[0]


def say(measure: Measure, by: User, on: date, **words: Any) -> Commentary:
    given: dict[str, Any] = {
        "measure": measure,
        "period": period_of(PeriodType.MONTH, MONTHS[-1]),
        "shows": "Fewer plans were in time.",
        "because": "Two writers left.",
        "doing": "Two began in March.",
        "back_on": date(2026, 6, 30),
        "by": by,
        "on": on,
        **words,
    }
    return changes.comment(**given)


def test_a_figure_off_trajectory_has_to_be_explained(
    judged: Measure, enter: Enter, officer: User, today: date
) -> None:
    for month in MONTHS[-2:]:
        enter(judged, month, 20, 50)
    asked = newest(judged, today)
    assert asked.reasons == ("It is off trajectory.",)
    assert asked.is_missing
    say(judged, officer, today)
    assert not newest(judged, today).is_missing


def test_so_has_a_verdict_that_changed_for_the_better_too(
    judged: Measure, enter: Enter, today: date
) -> None:
    enter(judged, MONTHS[-2], 20, 50)
    enter(judged, MONTHS[-1], 40, 50)
    assert newest(judged, today).reasons == ("The figure before was: off its trajectory.",)


def test_a_steady_figure_asks_for_no_words(judged: Measure, enter: Enter, today: date) -> None:
    for month in MONTHS[-2:]:
        enter(judged, month, 40, 50)
    assert newest(judged, today).reasons == ()


def test_words_on_an_earlier_figure_explain_nothing_of_the_newest(
    judged: Measure, enter: Enter, officer: User, today: date
) -> None:
    for month in MONTHS[-2:]:
        enter(judged, month, 20, 50)
    say(judged, officer, today, period=period_of(PeriodType.MONTH, MONTHS[-2]))
    assert newest(judged, today).is_missing


@pytest.mark.parametrize("missing", ["because", "doing"])
def test_who_explains_a_red_figure_says_why_and_what_is_done(
    judged: Measure, enter: Enter, officer: User, today: date, missing: str
) -> None:
    enter(judged, MONTHS[-1], 20, 50)
    with pytest.raises(Refusal, match=r"It is off trajectory\. Say what is") as refused:
        say(judged, officer, today, **{missing: " "})
    assert refused.value.field == missing
    assert not Commentary.objects.exists()


def test_of_a_figure_that_nobody_asks_about_a_sentence_is_enough(
    measure: Measure, enter: Enter, officer: User, today: date
) -> None:
    enter(measure, MONTHS[-1], 20, 50)
    row = say(measure, officer, today, because="", doing="", back_on=None)
    assert row.shows == "Fewer plans were in time."


def test_nothing_is_said_of_a_period_before_its_figure_is_entered(
    measure: Measure, officer: User, today: date
) -> None:
    with pytest.raises(Refusal, match="enter the figure first"):
        say(measure, officer, today)


def test_a_day_to_be_back_by_lies_after_the_period(
    measure: Measure, enter: Enter, officer: User, today: date
) -> None:
    enter(measure, MONTHS[-1], 20, 50)
    with pytest.raises(Refusal, match="after the period"):
        say(measure, officer, today, back_on=date(2026, 1, 31))


def test_it_is_put_right_with_one_row_of_history_each_time(
    measure: Measure, enter: Enter, officer: User, lead: User, today: date
) -> None:
    enter(measure, MONTHS[-1], 20, 50)
    row = say(measure, officer, today)
    say(measure, lead, today, version=row.version, shows="Four in ten were in time.")
    row.refresh_from_db()
    assert (row.shows, row.said_by) == ("Four in ten were in time.", lead)
    assert [past.shows for past in changes_of(row)] == [
        "Four in ten were in time.",
        "Fewer plans were in time.",
    ]


def test_the_page_asks_for_words_and_shows_them(
    judged: Measure, enter: Enter, officer: User, adviser: User, browse: Browse
) -> None:
    for month in MONTHS[-2:]:
        enter(judged, month, 20, 50)
    missing = "Nobody has said yet what is behind it"
    asked = body(browse(officer).get(PAGE))
    assert missing in asked
    assert FORM in asked
    read = body(browse(adviser).get(PAGE))
    assert missing in read
    assert FORM not in read
    saved = body(browse(officer).post(FORM, WORDS, follow=True))
    assert "Commentary on M1, January 2026, saved." in saved
    assert missing not in saved
    assert "Two writers left." in body(browse(adviser).get(PAGE))


def test_two_who_write_of_the_same_figure_see_both_texts(
    measure: Measure, enter: Enter, officer: User, lead: User, browse: Browse
) -> None:
    enter(measure, MONTHS[-1], 20, 50)
    browse(officer).post(FORM, WORDS)
    late = browse(lead).post(FORM, {**WORDS, "shows": "Other words"})
    assert late.status_code == 409
    assert "Other words" in body(late)
    assert WORDS["shows"] in body(late)


def test_a_partner_writes_of_its_own_figures_alone(
    place: Place,
    measure: Measure,
    enter: Enter,
    officer: User,
    partner: User,
    browse: Browse,
    today: date,
) -> None:
    enter(measure, MONTHS[-1], 20, 50)
    assert browse(partner).post(FORM, WORDS).status_code == 302
    other = add(place, officer, today, supplier=None)
    enter(other, MONTHS[-1], 20, 50)
    refused = browse(partner).post(FORM.replace("M1", other.ref), WORDS)
    assert refused.status_code == 403


def test_markup_in_it_is_shown_and_not_run(
    measure: Measure, enter: Enter, officer: User, browse: Browse
) -> None:
    enter(measure, MONTHS[-1], 20, 50)
    browse(officer).post(FORM, {**WORDS, "shows": HOSTILE, "because": HOSTILE, "doing": HOSTILE})
    for path in (PAGE, f"{PAGE}history/", FORM):
        text = body(browse(officer).get(path))
        assert HOSTILE not in text
        assert SHOWN in text


@pytest.mark.parametrize(
    ("words", "is_doubted"),
    [
        ("Timeliness rose by 8% on December.", True),
        ("It is up 8 percentage points.", False),
        ("It is up 28.6 percentage points.", True),
        ("It went up by 28.6 per cent.", False),
        ("Requests are up 12%.", False),
    ],
)
def test_points_told_as_per_cent_are_asked_about_once_the_words_are_saved(
    measure: Measure, officer: User, enter: Enter, browse: Browse, words: str, is_doubted: bool
) -> None:
    enter(measure, MONTHS[2], 28, 100)
    enter(measure, MONTHS[3], 36, 100)
    page = body(browse(officer).post(FORM, {**WORDS, "shows": words}, follow=True))
    assert Commentary.objects.get().shows == words
    told = "From 28% to 36% is 8 percentage points, or 28.6 per cent of where it began" in page
    assert told is is_doubted
