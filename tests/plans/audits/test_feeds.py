"""Measures count rounds of audits: entered once, revised with the round, and never over a figure
that somebody else put there."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from plans import changes
from plans.measuring.figures import plain
from plans.models import AuditFeed, AuditProgramme, AuditRound, Measure, Reading
from plans.policies.audits import Judgement
from plans.queries.audit_feeds import Fed, counted_in
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.audits.conftest import ADDRESS, TODAY, Record, start
from tests.plans.audits.test_audits import change
from tests.plans.measures.conftest import Enter, add
from tests.plans.pages import Browse, body
from tests.plans.reading import queries

QUARTER = {"period_type": "quarter", "from_on": date(2025, 1, 1), "source": "audit"}
SPRING = {"drawn_from": date(2025, 4, 1), "drawn_to": date(2025, 7, 8)}
"""A sample most of which is of the second quarter, audited in the third."""

Count = Callable[..., AuditFeed]


@pytest.fixture
def good(place: Place, officer: User) -> Measure:
    """M1: the share of plans audited good, by quarters."""
    return add(place, officer, TODAY, name="Plans audited good", supplier=None, **QUARTER)


@pytest.fixture
def count(audits: AuditProgramme, good: Measure, officer: User) -> Count:
    def _count(**told: Any) -> AuditFeed:
        tool = audits.tools.order_by("-number")[0]
        given = {"tool": tool, "counts": "overall", "measure": good, "by": officer}
        return changes.count_audits(**given | told)

    return _count


def figures(measure: Measure) -> list[str]:
    rows = Reading.objects.filter(measure=measure).order_by("period_start")
    return [
        f"{row.period_end:%m/%y} {plain(row.numerator)}/{plain(row.denominator)} {row.finality}"
        for row in rows
        if row.numerator is not None and row.denominator is not None
    ]


def test_a_round_enters_its_figure_with_the_round_as_its_source(
    audits: AuditProgramme, good: Measure, count: Count, round_of: Record
) -> None:
    count()
    row = round_of(audits, [2, 8, 9, 1], **SPRING)
    assert figures(good) == ["06/25 10/20 final"]
    reading = Reading.objects.get()
    assert (reading.audit, reading.source) == (row, "Audit round QA1.1")
    assert reading.source_on == row.done_on
    assert changes_of(reading).count() == 1
    assert changes_of(reading)[0].history_change_reason == "Recorded round QA1.1"
    assert changes_of(good).count() == 1


def test_a_criterion_counts_those_that_it_applied_to(
    audits: AuditProgramme, good: Measure, count: Count, round_of: Record
) -> None:
    count(counts="health")
    judged = {"health": Judgement(9, 4, 3, 4), "child": Judgement(20, 0, 0, 0)}
    round_of(audits, [2, 8, 9, 1], judged=judged, **SPRING)
    assert figures(good) == ["06/25 9/16 final"]


def test_what_applied_to_nobody_is_no_figure(
    audits: AuditProgramme, good: Measure, count: Count, round_of: Record
) -> None:
    count(counts="health")
    judged = {"health": Judgement(0, 0, 0, 20), "child": Judgement(20, 0, 0, 0)}
    round_of(audits, [2, 8, 9, 1], judged=judged, **SPRING)
    assert Reading.objects.get().absence == "not_applicable"


def test_a_round_put_right_revises_its_figure_and_nothing_else(
    audits: AuditProgramme, good: Measure, count: Count, round_of: Record
) -> None:
    count()
    row = round_of(audits, [2, 8, 9, 1], **SPRING)
    told = {"row": row, "done_on": row.done_on, **SPRING}
    row = round_of(audits, [2, 8, 8, 2], reason="One was misread", **told)
    assert changes_of(Reading.objects.get()).count() == 1
    row = round_of(audits, [3, 8, 8, 1], reason="Another too", **told | {"row": row})
    assert figures(good) == ["06/25 11/20 revised"]
    newest = changes_of(Reading.objects.get())[0]
    assert (newest.history_change_reason, newest.version) == ("Another too", 2)


def test_a_round_whose_days_are_put_right_takes_its_figure_along(
    audits: AuditProgramme, good: Measure, count: Count, round_of: Record
) -> None:
    count()
    row = round_of(audits, [2, 8, 9, 1], **SPRING)
    days = {"drawn_from": date(2025, 1, 2), "drawn_to": date(2025, 3, 30)}
    tool = {"done_on": row.done_on, "row": row}
    round_of(audits, [2, 8, 9, 1], reason="The sample was of winter", **tool, **days)
    assert figures(good) == ["03/25 10/20 final"]


def test_a_typed_figure_stays_until_somebody_chooses_the_round(
    audits: AuditProgramme,
    good: Measure,
    count: Count,
    round_of: Record,
    enter: Enter,
    officer: User,
) -> None:
    feed = count()
    typed = enter(good, date(2025, 4, 1), 40, 80, kind="quarter", on=TODAY)
    row = round_of(audits, [2, 8, 9, 1], **SPRING)
    assert figures(good) == ["06/25 40/80 provisional"]
    [line] = counted_in(row, TODAY)
    assert line.fed == Fed.TAKEN
    given = {"row": row, "feed": feed, "by": officer, "on": TODAY}
    with pytest.raises(Stale):
        changes.enter_round(version=0, reason="The audit is the source", **given)
    with pytest.raises(Refusal) as caught:
        changes.enter_round(version=typed.version, **given)
    assert caught.value.field == "reason"
    changes.enter_round(version=typed.version, reason="The audit is the source", **given)
    assert figures(good) == ["06/25 10/20 final"]
    assert counted_in(row, TODAY)[0].fed == Fed.ENTERED


def test_a_figure_typed_over_a_round_is_kept_when_the_round_is_put_right(
    audits: AuditProgramme, good: Measure, count: Count, round_of: Record, enter: Enter
) -> None:
    count()
    row = round_of(audits, [2, 8, 9, 1], **SPRING)
    version = Reading.objects.get().version
    told = {"kind": "quarter", "on": TODAY, "version": version, "reason": "All plans were read"}
    enter(good, date(2025, 4, 1), 70, 100, **told)
    round_of(audits, [3, 8, 8, 1], row=row, done_on=row.done_on, reason="Misread", **SPRING)
    assert figures(good) == ["06/25 70/100 revised"]
    assert Reading.objects.get().audit is None


def test_two_rounds_of_one_period_are_not_laid_over_each_other(
    audits: AuditProgramme, good: Measure, count: Count, round_of: Record
) -> None:
    count()
    round_of(audits, [2, 8, 9, 1], **SPRING)
    second = round_of(audits, [9, 8, 2, 1], done_on=date(2025, 7, 20), **SPRING)
    assert figures(good) == ["06/25 10/20 final"]
    assert counted_in(second, TODAY)[0].fed == Fed.TAKEN


def test_a_period_that_runs_waits_for_its_end(
    audits: AuditProgramme, good: Measure, count: Count, round_of: Record, officer: User
) -> None:
    feed = count()
    days = {"drawn_from": date(2026, 1, 5), "drawn_to": date(2026, 3, 6)}
    row = round_of(audits, [2, 8, 9, 1], done_on=date(2026, 3, 9), **days)
    assert figures(good) == []
    assert counted_in(row, TODAY)[0].fed == Fed.WAITS
    given = {"row": row, "feed": feed, "version": 0, "by": officer}
    with pytest.raises(Refusal, match="which ends on 31 March 2026: enter it then"):
        changes.enter_round(on=TODAY, **given)
    changes.enter_round(on=date(2026, 4, 1), **given)
    assert figures(good) == ["03/26 10/20 final"]


def test_the_rounds_of_a_new_tool_count_in_a_new_definition_alone(
    audits: AuditProgramme, good: Measure, count: Count, round_of: Record, officer: User
) -> None:
    count()
    round_of(audits, [2, 8, 9, 1], **SPRING)
    change(audits, officer, from_on=date(2025, 9, 1))
    autumn = {"drawn_from": date(2025, 7, 2), "drawn_to": date(2025, 9, 30), "judged": {}}
    row = round_of(audits, [9, 11], **autumn)
    assert counted_in(row, TODAY) == []
    feed = count(tool=row.tool)
    assert counted_in(row, TODAY)[0].fed == Fed.MIXED
    with pytest.raises(Refusal, match="Count it differently from then on first"):
        changes.enter_round(row=row, feed=feed, version=0, by=officer, on=TODAY)
    assert figures(good) == ["06/25 10/20 final"]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"counts": "parent"}, "does not judge that"),
        ({"measure": None}, "Choose the measure"),
    ],
)
def test_only_what_is_judged_is_counted(count: Count, told: dict[str, Any], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        count(**told)


def test_a_measure_counts_one_programme_and_a_share(
    place: Place, good: Measure, count: Count, officer: User
) -> None:
    count()
    with pytest.raises(Refusal, match="counts “Outstanding or good” already"):
        count(counts="health")
    other = start(place, officer)
    with pytest.raises(Refusal, match="M1 counts QA1 already"):
        count(tool=other.tools.get())
    monthly = add(place, officer, TODAY, period_type="rolling_year")
    with pytest.raises(Refusal, match="is not a percentage of a month"):
        count(tool=other.tools.get(), measure=monthly)


def test_the_database_holds_that_a_thing_is_counted_once(
    place: Place, elsewhere: Place, count: Count, officer: User
) -> None:
    feed = count()
    second = add(place, officer, TODAY, name="Another", **QUARTER)
    owner = elsewhere.posts["officer"]
    theirs = add(elsewhere, officer, TODAY, owner=owner, supplier=None, areas=[])
    for name, measure, area in (
        ("what_is_audited_counts_once", second, place.area),
        ("auditfeed_measure_same_area", theirs, place.area),
    ):
        counts = "overall" if measure == second else "health"
        row = AuditFeed(local_area=area, tool=feed.tool, counts=counts, measure=measure)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            insert(row)


def insert(row: AuditFeed) -> None:
    AuditFeed.objects.bulk_create([row])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_officer_lets_a_measure_count_audits_enters_a_round_and_stops(
    audits: AuditProgramme, good: Measure, round_of: Record, browse: Browse, officer: User
) -> None:
    row = round_of(audits, [3, 9, 8, 0], **SPRING)
    browser = browse(officer)
    sent = {"counts": "overall", "measure": good.pk}
    told = body(browser.post(f"{ADDRESS}QA1/measures/add/", sent, follow=True))
    assert "M1 counts QA1 from the next round on." in told
    assert "Stop counting in M1" in told
    told = body(browser.get(f"{ADDRESS}QA1/rounds/1/"))
    assert "Enter it in M1" in told
    enter_url = f"{ADDRESS}QA1/rounds/1/measures/M1/"
    assert "It is counted in" in body(browser.get(enter_url))
    told = body(browser.post(enter_url, {"version": "0"}, follow=True))
    assert "QA1.1 entered in M1." in told
    assert Fed.ENTERED.value in told
    assert browser.get(enter_url).status_code == 404
    told = body(browser.get("/exampleshire/measures/M1/"))
    assert 'href="/exampleshire/audits/QA1/rounds/1/">Audit round QA1.1</a>' in told
    assert 'Its figures are those of audits: <a href="/exampleshire/audits/QA1/">' in told
    stop = f"{ADDRESS}QA1/measures/M1/stop/"
    version = str(AuditFeed.objects.get().version)
    told = body(browser.post(stop, {"version": version, "reason": "By hand again"}, follow=True))
    assert "M1 no longer counts QA1." in told
    assert Reading.objects.get().audit == AuditRound.objects.get(pk=row.pk)
    assert "By hand again" in body(browser.get(f"{ADDRESS}QA1/history/"))


def test_a_share_of_few_is_withheld_of_the_measure_as_of_the_round(
    audits: AuditProgramme,
    good: Measure,
    count: Count,
    round_of: Record,
    browse: Browse,
    chair: User,
) -> None:
    count()
    round_of(audits, [10, 8, 2, 0], **SPRING)
    told = body(browse(chair).get("/exampleshire/measures/M1/"))
    assert "Withheld: small numbers" in told
    assert "18 of 20" not in told
    assert "18 of 20" not in body(browse(chair).get(f"{ADDRESS}QA1/rounds/1/"))


def test_a_measure_of_elsewhere_can_not_be_chosen(
    audits: AuditProgramme, elsewhere: Place, browse: Browse, officer: User, system: User
) -> None:
    theirs = add(elsewhere, system, TODAY)
    page = browse(officer).post(
        f"{ADDRESS}QA1/measures/add/", {"counts": "overall", "measure": theirs.pk}
    )
    assert page.status_code == 200
    assert not AuditFeed.objects.exists()


def test_a_round_asks_as_much_of_many_measures_as_of_one(
    place: Place,
    audits: AuditProgramme,
    count: Count,
    round_of: Record,
    browse: Browse,
    officer: User,
) -> None:
    count()
    round_of(audits, [2, 8, 9, 1], **SPRING)
    browser = browse(officer)
    paths = (f"{ADDRESS}QA1/", f"{ADDRESS}QA1/rounds/1/")
    few = [queries(browser, path) for path in paths]
    for key in ("health", "child"):
        count(counts=key, measure=add(place, officer, TODAY, name=key, **QUARTER))
    assert [queries(browser, path) for path in paths] == few


def test_a_measure_of_another_source_counts_audits_only_where_that_is_meant(
    place: Place, audits: AuditProgramme, officer: User, browse: Browse
) -> None:
    other = add(
        place, officer, TODAY, name="Attendance", supplier=None, **{**QUARTER, "source": "census"}
    )
    page = f"{ADDRESS}QA1/measures/add/"
    sent = {"counts": "overall", "measure": other.pk}
    told = body(browse(officer).post(page, sent))
    assert "“Attendance” are said to come from another source: School census" in told
    assert not AuditFeed.objects.exists()
    browse(officer).post(page, {**sent, "is_meant": "on"})
    assert AuditFeed.objects.get().measure == other


def test_a_round_that_waited_stands_in_my_actions_of_officers_once_its_period_has_ended(
    place: Place,
    audits: AuditProgramme,
    good: Measure,
    count: Count,
    round_of: Record,
    browse: Browse,
    officer: User,
    partner: User,
) -> None:
    count()
    early = {"drawn_from": date(2026, 1, 5), "drawn_to": date(2026, 3, 6)}
    row = round_of(audits, [2, 8, 9, 1], done_on=date(2026, 3, 10), **early)
    mine, enter = "/exampleshire/actions/mine/", f"{ADDRESS}QA1/rounds/1/measures/M1/"
    assert [each.fed for each in counted_in(row, TODAY)] == [Fed.WAITS]
    assert enter not in body(browse(officer).get(mine))
    with clock.at(datetime(2026, 4, 3, 9, tzinfo=UTC)):
        told = body(browse(officer).get(mine))
        assert "Rounds of audits to enter" in told
        assert f'href="{enter}"' in told
        assert enter not in body(browse(partner).get(mine))
        browse(officer).post(enter, {"version": "0"})
        assert figures(good) == ["03/26 10/20 final"]
        assert enter not in body(browse(officer).get(mine))
