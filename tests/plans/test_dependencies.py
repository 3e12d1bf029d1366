"""Actions wait for each other, often across partners, and never in a circle."""

from datetime import date

import pytest

from plans import changes, queries
from plans.models import Action, Dependency
from plans.states import Status
from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import MARCH, Browse, page, read_plan
from tests.plans.reading import queries as count


@pytest.fixture
def contract(plan: Plan) -> Action:
    """A1.1, the ICB's, five days overdue."""
    action = plan.action("Agree who holds the contract", post="partner", due_on=date(2026, 3, 6))
    return plan.say(action, on=date(2026, 2, 20))


@pytest.fixture
def clinic(plan: Plan) -> Action:
    """A1.2, the council's."""
    return plan.say(plan.action("Open the clinic"), on=date(2026, 2, 20))


def wait(action: Action, needs: Action, by: User) -> Dependency:
    return changes.add_dependency(action=action, needs=needs, why="A signed contract", by=by)


def test_what_waits_for_something_overdue_is_slow_and_names_the_partner(
    place: Place, contract: Action, clinic: Action, officer: User
) -> None:
    row = wait(clinic, contract, officer)
    assert changes_of(row).count() == 1

    found = queries.slow(read_plan(place)).of(clinic)

    assert found is not None
    assert found.why == (
        "Held up by A1.1 of Exampleshire Integrated Care Board, 5 days overdue: A signed contract",
    )

    changes.end_dependency(
        dependency=row, version=row.version, reason="Found another way", by=officer, on=MARCH
    )
    assert queries.slow(read_plan(place)).of(clinic) is None


def test_a_circle_is_refused_however_long(
    plan: Plan, contract: Action, clinic: Action, officer: User
) -> None:
    third = plan.action("Train the team")
    wait(clinic, contract, officer)
    wait(third, clinic, officer)

    for needs in (clinic, third):
        with pytest.raises(Refusal, match="both would wait for ever"):
            wait(contract, needs, officer)
    with pytest.raises(Refusal, match="can't wait for itself"):
        wait(contract, contract, officer)
    with pytest.raises(Refusal, match=r"waits for A1\.1 already"):
        wait(clinic, contract, officer)


def test_nothing_waits_for_what_is_complete(
    plan: Plan, contract: Action, clinic: Action, officer: User
) -> None:
    plan.say(contract, Status.COMPLETE, on=MARCH)
    contract.refresh_from_db()
    with pytest.raises(Refusal, match="is complete"):
        wait(clinic, contract, officer)


# Pages


def test_an_officer_records_and_ends_it_and_both_pages_tell(
    contract: Action, clinic: Action, officer: User, adviser: User, browse: Browse
) -> None:
    browser = browse(officer)
    answer = browser.post(
        page(clinic, "waits", "add"), {"needs": contract.pk, "why": "A contract"}, follow=True
    )
    assert "A1.2 waits for A1.1." in body(answer)

    read = browse(adviser)
    assert "Blocked by" in body(read.get(page(clinic)))
    assert "Integrated Care Board" in body(read.get(page(clinic)))
    assert "Waiting for it" in body(read.get(page(contract)))

    row = Dependency.objects.get()
    ended = browser.post(
        page(clinic, "waits", "A1.1", "end"),
        {"version": str(row.version), "reason": "Found another way"},
        follow=True,
    )
    assert "A1.2 no longer waits for A1.1." in body(ended)
    assert "Blocked by" not in body(read.get(page(clinic)))


def test_an_action_of_another_area_cannot_be_chosen(
    contract: Action, clinic: Action, elsewhere: Place, officer: User, system: User, browse: Browse
) -> None:
    theirs = Plan(elsewhere, system).action("Theirs")
    answer = browse(officer).post(page(clinic, "waits", "add"), {"needs": theirs.pk, "why": "x"})
    assert "There is a problem" in body(answer)
    assert not Dependency.objects.exists()


def test_many_dependencies_need_no_more_queries(
    plan: Plan, contract: Action, clinic: Action, officer: User, adviser: User, browse: Browse
) -> None:
    wait(clinic, contract, officer)
    browser = browse(adviser)
    few = count(browser, page(clinic))
    for _ in range(4):
        wait(clinic, plan.action(post="partner"), officer)

    assert count(browser, page(clinic)) == few
