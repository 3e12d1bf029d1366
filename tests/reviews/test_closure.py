"""Closing a regime is work: each action gets an ending, and nothing is left over."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import changes as plans
from plans.models import Action, Closure, Outcome
from plans.policies.work import check_accountable, check_due
from plans.queries.findings import findings
from plans.states import ClosureState, DispositionKind, EvidenceKind, RegimeKind, RegimeState
from reviews import changes as reviews
from reviews.returns import from_payload, to_payload
from reviews.returns.closing import ClosureReport, closure_report
from reviews.scheduled import compile_closure_report
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of, record
from sendtrack.publishing.models import Message
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.pages import Browse, body, day

CODE = "improvement-notice-2025"
PAGE = f"/exampleshire/regimes/{CODE}/closure/"
TODAY = date(2026, 3, 11)


@pytest.fixture
def strategy(place: Place, officer: User) -> Outcome:
    """An outcome of the strategy that goes on after the Notice."""
    other = plans.open_regime(
        area=place.area,
        kind=RegimeKind.STRATEGY,
        title="SEND strategy",
        issued_by="The partnership",
        issued_on=date(2026, 1, 5),
        by=officer,
    )
    area = plans.add_area(
        regime=other,
        ref="s",
        short_title="Inclusion",
        finding=place.areas[0].finding,
        by=officer,
    )
    return plans.add_outcome(area=area, statement="Children belong", by=officer)


@pytest.fixture
def actions(place: Place, officer: User) -> list[Action]:
    outcome = plans.add_outcome(area=place.areas[0], statement="Leaders know", by=officer)
    return [
        plans.add_action(
            outcome=outcome,
            title=f"Action {number}",
            success_criteria="",
            accountable=place.posts["officer"],
            start_on=None,
            due_on=date(2026, 6, 30),
            by=officer,
            on=TODAY,
        )
        for number in range(1, 5)
    ]


@pytest.fixture
def closure(place: Place, officer: User) -> Closure:
    return plans.begin_closure(regime=place.regime, by=officer)


def decide(
    closure: Closure, actions: list[Action], by: User, kind: str, words: str = "", **given: Outcome
) -> None:
    plans.dispose(
        closure=closure,
        actions=actions,
        kind=DispositionKind(kind),
        words=words,
        by=by,
        on=TODAY,
        **given,
    )


def prove(action: Action, by: User) -> None:
    """Evidence of two kinds, as for an impact that is embedded."""
    for kind in (EvidenceKind.DATA, EvidenceKind.PRACTICE):
        plans.add_evidence(
            area=action.area,
            action=action,
            kind=kind,
            title=kind.label,
            shows="It holds for three terms.",
            dated_on=TODAY,
            organisation=None,
            kept_at="Shared folder",
            by=by,
        )


def written(closure: Closure, by: User) -> Closure:
    closure.refresh_from_db()
    kept = plans.write_closure(
        closure=closure,
        progress="Plans are issued in time.",
        benefits="Families wait less.",
        learning="Begin with the families.",
        outstanding="The joint therapy contract.",
        risks_words="They go into the register of the strategy.",
        log_words="The partnership board takes them over.",
        version=closure.version,
        by=by,
    )
    document = closure.regime.document
    assert document is not None
    return plans.cite_closure(
        closure=kept,
        authority=plans.Authority("letter", "The Notice can be closed.", document),
        on=date(2026, 3, 9),
        version=kept.version,
        by=by,
    )


def compiled(closure: Closure, by: User) -> Closure:
    """Sent to the chair and compiled, without drawing the PDF."""
    asked = reviews.ask_for_closure(closure=written(closure, by), by=by)
    assert reviews.claim_closure(closure=asked, at=clock.now())
    report = closure_report(asked, TODAY, version=1, compiled_by=str(by))
    return reviews.keep_closure(closure=asked, report=report, html="<p>", pdf=b"%PDF-1.7")


def test_a_regime_with_an_action_left_over_goes_to_no_chair(
    closure: Closure, actions: list[Action], officer: User
) -> None:
    decide(closure, actions[:3], officer, "stopped", "No longer needed")
    with pytest.raises(Refusal, match=r"1 action is left over: A1\.4"):
        reviews.ask_for_closure(closure=written(closure, officer), by=officer)


def test_a_regime_with_an_action_left_over_is_closed_by_no_document(
    place: Place, actions: list[Action], officer: User
) -> None:
    with pytest.raises(Refusal, match=r"4 actions are left over: A1\.1, A1\.2, A1\.3, A1\.4"):
        plans.end_regime(
            regime=place.regime,
            how=RegimeState.CLOSED,
            citation=place.areas[0].finding,
            on=TODAY,
            by=officer,
            reason="It is over",
        )


def test_the_database_closes_no_regime_with_an_action_left_over(
    place: Place, actions: list[Action], officer: User
) -> None:
    regime = place.regime
    regime.state, regime.ended_by = RegimeState.CLOSED, place.areas[0].finding
    with transaction.atomic(), connection.cursor() as cursor:
        with record(actor=officer, reason="It is over"):
            regime.save()
        with pytest.raises(IntegrityError, match="nothing_is_left_over"):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def test_the_chair_closes_and_each_action_comes_to_its_end(
    place: Place,
    strategy: Outcome,
    closure: Closure,
    actions: list[Action],
    officer: User,
    chair: User,
) -> None:
    prove(actions[0], officer)
    decide(closure, actions[:1], officer, "embedded", "Audits of three terms")
    decide(closure, actions[1:2], officer, "watched", "The board looks at it each term")
    decide(closure, actions[2:3], officer, "moved", to_outcome=strategy)
    decide(closure, actions[3:], officer, "stopped", "Families asked for something else")
    waiting = compiled(closure, officer)
    moving = actions[2]
    moving.refresh_from_db()
    assert moving.area == place.areas[0]
    closed = reviews.approve_closure(closure=waiting, by=chair)
    assert closed.state == ClosureState.CLOSED
    place.regime.refresh_from_db()
    assert (place.regime.state, place.regime.ended_on) == (RegimeState.CLOSED, date(2026, 3, 9))
    moving.refresh_from_db()
    assert (moving.ref, moving.outcome, moving.area) == ("A1.3", strategy, strategy.area)
    assert changes_of(moving).count() == 2
    assert changes_of(moving)[0].history_user == chair
    strategy.area.regime.refresh_from_db()
    assert strategy.area.regime.leads
    assert closed.snapshot is not None
    report = from_payload(ClosureReport, closed.snapshot.payload)
    assert [(each.ending, each.number) for each in report.counts] == [
        ("Complete before the closure", 0),
        ("Delivered and embedded", 1),
        ("Delivered, keep watching", 1),
        ("Moved to another plan", 1),
        ("Stopped", 1),
    ]
    (moved,) = report.moved
    assert moved.moved_to == "SEND strategy, outcome S1: Children belong"


def test_its_author_does_not_approve_it(closure: Closure, officer: User) -> None:
    waiting = compiled(closure, officer)
    with pytest.raises(Refusal, match="somebody else must approve it"):
        reviews.approve_closure(closure=waiting, by=officer)


def test_an_action_added_since_keeps_the_regime_from_closing(
    place: Place, closure: Closure, officer: User, chair: User
) -> None:
    waiting = compiled(closure, officer)
    outcome = plans.add_outcome(area=place.areas[1], statement="Late", by=officer)
    plans.add_action(
        outcome=outcome,
        title="A late thought",
        success_criteria="",
        accountable=place.posts["officer"],
        start_on=None,
        due_on=date(2026, 6, 30),
        by=officer,
        on=TODAY,
    )
    with pytest.raises(Refusal, match=r"1 action is left over: B1\.1"):
        reviews.approve_closure(closure=waiting, by=chair)
    place.regime.refresh_from_db()
    assert place.regime.is_in_force


def test_what_was_sent_to_the_chair_is_changed_only_after_it_came_back(
    closure: Closure, officer: User, chair: User
) -> None:
    waiting = compiled(closure, officer)
    with pytest.raises(Refusal, match="The chair can send it back"):
        decide(waiting, [], officer, "stopped", "Why")
    back = reviews.send_closure_back(
        closure=waiting, because="Name the contract", by=chair, on=TODAY, version=waiting.version
    )
    assert (back.state, back.snapshot) == (ClosureState.WRITING, None)
    assert back.because == "Name the contract"


@pytest.mark.parametrize(("kind", "field"), [("stopped", "stopped_words"), ("moved", "to_outcome")])
def test_an_ending_says_why_or_where_to(
    closure: Closure, actions: list[Action], officer: User, kind: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        decide(closure, actions, officer, kind)
    assert refused.value.field == field


def test_an_action_moves_to_no_plan_of_the_same_regime(
    closure: Closure, actions: list[Action], officer: User
) -> None:
    own = actions[0].outcome
    assert own is not None
    with pytest.raises(Refusal, match="another plan that is in force"):
        decide(closure, actions, officer, "moved", to_outcome=own)


def test_two_people_do_not_overwrite_each_other_s_words(closure: Closure, officer: User) -> None:
    version = closure.version
    written(closure, officer)
    with pytest.raises(Stale):
        plans.write_closure(
            closure=closure,
            progress="Mine",
            benefits="",
            learning="",
            outstanding="",
            risks_words="",
            log_words="",
            version=version,
            by=officer,
        )


def test_a_regime_that_a_letter_superseded_is_closed_afterwards(
    place: Place, closure: Closure, actions: list[Action], officer: User, chair: User
) -> None:
    plans.end_regime(
        regime=place.regime,
        how=RegimeState.SUPERSEDED,
        citation=place.areas[0].finding,
        on=TODAY,
        by=officer,
        reason="The revisit",
    )
    decide(closure, actions, officer, "stopped", "The revisit ended it")
    fresh = Closure.objects.select_related("regime__document").get(pk=closure.pk)
    closed = reviews.approve_closure(closure=compiled(fresh, officer), by=chair)
    assert closed.state == ClosureState.CLOSED
    place.regime.refresh_from_db()
    assert place.regime.state == RegimeState.SUPERSEDED


def test_the_worker_draws_the_report_once(
    closure: Closure, actions: list[Action], officer: User
) -> None:
    decide(closure, actions, officer, "stopped", "No longer needed")
    asked = reviews.ask_for_closure(closure=written(closure, officer), by=officer)
    compile_closure_report(asked.pk)
    compile_closure_report(asked.pk)
    asked.refresh_from_db()
    assert asked.state == ClosureState.AWAITING_APPROVAL, asked.because
    assert asked.snapshot is not None
    (page, pdf) = asked.snapshot.renditions.order_by("format")
    assert bytes(pdf.content).startswith(b"%PDF-1.7")
    words = bytes(page.content).decode()
    assert "Begin with the families." in words
    assert "No longer needed" in words


def test_a_report_of_hostile_words_shows_them_as_words(
    closure: Closure, actions: list[Action], officer: User
) -> None:
    decide(closure, actions, officer, "stopped", "<script>alert(1)</script>")
    report = closure_report(closure, TODAY, version=1, compiled_by="Somebody")
    assert from_payload(ClosureReport, to_payload(report)) == report
    html = render_to_string("reviews/print/closure_report.html", {"report": report})
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_an_officer_closes_on_the_pages_and_the_chair_approves(
    place: Place,
    strategy: Outcome,
    actions: list[Action],
    officer: User,
    chair: User,
    browse: Browse,
) -> None:
    client = browse(officer)
    assert "Begin the closure" in body(client.get(PAGE))
    client.post(f"{PAGE}begin/")
    page = body(client.get(PAGE))
    assert "4 actions are left over" in page
    form = body(client.get(f"{PAGE}actions/"))
    assert form.count("checked") == 4
    told = {"actions": [action.pk for action in actions], "kind": "moved"}
    page = body(client.post(f"{PAGE}actions/", {**told, "to_outcome": strategy.pk}, follow=True))
    assert "4 actions: moved to another plan." in page
    assert "Left over: 0" in page
    begun = Closure.objects.get(regime=place.regime)
    texts = {"progress": "Done", "benefits": "Less waiting", "learning": "Begin early"}
    client.post(f"{PAGE}words/", {**texts, "version": begun.version})
    begun.refresh_from_db()
    assert place.regime.document is not None
    client.post(
        f"{PAGE}document/",
        {
            "document": place.regime.document.pk,
            "paragraph": "letter",
            "words": "It can be closed.",
            **day("on", "9 3 2026"),
            "version": begun.version,
        },
    )
    assert "Send it to the chair" in body(client.get(PAGE))
    client.post(f"{PAGE}ask/")
    assert client.get(PAGE)["Refresh"] == "5"
    waiting = Closure.objects.get(regime=place.regime)
    assert reviews.claim_closure(closure=waiting, at=clock.now())
    report = closure_report(waiting, TODAY, version=1, compiled_by="Officer")
    reviews.keep_closure(closure=waiting, report=report, html="<p>", pdf=b"%PDF-1.7")
    waiting.refresh_from_db()
    page = body(browse(chair).get(f"{PAGE}approve/"))
    assert "Moved to another plan: 4 actions" in page
    assert f"{PAGE}send-back/" in page
    answer = browse(chair).post(f"{PAGE}approve/", {"version": waiting.version}, follow=True)
    assert "Approved. The Improvement Notice is closed." in body(answer)
    page = body(client.get("/exampleshire/actions/A1.1/"))
    assert "Moved from" in page


def test_nobody_else_reads_the_report_before_the_chair_approved_it(
    closure: Closure, officer: User, chair: User, adviser: User, browse: Browse
) -> None:
    waiting = compiled(closure, officer)
    assert browse(adviser).get(f"{PAGE}pdf/").status_code == 404
    assert "Families wait less" not in body(browse(adviser).get(PAGE)).split("What is written")[0]
    assert browse(officer).get(f"{PAGE}pdf/").status_code == 200
    reviews.approve_closure(closure=waiting, by=chair)
    assert browse(adviser).get(f"{PAGE}pdf/").status_code == 200
    assert "Families wait less" in body(browse(adviser).get(PAGE))


def test_a_closure_of_another_area_is_not_there(
    closure: Closure, elsewhere: Place, stranger: User, browse: Browse
) -> None:
    assert browse(stranger).get(PAGE).status_code == 404
    assert browse(stranger).get(f"/elsewhere/regimes/{CODE}/closure/pdf/").status_code == 404


def test_the_page_asks_as_often_for_forty_actions_as_for_four(
    place: Place, closure: Closure, actions: list[Action], officer: User, browse: Browse
) -> None:
    client = browse(officer)
    decide(closure, actions, officer, "stopped", "No longer needed")
    few = _queries(client)
    more = [
        plans.add_action(
            outcome=actions[0].outcome,
            title=f"More {number}",
            success_criteria="",
            accountable=place.posts["officer"],
            start_on=None,
            due_on=date(2026, 6, 30),
            by=officer,
            on=TODAY,
        )
        for number in range(36)
    ]
    decide(closure, more, officer, "stopped", "No longer needed")
    assert _queries(client) == few


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).status_code == 200
    return len(asked)


def test_delivered_and_embedded_needs_evidence_and_not_words_alone(
    closure: Closure, actions: list[Action], officer: User
) -> None:
    prove(actions[0], officer)
    with pytest.raises(Refusal, match=r"A1\.2 needs evidence of at least two kinds") as told:
        decide(closure, actions[:2], officer, "embedded", "Everybody says so")
    assert told.value.field == "kind"
    assert not closure.dispositions.exists()
    decide(closure, actions[:1], officer, "embedded", "Audits of three terms")
    assert closure.dispositions.get().action == actions[0]


def test_what_somebody_else_decided_meanwhile_is_not_replaced_unread(
    place: Place,
    closure: Closure,
    actions: list[Action],
    officer: User,
    lead: User,
    browse: Browse,
) -> None:
    client = browse(officer)
    form = client.get(f"{PAGE}actions/").context["form"]
    decide(closure, actions[1:2], lead, "stopped", "Families asked for something else")
    told = {
        "actions": [action.pk for action in actions[:2]],
        "kind": "watched",
        "watched_words": "The board looks at it",
        "seen": form.initial["seen"],
    }
    late = client.post(f"{PAGE}actions/", told)
    assert "Somebody has decided since you opened this page: A1.2, stopped" in body(late)
    assert closure.dispositions.get().kind == "stopped"
    told["seen"] = late.context["form"]["seen"].value()
    client.post(f"{PAGE}actions/", told)
    assert [row.kind for row in closure.dispositions.all()] == ["watched", "watched"]


def test_the_chair_is_told_of_each_version_and_the_lead_of_what_must_change(
    closure: Closure, actions: list[Action], officer: User, lead: User, chair: User
) -> None:
    decide(closure, actions, officer, "stopped", "No longer needed")
    waiting = compiled(closure, officer)
    asked = Message.objects.get(key__endswith="to-approve")
    assert asked.subject == "To approve: closure report of the Improvement Notice"
    assert [each.recipient for each in asked.deliveries.all()] == [chair.email]
    assert PAGE in bytes(asked.mime).decode()
    reviews.send_closure_back(
        closure=waiting,
        because="Say what families say",
        by=chair,
        on=TODAY,
        version=waiting.version,
    )
    back = Message.objects.get(key__endswith="sent-back")
    assert [each.recipient for each in back.deliveries.all()] == [lead.email]
    assert "Say what families say" in bytes(back.mime).decode()


def test_the_report_says_which_areas_carry_on_those_that_are_closed(
    place: Place, closure: Closure, strategy: Outcome, officer: User
) -> None:
    plans.add_area(
        regime=strategy.area.regime,
        ref="t",
        short_title="Waiting",
        finding=place.areas[0].finding,
        derived_from=[place.areas[0]],
        by=officer,
    )
    report = closure_report(closure, TODAY, version=1, compiled_by="Somebody")
    went = {area.ref: area.went for area in report.areas}
    assert went["a"] == "SEND strategy, area (t) Waiting"
    assert went["b"] == ""


def test_nothing_is_overdue_under_a_regime_that_has_ended(
    place: Place,
    closure: Closure,
    actions: list[Action],
    officer: User,
    chair: User,
    browse: Browse,
) -> None:
    decide(closure, actions, officer, "watched", "The board looks at it each term")
    reviews.approve_closure(closure=compiled(closure, officer), by=chair)
    page = f"/exampleshire/regimes/{CODE}/areas/a/"
    with clock.at(datetime(2026, 9, 1, 10, tzinfo=UTC)):
        text = body(browse(officer).get(page))
    assert "overdue" not in text
    assert "nothing said since" not in text
    assert f'<a href="{PAGE}">What became of its actions</a>' in text
    assert "Split this area" not in text


def test_forms_say_at_opening_that_the_closure_waits_for_the_chair(
    closure: Closure, actions: list[Action], officer: User, chair: User, browse: Browse
) -> None:
    decide(closure, actions, officer, "stopped", "No longer needed")
    early = browse(chair).get(f"{PAGE}approve/", follow=True)
    assert "The closure is being written. You are told by email" in body(early)
    waiting = compiled(closure, officer)
    for form in ("actions", "words", "document"):
        answer = browse(officer).get(f"{PAGE}{form}/", follow=True)
        assert answer.redirect_chain == [(PAGE, 302)]
        assert "waiting for the chair&#x27;s approval, so nothing of it can be changed" in body(
            answer
        )
    sent = {"version": waiting.version, "progress": "Other words", "benefits": "b", "learning": "l"}
    refused = browse(officer).post(f"{PAGE}words/", sent)
    assert refused.status_code == 200
    assert "The chair can send it back" in body(refused)
    assert "Other words" in body(refused)
    assert browse(chair).get(f"{PAGE}approve/").status_code == 200


def test_the_chair_is_told_at_opening_that_a_report_is_being_compiled_or_done(
    closure: Closure, actions: list[Action], officer: User, chair: User, browse: Browse
) -> None:
    decide(closure, actions, officer, "stopped", "No longer needed")
    reviews.ask_for_closure(closure=written(closure, officer), by=officer)
    for form in ("approve", "send-back"):
        page = body(browse(chair).get(f"{PAGE}{form}/", follow=True))
        assert "The report is being compiled. You can decide as soon as" in page


def test_a_stopped_action_is_not_called_complete_in_the_findings_and_a_delivered_one_is(
    place: Place, closure: Closure, actions: list[Action], officer: User, chair: User
) -> None:
    decide(closure, actions[:3], officer, "stopped", "No longer needed")
    decide(closure, actions[3:], officer, "watched", "The partnership board watches it")
    assert findings(place.regime, TODAY, may_see_restricted=False)[0].complete == []
    reviews.approve_closure(closure=compiled(closure, officer), by=chair)
    row = findings(place.regime, TODAY, may_see_restricted=False)[0]
    assert row.shown == [(actions[3], "delivered, keep watching")]
    assert row.told == [(action, "stopped") for action in actions[:3]]
    assert not any("not complete" in words for words in row.lacks)


def test_what_the_closure_says_of_actions_counts_already_in_its_own_report(
    closure: Closure, actions: list[Action], officer: User
) -> None:
    decide(closure, actions, officer, "watched", "The partnership board watches it")
    waiting = compiled(closure, officer)
    assert waiting.snapshot is not None
    report = from_payload(ClosureReport, waiting.snapshot.payload)
    assert report.findings[0].done == "Actions: 4 of 4 complete"


def test_the_report_freezes_each_finding_and_older_ones_read_without(
    closure: Closure, actions: list[Action], officer: User
) -> None:
    decide(closure, actions, officer, "stopped", "No longer needed")
    waiting = compiled(closure, officer)
    assert waiting.snapshot is not None
    payload = waiting.snapshot.payload
    report = from_payload(ClosureReport, payload)
    assert [row.ref for row in report.findings] == list("abcdef")
    assert "Nobody outside has judged it as addressed" in report.findings[0].lacks
    assert report.findings[0].done == "Actions: 0 of 4 complete"
    html = render_to_string("reviews/print/closure_report.html", {"report": report})
    assert "Annex: findings, one by one" in html
    older = from_payload(ClosureReport, {**payload, "findings": []})
    assert older.findings == ()
    del payload["findings"]
    assert from_payload(ClosureReport, payload).findings == ()
    html = render_to_string("reviews/print/closure_report.html", {"report": older})
    assert "Annex: findings" not in html


def test_where_no_outcome_can_take_actions_over_the_page_leads_to_adding_one(
    place: Place, closure: Closure, actions: list[Action], officer: User, browse: Browse
) -> None:
    desk = browse(officer)
    page = body(desk.get(f"{PAGE}actions/"))
    assert "No other plan is in force, so no action can be moved." in page
    other = plans.open_regime(
        area=place.area,
        kind=RegimeKind.STRATEGY,
        title="SEND strategy",
        issued_by="The partnership",
        issued_on=date(2026, 1, 5),
        by=officer,
    )
    finding = place.areas[0].finding
    area = plans.add_area(
        regime=other, ref="s", short_title="Inclusion", finding=finding, by=officer
    )
    add = f"/exampleshire/regimes/{other.code}/areas/s/outcomes/add/"
    page = body(desk.get(f"{PAGE}actions/"))
    assert "No other plan in force has an outcome yet" in page
    assert add in page
    assert add in body(desk.get(f"/exampleshire/regimes/{other.code}/areas/s/"))
    page = body(desk.post(add, {"statement": "Children belong"}, follow=True))
    assert "Outcome S1 added." in page
    assert area.outcomes.count() == 1
    page = body(desk.get(f"{PAGE}actions/"))
    assert "Children belong" in page
    assert add not in page


def test_an_area_of_a_regime_that_has_ended_takes_no_outcome(
    place: Place, strategy: Outcome, officer: User, browse: Browse
) -> None:
    plans.end_regime(
        regime=place.regime,
        how=RegimeState.CLOSED,
        citation=place.areas[0].finding,
        on=TODAY,
        by=officer,
        reason="It is over",
    )
    add = f"/exampleshire/regimes/{CODE}/areas/a/outcomes/add/"
    desk = browse(officer)
    assert desk.get(add).status_code == 404
    assert add not in body(desk.get(f"/exampleshire/regimes/{CODE}/areas/a/"))


def test_the_steps_of_a_closure_stand_at_the_top_with_what_is_next(
    place: Place, closure: Closure, actions: list[Action], officer: User, browse: Browse
) -> None:
    desk = browse(officer)
    top = body(desk.get(PAGE)).partition("What becomes of each action")[0]
    assert f'<a class="govuk-link" href="{PAGE}actions/">' in top
    assert "4 left over" in top
    assert "0 of 3 written" in top
    decide(closure, actions, officer, "stopped", "No longer needed")
    written(closure, officer)
    top = body(desk.get(PAGE)).partition("What becomes of each action")[0]
    assert top.count(": done") == 3
    assert "All is there: send it to the chair" in top


def test_an_area_that_nobody_monitors_is_not_said_to_be_monitored(
    place: Place, strategy: Outcome, officer: User, browse: Browse
) -> None:
    assert place.areas[0].monitoring == "In formal monitoring"
    assert strategy.area.monitoring == "Not in formal monitoring"
    page = body(browse(officer).get(f"/exampleshire/regimes/{strategy.area.regime.code}/"))
    assert "Not in formal monitoring" in page
    dropped = place.areas[1]
    dropped.ended_how, dropped.ended_on = "dropped", TODAY
    assert dropped.monitoring == "Dropped"


def test_the_words_of_the_notice_are_quoted_only_where_a_notice_asks(
    place: Place, strategy: Outcome
) -> None:
    for regime, is_quoted in ((place.regime, True), (strategy.area.regime, False)):
        for ask in (check_accountable, check_due):
            with pytest.raises(Refusal) as told:
                ask(None, regime=regime)
            assert ("4(b)" in told.value.sentence) is is_quoted
