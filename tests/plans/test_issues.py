"""Risks that happened, were escalated, and hang on the plan."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from plans import changes
from plans.models import Action, Issue, Outcome, Risk, RiskEscalation
from plans.queries import read_register
from plans.queries.risks import risks_about, risks_of_action
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of, record
from sendtrack.refusals import Refusal
from tests.conftest import NOW, Place
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day

RISKS = "/exampleshire/risks/"
R1, I1 = f"{RISKS}R1/", f"{RISKS}issues/I1/"


def happen(risk: Risk, by: User, on: date, **other: Any) -> Issue:
    said: dict[str, Any] = {
        "version": risk.version,
        "what": "Forty plans were late",
        "happened_on": on,
        "severity": 4,
        "priority": "now",
        "plan": "Two agency writers for eight weeks",
        "owner": risk.owner,
        "due_on": on + timedelta(days=56),
    }
    return changes.turn_into_issue(risk=risk, by=by, on=on, **{**said, **other})


def escalate(risk: Risk, by: User, on: date, **other: Any) -> RiskEscalation:
    said: dict[str, Any] = {"version": risk.version, "level": "board", "reason": "Money is needed"}
    made = changes.escalate_risk(risk=risk, by=by, on=on, **{**said, **other})
    risk.refresh_from_db()
    return made


def typed(risk: Risk, **other: Any) -> dict[str, Any]:
    return {
        "version": risk.version,
        "what": "Forty plans were late",
        "severity": "4",
        "priority": "now",
        "plan": "Two agency writers",
        "owner": risk.owner_id,
        **day("happened_on", "10 3 2026"),
        **day("due_on", "6 5 2026"),
        **other,
    }


@pytest.fixture
def issue(risk: Risk, officer: User, today: date) -> Issue:
    made = happen(risk, officer, today)
    risk.refresh_from_db()
    return made


def test_a_risk_that_happened_leaves_the_open_register_and_the_issue_keeps_it(
    place: Place, risk: Risk, issue: Issue
) -> None:
    assert (issue.ref, issue.risk, issue.severity_words) == ("I1", risk, "Major")
    assert (risk.state, risk.closed_because) == (
        "happened",
        "It has happened and is issue I1: Forty plans were late",
    )
    assert (changes_of(risk).count(), changes_of(issue).count()) == (2, 1)
    register = read_register(place.regime, date(2026, 3, 11))
    assert (register.open, list(register.issues)) == ([], [issue])


def test_a_risk_that_happened_is_left_alone(
    place: Place, risk: Risk, issue: Issue, officer: User, today: date
) -> None:
    for attempt in (
        lambda: happen(risk, officer, today),
        lambda: escalate(risk, officer, today),
        lambda: changes.link_risk(risk=risk, to=place.areas[1], by=officer),
        lambda: changes.close_risk(
            risk=risk, version=risk.version, because="Gone", by=officer, on=today
        ),
    ):
        with pytest.raises(Refusal, match="R1 happened and became an issue on 11 March 2026"):
            attempt()


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"what": " "}, "what"),
        ({"plan": ""}, "plan"),
        ({"severity": 6}, "severity"),
        ({"owner": None}, "owner"),
        ({"due_on": None}, "due_on"),
        ({"due_on": date(2026, 3, 10)}, "due_on"),
        ({"happened_on": date(2026, 3, 12)}, "happened_on"),
        ({"happened_on": None}, "happened_on"),
    ],
)
def test_an_issue_that_says_too_little_is_refused(
    risk: Risk, officer: User, today: date, other: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as told:
        happen(risk, officer, today, **other)
    assert told.value.field == field
    risk.refresh_from_db()
    assert risk.is_open


def test_an_issue_is_changed_with_a_reason_and_resolved_with_words(
    issue: Issue, officer: User, today: date
) -> None:
    changed = changes.edit_issue(
        issue=issue,
        version=issue.version,
        what=issue.what,
        severity=3,
        priority="soon",
        plan="Permanent writers",
        owner=issue.owner,
        due_on=issue.due_on,
        by=officer,
        reason="The agency has nobody",
        on=today,
    )
    assert changed.severity == 3
    with pytest.raises(Stale):
        changes.resolve_issue(
            issue=issue, version=issue.version, resolution="Done", by=officer, on=today
        )
    with pytest.raises(Refusal) as told:
        changes.resolve_issue(
            issue=changed, version=changed.version, resolution="", by=officer, on=today
        )
    assert told.value.field == "resolution"
    done = changes.resolve_issue(
        issue=changed, version=changed.version, resolution="All are written", by=officer, on=today
    )
    assert (done.state, done.resolved_on) == ("resolved", today)
    assert changes_of(done).count() == 3
    with pytest.raises(Refusal, match="I1 was resolved on 11 March 2026"):
        changes.resolve_issue(
            issue=done, version=done.version, resolution="Again", by=officer, on=today
        )


@pytest.mark.parametrize(
    "broken", [{"severity": 6}, {"state": "resolved"}, {"resolution": "No day"}]
)
def test_the_database_holds_the_rules_of_an_issue(
    issue: Issue, officer: User, broken: dict[str, Any]
) -> None:
    for field, value in broken.items():
        setattr(issue, field, value)
    with pytest.raises(IntegrityError), transaction.atomic(), record(actor=officer, reason="No"):
        issue.save()


def test_an_issue_never_belongs_to_a_post_elsewhere(
    elsewhere: Place, risk: Risk, officer: User, today: date
) -> None:
    def happen_now() -> None:
        happen(risk, officer, today, owner=elsewhere.posts["dcs"])
        connection.check_constraints()

    with pytest.raises(IntegrityError), transaction.atomic():
        happen_now()


def test_a_risk_is_escalated_and_handed_back_with_a_reason_each_time(
    risk: Risk, officer: User, today: date
) -> None:
    up = escalate(risk, officer, today)
    assert (up.level_before, up.level, risk.escalation) == ("workstream", "board", "board")
    down = escalate(risk, officer, today, level="workstream", reason="The money is agreed")
    assert (down.level_before, risk.escalation) == ("board", "workstream")
    assert changes_of(risk).count() == 3


@pytest.mark.parametrize(
    ("other", "field"),
    [({"reason": " "}, "reason"), ({"level": "workstream"}, "level"), ({"level": "moon"}, "level")],
)
def test_an_escalation_that_moves_nothing_is_refused(
    risk: Risk, officer: User, today: date, other: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as told:
        escalate(risk, officer, today, **other)
    assert told.value.field == field


def test_a_risk_is_linked_both_ways_and_once(
    place: Place, risk: Risk, action: Action, outcome: Outcome, officer: User
) -> None:
    for to in (place.areas[1], outcome, action):
        changes.link_risk(risk=risk, to=to, by=officer)
    assert list(risks_about(place.areas[1])) == [risk]
    assert list(risks_about(place.areas[2])) == []
    assert list(risks_of_action(action)) == [risk]
    with pytest.raises(Refusal, match=r"linked to A1\.1 already"):
        changes.link_risk(risk=risk, to=action, by=officer)
    with pytest.raises(Refusal, match=r"belongs to area \(a\) already"):
        changes.link_risk(risk=risk, to=place.areas[0], by=officer)


def test_a_risk_is_never_linked_to_another_place(
    elsewhere: Place, risk: Risk, officer: User
) -> None:
    with pytest.raises(Refusal, match="belongs to another plan"):
        changes.link_risk(risk=risk, to=elsewhere.areas[0], by=officer)


def test_a_link_that_is_removed_stays_in_its_history(
    risk: Risk, action: Action, officer: User
) -> None:
    link = changes.link_risk(risk=risk, to=action, by=officer)
    key = link.pk
    changes.unlink_risk(link=link, by=officer, reason="Another action does it")
    assert not risk.links.exists()
    rows = type(link).history.filter(id=key).order_by("history_id")
    assert [row.history_type for row in rows] == ["+", "-"]
    assert rows[1].history_change_reason == "Another action does it"


def test_an_officer_turns_a_risk_into_an_issue_and_resolves_it(
    risk: Risk, officer: User, adviser: User, browse: Browse
) -> None:
    browser = browse(officer)
    text = body(browser.post(f"{R1}happened/", typed(risk), follow=True))
    assert "R1 is now issue I1." in text
    assert "4 Major" in text
    assert "Issues: risks that have happened" in body(browse(adviser).get(RISKS))
    assert "issue I1" in body(browse(adviser).get(R1))
    changed = {**typed(risk), "version": 1, "what": HOSTILE, "reason": "More is known"}
    text = body(browser.post(f"{I1}edit/", changed, follow=True))
    assert HOSTILE not in text
    assert SHOWN in text
    done = {"version": 2, "resolution": "All plans are written"}
    text = body(browser.post(f"{I1}resolve/", done, follow=True))
    assert "All plans are written" in text
    assert "/resolve/" not in text
    history = body(browse(adviser).get(f"{I1}history/"))
    assert "Resolved: All plans are written" in history


def test_what_can_not_be_an_issue_is_refused_at_its_field(
    elsewhere: Place, risk: Risk, officer: User, browse: Browse
) -> None:
    for other, field in (
        ({"severity": ""}, "severity"),
        ({"owner": elsewhere.posts["dcs"].pk}, "owner"),
        (day("happened_on", "12 3 2026"), "happened_on"),
        (day("due_on", "1 3 2026"), "due_on"),
    ):
        answer = browse(officer).post(f"{R1}happened/", typed(risk, **other))
        assert list(answer.context["form"].errors) == [field]
    assert not Issue.objects.of(risk.local_area).exists()


def test_an_officer_escalates_and_links_on_pages(
    place: Place, risk: Risk, action: Action, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    move = {"version": risk.version, "level": "icb", "reason": "Health must decide"}
    text = body(browser.post(f"{R1}escalate/", move, follow=True))
    assert "R1 is now with: Integrated care board." in text
    assert "Health must decide" in text
    text = body(browser.post(f"{R1}links/add/", {"to": f"Action-{action.pk}"}, follow=True))
    assert "R1 is linked to A1.1." in text
    page = body(browser.get("/exampleshire/actions/A1.1/"))
    assert "Plans are not written in time" in page
    text = body(
        browser.post(f"{R1}links/action/A1.1/remove/", {"reason": "Not any more"}, follow=True)
    )
    assert "R1 is no longer linked to A1.1." in text
    assert "Plans are not written in time" not in body(browser.get("/exampleshire/actions/A1.1/"))


def test_only_things_of_the_own_plan_are_offered_as_links(
    place: Place, elsewhere: Place, risk: Risk, officer: User, browse: Browse
) -> None:
    answer = browse(officer).post(
        f"{R1}links/add/", {"to": f"AreaOfWeakness-{elsewhere.areas[0].pk}"}
    )
    assert list(answer.context["form"].errors) == ["to"]
    assert not risk.links.exists()


def test_a_linked_area_lists_the_risk(
    place: Place, risk: Risk, officer: User, adviser: User, browse: Browse
) -> None:
    address = "/exampleshire/plan/areas/b/"
    assert "Plans are not written in time" not in body(browse(adviser).get(address))
    changes.link_risk(risk=risk, to=place.areas[1], by=officer)
    assert "Plans are not written in time" in body(browse(adviser).get(address))


def test_strangers_find_no_issue_and_advisers_change_none(
    issue: Issue, elsewhere: Place, stranger: User, adviser: User, browse: Browse
) -> None:
    assert browse(stranger).get(I1).status_code == 404
    text = body(browse(adviser).get(I1))
    assert "/edit/" not in text
    assert browse(adviser).get(f"{I1}edit/").status_code == 403


def test_a_past_day_has_no_issue_yet(
    risk: Risk, officer: User, browse: Browse, today: date
) -> None:

    april = NOW + timedelta(days=21)
    with clock.at(april):
        happen(risk, officer, april.date())
        text = body(browse(officer).get(f"{RISKS}?as-at=2026-03-11"))
        assert "Issues: risks that have happened" not in text
        assert browse(officer).get(f"{I1}?as-at=2026-03-11").status_code == 404
