"""An area that left formal monitoring is looked at by its own people, at a rhythm."""

from datetime import date

import pytest

from boards.queries import loads_of
from plans import changes
from plans.models import AreaOfWeakness, Assurance
from sendtrack.accounts.models import User
from sendtrack.handover.changes import Settled, move_work
from sendtrack.history import Stale, changes_of
from sendtrack.home.mine import mine_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.pages import body
from tests.plans.reading import MARCH, Browse
from tests.plans.reading import queries as count

AREA = "/exampleshire/plan/areas/a/"


@pytest.fixture
def weakness(place: Place, officer: User) -> AreaOfWeakness:
    """Area (a), which a letter has stepped down."""
    return changes.step_down_area(
        area=place.areas[0], authority=place.areas[0].finding, by=officer, on=date(2026, 2, 4)
    )


def plan(
    area: AreaOfWeakness, place: Place, by: User, *, post: str = "partner", due: date = MARCH
) -> Assurance:
    return changes.plan_assurance(
        area=area,
        version=0,
        owner=place.posts[post],
        looks_at="The staff survey",
        every_months=3,
        first_due_on=due,
        by=by,
        reason="The letter asks for it",
    )


def check(row: Assurance, by: User, *, on: date = MARCH, holds: bool = True) -> None:
    changes.record_check(
        assurance=row,
        version=row.version,
        checked_on=on,
        holds=holds,
        found="43% know the strategy",
        by=by,
        on=MARCH,
    )
    row.refresh_from_db()


def test_the_next_check_is_counted_from_the_last_and_each_leaves_one_history_row(
    weakness: AreaOfWeakness, place: Place, officer: User
) -> None:
    row = plan(weakness, place, officer, due=date(2026, 4, 1))
    assert row.next_due_on == date(2026, 4, 1)
    check(row, officer)
    assert row.next_due_on == date(2026, 6, 11)
    assert changes_of(row).count() == 2
    assert changes_of(row.checks.get()).count() == 1


def test_only_an_area_that_left_monitoring_is_checked_by_itself(
    place: Place, officer: User, browse: Browse
) -> None:
    with pytest.raises(Refusal, match="is in formal monitoring"):
        plan(place.areas[1], place, officer)
    assert browse(officer).get("/exampleshire/plan/areas/b/assurance/").status_code == 404


def test_a_check_says_what_was_found_on_a_day_after_the_last(
    weakness: AreaOfWeakness, place: Place, officer: User
) -> None:
    row = plan(weakness, place, officer)
    check(row, officer)
    for day, field in ((date(2026, 3, 12), "checked_on"), (date(2026, 3, 1), "checked_on")):
        with pytest.raises(Refusal) as caught:
            check(row, officer, on=day)
        assert caught.value.field == field


def test_two_people_do_not_record_the_same_check_unseen(
    weakness: AreaOfWeakness, place: Place, officer: User
) -> None:
    row = plan(weakness, place, officer)
    opened = Assurance.objects.get()
    check(row, officer, on=date(2026, 3, 10))
    with pytest.raises(Stale):
        check(opened, officer)


def test_whoever_leaves_hands_the_check_over(
    weakness: AreaOfWeakness, place: Place, officer: User
) -> None:
    row = plan(weakness, place, officer)
    (load,) = loads_of([place.posts["partner"]], MARCH)
    assert load.in_words == "1 check of area"
    move_work(Settled(load, to=place.posts["dcs"]), by=officer, reason="Leaves")
    row.refresh_from_db()
    assert row.owner == place.posts["dcs"]


# Pages


def test_an_officer_plans_it_the_partner_checks_and_everybody_reads_what_was_found(
    weakness: AreaOfWeakness,
    place: Place,
    officer: User,
    partner: User,
    adviser: User,
    browse: Browse,
) -> None:
    assert "Say who checks that it holds" in body(browse(adviser).get(AREA))
    browse(officer).post(
        f"{AREA}assurance/",
        {
            "version": "0",
            "looks_at": "The staff survey",
            "owner": place.posts["partner"].pk,
            "every_months": "3",
            "first_due_on-day": "1",
            "first_due_on-month": "3",
            "first_due_on-year": "2026",
        },
    )
    row = Assurance.objects.get()
    browser = browse(partner)
    assert "Check overdue since 1 March 2026" in body(browse(adviser).get(AREA))
    assert "Check overdue since 1 March 2026" in body(
        browse(adviser).get("/exampleshire/dashboard/")
    )
    mine = body(browser.get("/exampleshire/actions/mine/"))
    assert "Areas to check" in mine
    assert "10 days overdue" in mine

    browser.post(
        f"{AREA}assurance/check/",
        {
            "version": str(row.version),
            "holds": "no",
            "found": "Only 20% know the strategy",
            "checked_on-day": "11",
            "checked_on-month": "3",
            "checked_on-year": "2026",
        },
    )
    read = body(browse(adviser).get(AREA))
    assert "11 March 2026: it did not hold" in read
    assert "Only 20% know the strategy" in read
    assert "Next check by 11 June 2026" in read
    assert "It did not hold on 11 March 2026" in body(
        browse(adviser).get("/exampleshire/dashboard/")
    )


def test_a_partner_checks_only_areas_of_the_posts_they_hold(
    weakness: AreaOfWeakness, place: Place, officer: User, partner: User, browse: Browse
) -> None:
    plan(weakness, place, officer, post="dcs")
    assert browse(partner).get(f"{AREA}assurance/check/").status_code == 403
    access = partner.accesses.get()
    assert mine_of(access, MARCH).checks == []


def test_many_checks_need_no_more_queries(
    weakness: AreaOfWeakness, place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    row = plan(weakness, place, officer)
    check(row, officer, on=date(2026, 3, 1))
    browser = browse(adviser)
    few = count(browser, AREA), count(browser, "/exampleshire/dashboard/")
    for day in (2, 3, 4):
        check(row, officer, on=date(2026, 3, day))
    other = changes.step_down_area(
        area=place.areas[1], authority=place.areas[1].finding, by=officer, on=date(2026, 2, 4)
    )
    plan(other, place, officer)
    assert (count(browser, AREA), count(browser, "/exampleshire/dashboard/")) == few
