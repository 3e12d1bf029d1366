"""Month by month: what was done in its month, late, or not, and what was not due."""

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from boards.states import SeatKind
from plans.states import EvidenceKind, VoiceGroup
from reviews.duties import judge_with_months
from reviews.duties.months import MONTHLY
from reviews.states import VerdictWord
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.reviews.conftest import Life
from tests.reviews.test_duty_pages import add_clauses

TODAY = date(2026, 3, 11)
MET, LATE, NOT_MET = VerdictWord.MET, VerdictWord.MET_LATE, VerdictWord.NOT_MET
AHEAD, NOTHING = VerdictWord.NOT_YET_DUE, VerdictWord.NO_EVIDENCE

Row = Callable[..., dict[str, VerdictWord | None]]


@pytest.fixture
def months(place: Place, officer: User) -> Row:
    """The word of each month for one kind of duty."""

    def row(kind: str, on: date = TODAY) -> dict[str, VerdictWord | None]:
        add_clauses(place, officer, p1=kind)
        _, matrix = judge_with_months(place.regime, on)
        [found] = matrix.rows
        names = [f"{month:%b}" for month in matrix.months]
        return dict(zip(names, found.words, strict=True))

    return row


def test_the_months_run_back_from_the_day_to_the_notice(months: Row) -> None:
    assert list(months("board-meets")) == ["Mar", "Feb", "Jan", "Dec", "Nov", "Oct", "Sep"]


def test_a_month_without_a_meeting_shows_unless_the_board_met_soon_enough_around_it(
    life: Life, months: Row
) -> None:
    for day in (date(2025, 10, 1), date(2025, 10, 31), date(2025, 12, 3), date(2026, 2, 4)):
        life.meets(day)
    assert months("board-meets") == {
        "Sep": None,
        "Oct": MET,
        "Nov": None,
        "Dec": MET,
        "Jan": NOT_MET,
        "Feb": MET,
        "Mar": AHEAD,
    }


def test_invitations_are_late_or_missing_in_the_month_of_their_meeting(
    life: Life, months: Row
) -> None:
    life.meets(date(2025, 12, 3), invited_on=date(2025, 11, 20))
    life.meets(date(2026, 1, 7), invited_on=date(2026, 1, 5))
    life.meets(date(2026, 2, 4), absent=[SeatKind.HEALTH])
    row = months("advisers-invited")
    assert (row["Nov"], row["Dec"], row["Jan"], row["Feb"]) == (None, MET, LATE, NOT_MET)


@pytest.mark.usefixtures("quick_pdf")
def test_a_report_stands_in_the_month_it_was_due_in(life: Life, chair: User, months: Row) -> None:
    life.reports(ended=date(2025, 11, 9), sent_on=date(2025, 11, 30), chair=chair)
    life.opens_report(date(2026, 1, 10))
    row = months("reports-sent")
    assert (row["Oct"], row["Nov"], row["Dec"]) == (None, LATE, None)
    assert (row["Jan"], row["Feb"], row["Mar"]) == (NOT_MET, None, AHEAD)


@pytest.mark.usefixtures("quick_pdf")
def test_a_late_report_has_still_named_what_is_slow(life: Life, chair: User, months: Row) -> None:
    life.reports(ended=date(2025, 11, 9), sent_on=date(2025, 11, 30), chair=chair)
    assert months("slow-progress-shown")["Nov"] == MET


def test_actions_updated_in_a_month_keep_the_plan_up_to_date_in_it(life: Life, months: Row) -> None:
    one, other = life.acts("One"), life.acts("Other")
    for action in (one, other):
        life.says(action, on=date(2026, 1, 6))
    life.says(one, on=date(2026, 2, 6))
    row = months("kept-up-to-date")
    assert (row["Sep"], row["Jan"], row["Feb"], row["Mar"]) == (AHEAD, MET, NOT_MET, AHEAD)


def test_evidence_of_both_kinds_lasts_for_the_months_of_the_clause(life: Life, months: Row) -> None:
    life.shows(EvidenceKind.PRACTICE, date(2025, 11, 3))
    life.shows(EvidenceKind.EXPERIENCE, date(2025, 12, 3))
    row = months("evidence-of-impact")
    assert (row["Oct"], row["Nov"], row["Dec"], row["Mar"]) == (NOTHING, NOT_MET, MET, MET)


def test_views_count_once_every_group_was_heard(life: Life, months: Row) -> None:
    for number, group in enumerate(VoiceGroup, start=1):
        life.hears(group, date(2026, 1, number))
    row = months("views-heard")
    assert (row["Dec"], row["Jan"], row["Feb"]) == (NOTHING, MET, MET)


def test_reviews_are_awaited_for_six_months_and_then_missed(life: Life, months: Row) -> None:
    life.is_reviewed(date(2025, 10, 1))
    row = months("reviews-held", date(2026, 5, 11))
    assert (row["Sep"], row["Oct"], row["Mar"]) == (AHEAD, MET, MET)
    assert (row["Apr"], row["May"]) == (NOT_MET, NOT_MET)


def test_a_self_assessment_counts_in_the_month_of_its_review(life: Life, months: Row) -> None:
    life.is_reviewed(date(2025, 12, 3), self_assessed_on=date(2025, 12, 1))
    life.is_reviewed(date(2026, 1, 7), self_assessed_on=date(2026, 1, 9))
    life.is_reviewed(date(2026, 2, 4))
    row = months("self-assessment")
    assert (row["Nov"], row["Dec"], row["Jan"], row["Feb"]) == (None, MET, LATE, NOTHING)


@pytest.mark.usefixtures("quick_pdf")
def test_a_formal_report_counts_in_the_month_of_its_meeting(
    life: Life, chair: User, months: Row
) -> None:
    life.is_reviewed(date(2025, 11, 5))
    life.reports(ended=date(2025, 11, 9), sent_on=date(2025, 11, 20), chair=chair)
    life.is_reviewed(date(2026, 2, 4))
    row = months("formal-reports")
    assert (row["Nov"], row["Dec"], row["Feb"]) == (NOT_MET, None, MET)


@pytest.mark.parametrize("kind", list(MONTHLY))
def test_a_record_made_from_documents_never_says_that_a_month_was_missed(
    life: Life, place: Place, months: Row, kind: str
) -> None:
    place.regime.local_area.record_ends_on = TODAY
    life.meets(date(2025, 12, 3))
    life.says(life.acts(), on=date(2026, 1, 6))
    life.shows(EvidenceKind.PRACTICE, date(2026, 1, 6))
    life.hears(VoiceGroup.PARENTS, date(2026, 1, 6))
    life.is_reviewed(date(2025, 10, 1))
    life.opens_report(date(2026, 1, 10))
    assert NOT_MET not in months(kind).values()


def test_two_years_are_shown_and_the_rest_is_said_to_be_left_out(
    place: Place, officer: User
) -> None:
    add_clauses(place, officer, p1="board-meets", p2="no-duty", p3="delivered-by")
    _, matrix = judge_with_months(place.regime, date(2028, 3, 11))
    assert (len(matrix.months), matrix.is_cut) == (24, True)
    assert matrix.months[0] == date(2028, 3, 1)
    assert [clause.kind for clause in matrix.others] == ["delivered-by"]


def test_the_months_cost_four_queries_however_many_there_are(
    life: Life,
    place: Place,
    officer: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    add_clauses(place, officer, **{f"p{n}": kind for n, kind in enumerate(MONTHLY)})
    life.meets_monthly()
    for number in range(5):
        life.says(life.acts(f"Action {number}"), on=date(2026, 2, 10))
    with django_assert_max_num_queries(29) as few:
        judge_with_months(place.regime, TODAY)
    with django_assert_num_queries(len(few)):
        judge_with_months(place.regime, date(2027, 9, 11))


def test_documents_that_tell_of_no_meeting_prove_no_invitation_in_any_month(
    place: Place, months: Row
) -> None:
    place.regime.local_area.record_ends_on = TODAY
    assert set(months("advisers-invited").values()) == {NOTHING}
