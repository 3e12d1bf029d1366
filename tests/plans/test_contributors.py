"""An action has one accountable post, and other organisations may have a part in it."""

import pytest

from plans import changes
from plans.models import Action, Contributor
from plans.queries.contributions import contributions
from plans.queries.voices import made_with_families
from plans.states import CoProduction
from sendtrack.accounts.models import User
from sendtrack.handover.changes import succeed
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import MARCH, Browse, page, read_plan
from tests.plans.reading import queries as count

CONTRIBUTIONS = "/exampleshire/plan/contributions/"
ROOMS = "Two rooms in the health centre, from April"


@pytest.fixture
def clinic(plan: Plan) -> Action:
    """A1.1, the council's."""
    return plan.action("Open the clinic")


def part(action: Action, place: Place, by: User, what: str = ROOMS) -> Contributor:
    return changes.add_contributor(action=action, organisation=place.icb, what=what, by=by)


def test_a_part_is_recorded_once_for_each_organisation_with_one_history_row(
    place: Place, clinic: Action, officer: User
) -> None:
    row = part(clinic, place, officer)
    assert changes_of(row).count() == 1
    with pytest.raises(Refusal, match=r"contributes to A1\.1 already"):
        part(clinic, place, officer)

    changes.end_contributor(
        contributor=row, version=row.version, reason="The lease ended", by=officer, on=MARCH
    )
    assert part(clinic, place, officer, "A nurse").what == "A nurse"


def test_the_organisation_that_answers_for_an_action_is_not_also_one_that_helps(
    place: Place, clinic: Action, officer: User
) -> None:
    with pytest.raises(Refusal, match="its part is the action itself"):
        changes.add_contributor(action=clinic, organisation=place.council, what="x", by=officer)
    with pytest.raises(Refusal, match="Say what it contributes"):
        changes.add_contributor(action=clinic, organisation=place.icb, what=" ", by=officer)
    assert not Contributor.objects.exists()


def test_a_part_that_somebody_else_has_ended_is_not_ended_again_unseen(
    place: Place, clinic: Action, officer: User
) -> None:
    row = part(clinic, place, officer)
    opened_with = row.version
    changes.end_contributor(
        contributor=row, version=opened_with, reason="Done", by=officer, on=MARCH
    )
    with pytest.raises(Stale):
        changes.end_contributor(
            contributor=row, version=opened_with, reason="Done", by=officer, on=MARCH
        )


def test_each_organisation_is_shown_with_its_parts(
    place: Place, clinic: Action, officer: User
) -> None:
    row = part(clinic, place, officer)
    (icb,) = (each for each in contributions(read_plan(place)) if each.organisation == place.icb)
    assert icb.parts == [row]
    assert icb.owed == []


def test_a_successor_takes_over_the_parts_and_history_keeps_the_old_name(
    place: Place, clinic: Action, officer: User
) -> None:
    row = part(clinic, place, officer)
    made, moved = succeed(
        organisation=place.icb,
        name="Greater Exampleshire ICB",
        short_name="",
        from_on=MARCH,
        source="An order",
        by=officer,
        on=MARCH,
    )
    row.refresh_from_db()
    assert row.organisation == made.successor
    assert moved == 1
    now, before = changes_of(row)
    assert (before.organisation_id, now.organisation_id) == (place.icb.pk, made.successor.pk)


# Pages


def test_an_officer_records_and_ends_a_part_and_an_adviser_reads_it(
    place: Place, clinic: Action, officer: User, adviser: User, browse: Browse
) -> None:
    browser, read = browse(officer), browse(adviser)
    answer = browser.post(
        page(clinic, "contributors", "add"),
        {"organisation": place.icb.pk, "what": ROOMS},
        follow=True,
    )
    assert "Integrated Care Board contributes to A1.1." in body(answer)
    assert ROOMS in body(read.get(page(clinic)))
    assert ROOMS in body(read.get(CONTRIBUTIONS))

    row = Contributor.objects.get()
    ended = browser.post(
        page(clinic, "contributors", str(place.icb.pk), "end"),
        {"version": str(row.version), "reason": "The lease ended"},
        follow=True,
    )
    assert "no longer contributes to A1.1." in body(ended)
    assert ROOMS not in body(read.get(page(clinic)))


def test_an_organisation_of_another_area_cannot_be_chosen(
    clinic: Action, elsewhere: Place, officer: User, browse: Browse
) -> None:
    answer = browse(officer).post(
        page(clinic, "contributors", "add"), {"organisation": elsewhere.icb.pk, "what": "x"}
    )
    assert "There is a problem" in body(answer)
    assert not Contributor.objects.exists()


def test_many_parts_need_no_more_queries(
    place: Place, plan: Plan, clinic: Action, officer: User, adviser: User, browse: Browse
) -> None:
    part(clinic, place, officer)
    browser = browse(adviser)
    few = count(browser, page(clinic)), count(browser, CONTRIBUTIONS)
    changes.add_contributor(action=clinic, organisation=place.nhse, what="Advice", by=officer)
    for _ in range(4):
        part(plan.action(), place, officer)
    assert (count(browser, page(clinic)), count(browser, CONTRIBUTIONS)) == few


def test_how_far_families_make_an_action_is_said_with_its_words(
    place: Place, clinic: Action, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    assert "With families" not in body(browser.get(page(clinic)))
    browser.post(
        page(clinic, "edit"),
        {
            "version": str(clinic.version),
            "title": clinic.title,
            "accountable": clinic.accountable_id,
            "priority": "should",
            "coproduction": CoProduction.DESIGNED,
            "reason": "The forum has joined the design group",
        },
    )
    assert "Families help to design it" in body(browser.get(page(clinic)))
    clinic.refresh_from_db()
    assert clinic.coproduction == CoProduction.DESIGNED
    assert dict(made_with_families(place.regime))["Families help to design it"] == 1
    assert "Open actions, by how far families make them" in body(
        browser.get("/exampleshire/voices/")
    )
