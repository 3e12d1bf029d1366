"""Who may do what, address by address. The one list; every named route stands in it once.

A row says who may read (`get`) and who may write (`post`); NOBODY means that the route doesn't
know the method. `sample` names the function below that makes the row that the address is about
and returns the rest of its keywords; routes of an area get `area` by themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from boards import changes as boards
from boards.models import Meeting, ReportingLine
from boards.models.view import HeardHow
from boards.states import BodyKind, SeatKind
from plans import changes as plans
from plans.models import (
    Action,
    AreaOfWeakness,
    Closure,
    Evidence,
    Measure,
    Outcome,
    PublishedFile,
    Regime,
    Risk,
    Target,
    VoiceEntry,
)
from plans.models.audit import AuditTool
from plans.models.planned import SourceMethod
from plans.policies.audits import Judgement
from plans.states import (
    EvidenceKind,
    Priority,
    RegimeKind,
    RegimeState,
    SlowKind,
    Status,
    VoiceGroup,
)
from reviews import changes as reviews
from reviews.models import Return, Review
from reviews.returns import progress_report
from reviews.returns.closing import closure_report
from reviews.starting import template_of
from reviews.states import ReviewKind
from sendtrack import clock
from sendtrack.accounts import changes as accounts
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.people import changes as people
from sendtrack.periods import month_of
from sendtrack.sources import changes as sources
from sendtrack.sources.models import FactKind
from tests.conftest import ISSUED_ON, Place

Who = frozenset[Role]

NOBODY: Who = frozenset()
EVERYBODY: Who = frozenset(Role)
OFFICERS: Who = frozenset({Role.OFFICER, Role.LEAD})
UPDATERS: Who = OFFICERS | {Role.PARTNER}
BOARD: Who = OFFICERS | {Role.CHAIR}
LEAD: Who = frozenset({Role.LEAD})
CHAIR: Who = frozenset({Role.CHAIR})
CONFIRMERS: Who = LEAD | CHAIR
MANAGERS: Who = frozenset({Role.LEAD, Role.ADMINISTRATOR})
ADMINISTRATOR: Who = frozenset({Role.ADMINISTRATOR})

Sample = Callable[[Place, User], dict[str, Any]]


def nothing(place: Place, by: User) -> dict[str, Any]:
    return {}


def csv(place: Place, by: User) -> dict[str, Any]:
    return {"form": "csv"}


def tracker_import(place: Place, by: User) -> dict[str, Any]:
    """One with headings of its own, so that every page of it has something to ask."""
    rows = b"Action,Lead,Due date,RAG\nAsk families,DCO,30/6/2026,Green\n"
    made = plans.bring_tracker(
        area=place.area,
        upload=SimpleUploadedFile("tracker.csv", rows),
        described_on=None,
        by=by,
        on=date(2026, 3, 11),
    )
    return {"number": made.number}


def area_of_weakness(place: Place, by: User) -> dict[str, Any]:
    return {"ref": "a"}


def regime(place: Place, by: User) -> dict[str, Any]:
    return {"code": place.regime.code}


def closure(place: Place, by: User) -> dict[str, Any]:
    plans.begin_closure(regime=place.regime, by=by)
    return {"code": place.regime.code}


def make_closure_to_approve(place: Place, by: User) -> Closure:
    begun = plans.begin_closure(regime=place.regime, by=by)
    written = plans.write_closure(
        closure=begun,
        progress="Much was done.",
        benefits="Families wait less.",
        learning="Begin with the families.",
        outstanding="",
        risks_words="",
        log_words="",
        version=begun.version,
        by=by,
    )
    assert place.regime.document is not None
    cited = plans.cite_closure(
        closure=written,
        authority=plans.Authority("last page", "The Notice ends.", place.regime.document),
        on=date(2026, 3, 9),
        version=written.version,
        by=by,
    )
    asked = reviews.ask_for_closure(closure=cited, by=by)
    assert reviews.claim_closure(closure=asked, at=clock.now())
    report = closure_report(asked, date(2026, 3, 11), version=1, compiled_by="Somebody")
    return reviews.keep_closure(closure=asked, report=report, html="<p>", pdf=b"%PDF-1.7")


def closure_to_approve(place: Place, by: User) -> dict[str, Any]:
    make_closure_to_approve(place, by)
    return {"code": place.regime.code}


def closure_approved(place: Place, by: User) -> dict[str, Any]:
    waiting = make_closure_to_approve(place, by)
    somebody = accounts.open_account(email="second.person@example.org", name="Second person")
    reviews.approve_closure(closure=waiting, by=somebody)
    return {"code": place.regime.code}


def shipped_template(place: Place, by: User) -> dict[str, Any]:
    """A template belongs to no area: it is shipped, and there for every one."""
    return {"key": "strategy"}


def own_template(place: Place, by: User) -> dict[str, Any]:
    shipped = template_of("strategy")
    assert shipped is not None
    made = reviews.copy_template(area=place.area, template=shipped, name="Our strategy", by=by)
    return {"code": made.code}


def plan_being_drafted(place: Place, by: User) -> dict[str, Any]:
    made = plans.open_regime(
        area=place.area,
        kind=RegimeKind.ACCELERATED_PLAN,
        title="Accelerated Progress Plan",
        issued_by="Department for Education",
        issued_on=date(2026, 1, 5),
        state=RegimeState.DRAFTING,
        by=by,
    )
    return {"code": made.code}


def area_of_a_regime(place: Place, by: User) -> dict[str, Any]:
    """One that the plan which is being drafted carries on."""
    code = plan_being_drafted(place, by)["code"]
    origin = place.areas[0]
    plans.add_area(
        regime=Regime.objects.get(code=code, local_area=place.area),
        ref="1",
        short_title="Carried on",
        finding=origin.finding,
        derived_from=[origin],
        by=by,
    )
    return {"code": code, "ref": "1"}


def source_document(place: Place, by: User) -> dict[str, Any]:
    return {"code": "notice"}


def make_outcome(place: Place, by: User) -> Outcome:
    return plans.add_outcome(area=place.areas[0], statement="Leaders know", by=by)


def outcome(place: Place, by: User) -> dict[str, Any]:
    return {"ref": make_outcome(place, by).ref}


def target(place: Place, by: User) -> dict[str, Any]:
    made = plans.set_target(
        outcome=make_outcome(place, by),
        horizon_months=6,
        statement="More plans in time",
        unit="%",
        baseline=Decimal(42),
        value=Decimal(66),
        by=by,
    )
    return {"ref": made.outcome.ref, "months": made.horizon_months}


def counted_target(place: Place, by: User) -> dict[str, Any]:
    address = target(place, by)
    found = Target.objects.get(
        local_area=place.area, outcome__number=int(address["ref"][1:]), horizon_months=6
    )
    plans.count_target(
        target=found,
        version=found.version,
        measure=Measure.objects.get(local_area=place.area, ref=measure(place, by)["ref"]),
        by=by,
        reason="They count the same",
    )
    return address


def target_of_a_regime(place: Place, by: User) -> dict[str, Any]:
    """One of a plan that is being drafted, and does not lead."""
    address = area_of_a_regime(place, by)
    weakness = AreaOfWeakness.objects.get(
        local_area=place.area, regime__code=address["code"], ref=address["ref"]
    )
    made = plans.set_target(
        outcome=plans.add_outcome(area=weakness, statement="Leaders know", by=by),
        horizon_months=6,
        statement="More plans in time",
        unit="%",
        baseline=Decimal(42),
        value=Decimal(66),
        by=by,
    )
    return {"code": address["code"], "ref": made.outcome.ref, "months": 6}


def clause_of_a_regime(place: Place, by: User) -> dict[str, Any]:
    code = plan_being_drafted(place, by)["code"]
    reviews.add_clause(
        regime=Regime.objects.get(code=code, local_area=place.area),
        citation=place.areas[0].finding,
        paragraph="1",
        title="Deliver the plan",
        kind="no-duty",
        by=by,
    )
    return {"code": code, "paragraph": "1"}


def make_evidence(place: Place, by: User) -> Evidence:
    upload = SimpleUploadedFile("audit.txt", b"16 of 20 plans were good or better.")
    return plans.add_evidence(
        area=place.areas[0],
        action=None,
        kind=EvidenceKind.PRACTICE,
        title="Audit of 20 plans",
        shows="16 of 20 plans were good or better.",
        dated_on=ISSUED_ON,
        organisation=None,
        kept_at="",
        upload=upload,
        by=by,
    )


def evidence(place: Place, by: User) -> dict[str, Any]:
    return {"ref": make_evidence(place, by).ref}


def evidence_link(place: Place, by: User) -> dict[str, Any]:
    made = plans.link_evidence(evidence=make_evidence(place, by), to=place.areas[1], by=by)
    return {"ref": made.evidence.ref, "link": made.pk}


def voice(place: Place, by: User) -> dict[str, Any]:
    made = plans.add_voice(
        regime=place.regime,
        area=None,
        group=VoiceGroup.PARENTS,
        heard_on=ISSUED_ON,
        how="Forum",
        said="Letters are hard to read.",
        changed="",
        by=by,
    )
    return {"ref": made.ref}


def action_of_the_partner(place: Place, by: User) -> dict[str, Any]:
    """One that every role that may update anything may update."""
    made = plans.add_action(
        outcome=make_outcome(place, by),
        title="Ask families",
        success_criteria="",
        accountable=place.posts["partner"],
        start_on=None,
        due_on=date(2026, 6, 30),
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": made.ref}


def make_finished_action(place: Place, by: User, priority: Priority) -> Action:
    """Said to be complete by somebody who has no role."""
    ref = action_of_the_partner(place, by)["ref"]
    made = Action.objects.of(place.area).get(ref=ref)
    made = plans.edit_action(
        action=made,
        version=made.version,
        title=made.title,
        success_criteria="",
        accountable=made.accountable,
        priority=priority,
        by=by,
        reason="Much hangs on it",
    )
    plans.add_evidence(
        area=made.area,
        action=made,
        kind=EvidenceKind.DATA,
        title="Survey",
        shows="Families were asked.",
        dated_on=date(2026, 3, 2),
        organisation=None,
        kept_at="Shared folder",
        by=by,
    )
    said = plans.update_action(
        action=made,
        version=made.version,
        by=by,
        on=date(2026, 3, 11),
        status=Status.COMPLETE,
        happened="We asked 60 families",
        difference="",
        next_step="",
        reason="",
        help_wanted="",
    )
    return said.action


def action_to_confirm(place: Place, by: User) -> dict[str, Any]:
    return {"ref": make_finished_action(place, by, Priority.MUST).ref}


def complete_action(place: Place, by: User) -> dict[str, Any]:
    return {"ref": make_finished_action(place, by, Priority.SHOULD).ref}


def request_to_the_icb(place: Place, by: User) -> dict[str, Any]:
    made = plans.ask_contribution(
        regime=place.regime,
        organisation=place.icb,
        what="Confirm the budget for two therapists",
        due_on=date(2026, 4, 1),
        asked_at="Board of 4 March 2026",
        by=by,
        on=date(2026, 3, 11),
    )
    return {"number": made.number}


def dependency(place: Place, by: User) -> dict[str, Any]:
    needs = Action.objects.of(place.area).get(ref=action_of_the_partner(place, by)["ref"])
    ref = action_of_the_partner(place, by)["ref"]
    action = Action.objects.of(place.area).get(ref=ref)
    plans.add_dependency(action=action, needs=needs, why="A contract", by=by)
    return {"ref": ref, "needs": needs.ref}


def stepped_down(place: Place, by: User) -> dict[str, Any]:
    area = place.areas[0]
    plans.step_down_area(area=area, authority=area.finding, by=by, on=date(2026, 3, 4))
    return {"ref": area.ref}


def assured(place: Place, by: User) -> dict[str, Any]:
    kwargs = stepped_down(place, by)
    plans.plan_assurance(
        area=place.areas[0],
        version=0,
        owner=place.posts["dcs"],
        looks_at="The staff survey",
        every_months=3,
        first_due_on=date(2026, 6, 4),
        by=by,
        reason="The letter asks for it",
    )
    return kwargs


def planned_source(place: Place, by: User) -> dict[str, Any]:
    made = plans.plan_source(
        area=place.areas[0],
        method=SourceMethod.SURVEY,
        what="What families say of reviews",
        tells="Whether they feel heard",
        outcome=None,
        owner=place.posts["partner"],
        every_months=3,
        next_due_on=date(2026, 6, 4),
        by=by,
    )
    return {"ref": made.ref}


def audits(place: Place, by: User) -> dict[str, Any]:
    made = plans.start_audits(
        local_area=place.area,
        name="Audit of EHC plans",
        subject="plans",
        lead=place.posts["partner"],
        partners=[place.icb],
        area=place.areas[0],
        outcome=None,
        action=None,
        sampling="By chance",
        moderation="One in five is read twice",
        every_months=3,
        planned_sample=20,
        tool="Plan audit",
        edition="version 1",
        grades=["Good", "Not good"],
        good=1,
        criteria=["health"],
        planned_on=date(2026, 3, 9),
        by=by,
        on=clock.today(),
    )
    return {"ref": made.ref}


def audits_csv(place: Place, by: User) -> dict[str, Any]:
    return {**audits(place, by), "form": "csv"}


def audit_round(place: Place, by: User) -> dict[str, Any]:
    return {**audits(place, by), "number": 1}


def audit_feed(place: Place, by: User) -> dict[str, Any]:
    kwargs = audits(place, by)
    tool = AuditTool.objects.get(programme__ref=kwargs["ref"])
    counted = Measure.objects.of(place.area).get(ref=measure(place, by)["ref"])
    plans.count_audits(tool=tool, counts="overall", measure=counted, by=by)
    return {**kwargs, "measure": counted.ref}


def round_to_enter(place: Place, by: User) -> dict[str, Any]:
    """A round that was done before a measure counted it."""
    kwargs = audits(place, by)
    tool = AuditTool.objects.get(programme__ref=kwargs["ref"])
    row = tool.programme.rounds.get()
    done = clock.today()
    plans.record_round(
        row=row,
        version=row.version,
        tool=tool,
        done_on=done,
        drawn_from=done - timedelta(days=90),
        drawn_to=done,
        population=None,
        sample=20,
        moderated=0,
        moderators=[],
        grades=[12, 8],
        judged={"health": Judgement(20, 0, 0, 0)},
        learnt="",
        doing="",
        actions=[],
        by=by,
        on=done,
    )
    counted = Measure.objects.of(place.area).get(ref=measure(place, by)["ref"])
    plans.count_audits(tool=tool, counts="overall", measure=counted, by=by)
    return {**kwargs, "number": 1, "measure": counted.ref}


def success_criterion(place: Place, by: User) -> dict[str, Any]:
    made = plans.add_criterion(area=place.areas[0], words="Families are heard", by=by)
    return {"ref": made.ref}


def contributor(place: Place, by: User) -> dict[str, Any]:
    kwargs = action_of_the_partner(place, by)
    action = Action.objects.of(place.area).get(ref=kwargs["ref"])
    plans.add_contributor(
        action=action, organisation=place.council, what="Rooms in two schools", by=by
    )
    return {**kwargs, "organisation": place.council.pk}


def target_to_move(place: Place, by: User) -> dict[str, Any]:
    kwargs = target(place, by)
    row = Target.objects.of(place.area).get(horizon_months=kwargs["months"])
    plans.ask_rebaseline(
        target=row,
        version=row.version,
        value=Decimal(60),
        due_on=row.due_on.replace(year=2027),
        reason="Posts are vacant",
        by=by,
        on=date(2026, 3, 11),
    )
    return kwargs


def slow_rule(place: Place, by: User) -> dict[str, Any]:
    plans.set_slow_rule(
        area=place.area,
        kind=SlowKind.OVERDUE,
        version=0,
        is_on=True,
        limit=7,
        by=by,
        reason="A week is no trouble",
    )
    return {"kind": "overdue"}


def figure_import(place: Place, by: User) -> dict[str, Any]:
    """Brought in by an officer."""
    measure(place, by)
    row = plans.paste_figures(
        area=place.area,
        rows="M1\tJan 2026\t23\t44",
        source="Case system",
        source_on=date(2026, 2, 9),
        by=by,
        on=date(2026, 3, 11),
    )
    return {"number": row.number}


def measure(place: Place, by: User) -> dict[str, Any]:
    """One whose figures the partner's own organisation supplies."""
    made = plans.add_measure(
        area=place.area,
        name="New plans within 20 weeks",
        owner=place.posts["officer"],
        supplier=place.posts["partner"].organisation,
        areas=[place.areas[0]],
        from_on=date(2025, 10, 1),
        numerator="New plans issued within 20 weeks",
        denominator="All new plans",
        unit="percent",
        multiplier=100,
        decimals=1,
        polarity="high",
        cohort="ehcp",
        geography="maintaining",
        period_type="month",
        source="local",
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": made.ref}


PUBLISHED = (
    b"time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    b"region_name,new_la_code,old_la_code,la_name,share\r\n"
    b"2024,Calendar year,National,E92000001,England,,,,,,46.4\r\n"
    b"2024,Calendar year,Regional,E92000001,England,E12000009,South West,,,,40\r\n"
    b"2024,Calendar year,Local authority,E92000001,England,E12000009,South West,E06000066,933,"
    b"Somerset,33.5\r\n"
)


def published_file(place: Place, by: User) -> dict[str, Any]:
    """One that was read, in an area that has said who it is."""
    plans.say_council(area=place.area, number="802", by=by, reason="It is ours")
    plans.choose_neighbours(
        area=place.area,
        from_on=date(2025, 5, 1),
        source="Department for Education",
        members=["933"],
        by=by,
        on=date(2026, 3, 11),
    )
    made = plans.bring_published(
        area=place.area,
        upload=SimpleUploadedFile("timeliness.csv", PUBLISHED),
        publication="Education, health and care plans",
        title="timeliness",
        released_on=date(2025, 6, 26),
        by=by,
        on=date(2026, 3, 11),
    )
    return {"number": made.number}


def to_compare(place: Place, by: User) -> dict[str, Any]:
    return {**measure(place, by), **published_file(place, by)}


def comparison(place: Place, by: User) -> dict[str, Any]:
    sample = to_compare(place, by)
    plans.compare_with(
        measure=Measure.objects.get(local_area=place.area, ref=sample["ref"]),
        file=PublishedFile.objects.get(local_area=place.area, number=sample["number"]),
        indicator="share",
        filters={},
        counted_by="calendar_year",
        cohort="ehcp",
        geography="maintaining",
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": sample["ref"]}


def measure_csv(place: Place, by: User) -> dict[str, Any]:
    return {**measure(place, by), "form": "csv"}


def comparison_csv(place: Place, by: User) -> dict[str, Any]:
    return {**comparison(place, by), "form": "csv"}


def reading(place: Place, by: User) -> dict[str, Any]:
    found = Measure.objects.get(local_area=place.area, ref=measure(place, by)["ref"])
    entered = plans.enter_reading(
        measure=found,
        period=month_of(date(2026, 1, 1)),
        numerator=Decimal(23),
        denominator=Decimal(44),
        finality="provisional",
        source="Case system",
        source_on=date(2026, 2, 9),
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": found.ref, "ends": entered.period_end}


def audience(place: Place, by: User) -> dict[str, Any]:
    return {"audience": "board"}


def waiver(place: Place, by: User) -> dict[str, Any]:
    """Asked for by the officer of the tests, so that lead and chair may grant it."""
    ref = reading(place, by)["ref"]
    made = plans.ask_waiver(
        measure=Measure.objects.get(local_area=place.area, ref=ref),
        audience="board",
        from_on=date(2026, 3, 11),
        until_on=date(2026, 4, 30),
        because="Agreed with the Caldicott guardian",
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": ref, "number": made.number}


def rebase(place: Place, by: User) -> dict[str, Any]:
    ref = reading(place, by)["ref"]
    found = Measure.objects.get(local_area=place.area, ref=ref)
    made = plans.rebase(
        measure=found,
        version=found.version,
        starts_on=date(2026, 1, 1),
        because="A second team began",
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": ref, "starts": made.starts_on}


def point(place: Place, by: User) -> dict[str, Any]:
    ref = measure(place, by)["ref"]
    made = plans.set_point(
        measure=Measure.objects.get(local_area=place.area, ref=ref),
        by_on=date(2026, 9, 9),
        value=Decimal(70),
        tolerance=Decimal(3),
        source="Improvement board",
        by=by,
        reason="Agreed",
    )
    return {"ref": ref, "by_on": made.by_on}


def risk(place: Place, by: User) -> dict[str, Any]:
    made = plans.raise_risk(
        regime=place.regime,
        area=place.areas[0],
        cause="Two posts are vacant",
        event="Plans are late",
        effect="Children wait",
        owner=place.posts["dcs"],
        controls="Agency staff",
        likelihood_before=4,
        impact_before=4,
        likelihood=3,
        impact=4,
        next_review_on=date(2026, 4, 30),
        by=by,
        on=date(2026, 3, 4),
    )
    return {"ref": made.ref}


def open_risk(place: Place, by: User) -> dict[str, Any]:
    risk(place, by)
    return regime(place, by)


def link(place: Place, by: User) -> dict[str, Any]:
    made = risk(place, by)
    found = Risk.objects.get(local_area=place.area, ref=made["ref"])
    plans.link_risk(risk=found, to=place.areas[1], by=by)
    return {**made, "kind": "area", "to": "b"}


def issue(place: Place, by: User) -> dict[str, Any]:
    found = Risk.objects.get(local_area=place.area, ref=risk(place, by)["ref"])
    made = plans.turn_into_issue(
        risk=found,
        version=found.version,
        what="Plans were late",
        happened_on=date(2026, 3, 4),
        severity=4,
        priority="now",
        plan="Agency staff",
        owner=place.posts["dcs"],
        due_on=date(2026, 5, 1),
        by=by,
        on=date(2026, 3, 4),
    )
    return {"ref": made.ref}


def control(place: Place, by: User) -> dict[str, Any]:
    """The first one, in the words with which the risk is raised."""
    return {**risk(place, by), "number": 1}


def make_meeting(place: Place, by: User) -> Meeting:
    body = boards.set_up_board(regime=place.regime, name="Improvement board", by=by)
    return boards.plan_meeting(
        body=body,
        meets_on=date(2026, 3, 4),
        starts_at=time(14),
        ends_at=time(16),
        place="Town Hall",
        by=by,
    )


def make_held_meeting(place: Place, by: User) -> Meeting:
    meeting = make_meeting(place, by)
    return boards.record_meeting(
        meeting=meeting,
        version=meeting.version,
        attendance={},
        summary="",
        by=by,
        on=meeting.meets_on,
    )


def board(place: Place, by: User) -> dict[str, Any]:
    make_meeting(place, by)
    return {}


def board_seat(place: Place, by: User) -> dict[str, Any]:
    body = make_meeting(place, by).body
    seat = boards.seat(body=body, kind=SeatKind.CHAIR, post=place.posts["chair"], by=by)
    return {"pk": seat.pk}


def make_line(place: Place, by: User) -> ReportingLine:
    """The group of the plan will report to the improvement board."""
    group = boards.add_body(
        area=place.area,
        name="Delivery group",
        kind=BodyKind.DELIVERY,
        by=by,
        on=date(2026, 3, 4),
    )
    return boards.draw_line(
        body=group, to=make_meeting(place, by).body, announced=True, by=by, on=date(2026, 3, 4)
    )


def governing_body(place: Place, by: User) -> dict[str, Any]:
    return {"number": make_line(place, by).body_id}


def drafted_terms(place: Place, by: User) -> dict[str, Any]:
    body = make_line(place, by).body
    terms = boards.draft_terms(body=body, text="It delivers.", responsibilities="", by=by)
    return {"number": terms.pk}


def agenda_item(place: Place, by: User) -> dict[str, Any]:
    item = boards.add_agenda_item(meeting=make_meeting(place, by), title="The plan", by=by)
    return {"meets_on": item.meeting.meets_on, "number": item.number}


def announced_line(place: Place, by: User) -> dict[str, Any]:
    return {"number": make_line(place, by).pk}


def board_meeting(place: Place, by: User) -> dict[str, Any]:
    return {"meets_on": make_meeting(place, by).meets_on}


def held_meeting(place: Place, by: User) -> dict[str, Any]:
    return {"meets_on": make_held_meeting(place, by).meets_on}


def decision(place: Place, by: User) -> dict[str, Any]:
    meeting = make_held_meeting(place, by)
    made = boards.decide(meeting=meeting, words="Fund two posts", because="", by=by)
    return {"meets_on": meeting.meets_on, "number": made.number}


def view_at_a_meeting(place: Place, by: User) -> dict[str, Any]:
    heard = VoiceEntry.objects.get(local_area=place.area, ref=voice(place, by)["ref"])
    meeting = make_held_meeting(place, by)
    boards.bring_views(meeting=meeting, voices=[heard], how=HeardHow.BROUGHT, by=by)
    return {"meets_on": meeting.meets_on, "ref": heard.ref}


def log_item(place: Place, by: User) -> dict[str, Any]:
    made = boards.add_log_item(
        meeting=make_held_meeting(place, by),
        what="Write to schools",
        accountable=place.posts["lead"],
        due_on=date(2026, 4, 1),
        by=by,
    )
    return {"ref": made.ref}


def somebodys_access(place: Place, by: User) -> dict[str, Any]:
    user = accounts.open_account(email="somebody@exampleshire.example", name="Somebody")
    access = accounts.grant_access(
        user=user, area=place.area, role=Role.OFFICER, from_on=ISSUED_ON, by=by
    )
    return {"number": access.pk}


def somebodys_invitation(place: Place, by: User) -> dict[str, Any]:
    invitation = people.invite(
        area=place.area,
        email="invited@exampleshire.example",
        name="Invited",
        role=Role.OFFICER,
        from_on=ISSUED_ON,
        to_on=None,
        person=None,
        by=by,
    )
    return {"number": invitation.pk}


def a_post(place: Place, by: User) -> dict[str, Any]:
    return {"number": place.posts["chair"].pk}


def a_holder(place: Place, by: User) -> dict[str, Any]:
    return {"number": place.people["chair"].pk}


def an_organisation(place: Place, by: User) -> dict[str, Any]:
    return {"number": place.icb.pk}


def contradiction(place: Place, by: User) -> dict[str, Any]:
    for code, number in (("one", 24), ("two", 28)):
        sources.state_fact(
            citation=place.areas[0].finding,
            code=code,
            statement="Children in care",
            value=str(number),
            about="Children in care: how many",
            kind=FactKind.COUNT,
            number=Decimal(number),
            by=by,
        )
    return {"codes": "one,two"}


def fact(place: Place, by: User) -> dict[str, Any]:
    contradiction(place, by)
    return {"code": "one"}


def report_due(place: Place, by: User) -> dict[str, Any]:
    report = reviews.open_due_returns(regime=place.regime, on=date(2026, 3, 11), by=by)[-1]
    return {"period_end": report.period_end}


def report_to_approve(place: Place, by: User) -> dict[str, Any]:
    where = report_due(place, by)
    report = Return.objects.get(regime=place.regime, **where)
    assert reviews.claim(report=report, at=clock.now())
    progress = progress_report(report.regime, report.period, date(2026, 3, 11))
    reviews.keep_compiled(
        report=report, progress=progress, html="<p>", pdf=b"%PDF-1.7", at=clock.now()
    )
    return where


def report_approved(place: Place, by: User) -> dict[str, Any]:
    where = report_to_approve(place, by)
    report = Return.objects.get(regime=place.regime, **where)
    somebody = accounts.open_account(email="second.person@example.org", name="Second person")
    reviews.approve_return(report=report, by=somebody, on=date(2026, 3, 11))
    return where


def make_review(place: Place, by: User) -> Review:
    return reviews.add_review(
        regime=place.regime, kind=ReviewKind.SIX_MONTH, starts_on=date(2026, 2, 4), by=by
    )


def review(place: Place, by: User) -> dict[str, Any]:
    return {"number": make_review(place, by).pk}


def line_of_enquiry(place: Place, by: User) -> dict[str, Any]:
    review = make_review(place, by)
    line = reviews.add_line_of_enquiry(review=review, citation=place.areas[0].finding, by=by)
    return {"number": review.pk, "line": line.number}


def clause(place: Place, by: User) -> dict[str, Any]:
    made = reviews.add_clause(
        regime=place.regime,
        paragraph="5",
        title="Improvement board",
        citation=place.areas[0].finding,
        kind="board-meets",
        by=by,
    )
    return {"paragraph": made.paragraph}


@dataclass(frozen=True)
class AreaRoute:
    """An address under `/<area>/`."""

    name: str
    get: Who
    post: Who = NOBODY
    sample: Sample = nothing


@dataclass(frozen=True)
class SiteRoute:
    """An address outside every area. `is_open`: also to those who haven't signed in."""

    name: str
    get: bool = True
    post: bool = False
    is_open: bool = False
    kwargs: dict[str, Any] = field(default_factory=dict)
    answers: frozenset[int] = frozenset({200, 302})


SITE_ROUTES = [
    SiteRoute("healthz", is_open=True),
    SiteRoute("readyz", is_open=True, answers=frozenset({200, 503})),
    SiteRoute("home:start"),
    SiteRoute("home:accessibility", is_open=True),
    SiteRoute("accounts:login", post=True, is_open=True),
    SiteRoute("accounts:logout", get=False, post=True),
    SiteRoute("accounts:account"),
    SiteRoute("accounts:password", post=True),
    SiteRoute(
        "accounts:invitation",
        post=True,
        is_open=True,
        kwargs={"token": "unknown"},
        answers=frozenset({404}),
    ),
    SiteRoute(
        "accounts:forgotten",
        post=True,
        is_open=True,
        kwargs={"user": 1, "token": "unknown"},
        answers=frozenset({410}),
    ),
]

AREA_ROUTES = [
    # sendtrack.home
    AreaRoute("home:area", get=EVERYBODY),
    AreaRoute("home:dashboard", get=EVERYBODY),
    AreaRoute("home:since", get=EVERYBODY),
    AreaRoute("home:my-actions", get=UPDATERS),
    # sendtrack.search
    AreaRoute("search:search", get=EVERYBODY),
    # sendtrack.people
    AreaRoute("people:people", get=ADMINISTRATOR),
    AreaRoute("people:invite", get=ADMINISTRATOR, post=ADMINISTRATOR),
    AreaRoute("people:access", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=somebodys_access),
    AreaRoute("people:close", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=somebodys_access),
    AreaRoute("people:password-link", get=NOBODY, post=ADMINISTRATOR, sample=somebodys_access),
    AreaRoute("people:invitation", get=ADMINISTRATOR, sample=somebodys_invitation),
    AreaRoute("people:invite-again", get=NOBODY, post=ADMINISTRATOR, sample=somebodys_invitation),
    AreaRoute("people:withdraw", get=NOBODY, post=ADMINISTRATOR, sample=somebodys_invitation),
    AreaRoute("people:posts", get=ADMINISTRATOR),
    AreaRoute("people:post-add", get=ADMINISTRATOR, post=ADMINISTRATOR),
    AreaRoute("people:organisation-add", get=ADMINISTRATOR, post=ADMINISTRATOR),
    AreaRoute("people:appoint", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=a_post),
    AreaRoute("people:vacate", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=a_post),
    # sendtrack.handover
    AreaRoute("handover:vacant", get=EVERYBODY),
    AreaRoute("handover:leave", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=a_holder),
    AreaRoute("handover:post", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=a_post),
    AreaRoute("handover:succession", get=ADMINISTRATOR, post=ADMINISTRATOR, sample=an_organisation),
    # sendtrack.sources
    AreaRoute("sources:documents", get=EVERYBODY),
    AreaRoute("sources:document", get=EVERYBODY, sample=source_document),
    # sendtrack.contradictions
    AreaRoute("contradictions:conflicts", get=EVERYBODY),
    AreaRoute("contradictions:facts", get=EVERYBODY),
    AreaRoute("contradictions:fact-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("contradictions:fact-remove", get=OFFICERS, post=OFFICERS, sample=fact),
    AreaRoute("contradictions:decide", get=OFFICERS, post=OFFICERS, sample=contradiction),
    # plans
    AreaRoute("plans:actions", get=EVERYBODY),
    AreaRoute("plans:actions-download", get=EVERYBODY, sample=csv),
    AreaRoute("plans:action", get=EVERYBODY, sample=action_of_the_partner),
    AreaRoute("plans:action-update", get=UPDATERS, post=UPDATERS, sample=action_of_the_partner),
    AreaRoute("plans:action-history", get=EVERYBODY, sample=action_of_the_partner),
    AreaRoute("plans:action-confirm", get=CONFIRMERS, post=CONFIRMERS, sample=action_to_confirm),
    AreaRoute("plans:action-return", get=CONFIRMERS, post=CONFIRMERS, sample=action_to_confirm),
    AreaRoute("plans:action-reopen", get=UPDATERS, post=UPDATERS, sample=complete_action),
    AreaRoute("plans:slow-answer", get=UPDATERS, post=UPDATERS, sample=action_of_the_partner),
    AreaRoute("plans:action-why", get=EVERYBODY, sample=action_of_the_partner),
    AreaRoute("plans:area-why", get=EVERYBODY, sample=area_of_weakness),
    AreaRoute("plans:assurance-edit", get=OFFICERS, post=OFFICERS, sample=stepped_down),
    AreaRoute("plans:assurance-check", get=OFFICERS, post=OFFICERS, sample=assured),
    AreaRoute("plans:planned", get=EVERYBODY),
    AreaRoute("plans:planned-item", get=EVERYBODY, sample=planned_source),
    AreaRoute("plans:planned-add", get=OFFICERS, post=OFFICERS, sample=area_of_weakness),
    AreaRoute("plans:planned-edit", get=OFFICERS, post=OFFICERS, sample=planned_source),
    AreaRoute("plans:planned-collect", get=UPDATERS, post=UPDATERS, sample=planned_source),
    AreaRoute("plans:planned-stop", get=OFFICERS, post=OFFICERS, sample=planned_source),
    AreaRoute("plans:planned-history", get=EVERYBODY, sample=planned_source),
    AreaRoute("plans:criterion", get=EVERYBODY, sample=success_criterion),
    AreaRoute("plans:criterion-add", get=OFFICERS, post=OFFICERS, sample=area_of_weakness),
    AreaRoute("plans:criterion-edit", get=OFFICERS, post=OFFICERS, sample=success_criterion),
    AreaRoute("plans:criterion-agree", get=OFFICERS, post=OFFICERS, sample=success_criterion),
    AreaRoute("plans:criterion-judge", get=OFFICERS, post=OFFICERS, sample=success_criterion),
    AreaRoute("plans:criterion-drop", get=OFFICERS, post=OFFICERS, sample=success_criterion),
    AreaRoute("plans:criterion-history", get=EVERYBODY, sample=success_criterion),
    AreaRoute("plans:contributor-add", get=OFFICERS, post=OFFICERS, sample=action_of_the_partner),
    AreaRoute("plans:contributor-end", get=OFFICERS, post=OFFICERS, sample=contributor),
    AreaRoute("plans:dependency-add", get=OFFICERS, post=OFFICERS, sample=action_of_the_partner),
    AreaRoute("plans:dependency-end", get=OFFICERS, post=OFFICERS, sample=dependency),
    AreaRoute("plans:target-move", get=OFFICERS, post=OFFICERS, sample=target),
    AreaRoute("plans:target-decide", get=CONFIRMERS, post=CONFIRMERS, sample=target_to_move),
    AreaRoute("plans:slow-rules", get=EVERYBODY),
    AreaRoute("plans:contributions", get=EVERYBODY),
    AreaRoute("plans:contribution", get=EVERYBODY, sample=request_to_the_icb),
    AreaRoute("plans:contribution-answer", get=UPDATERS, post=UPDATERS, sample=request_to_the_icb),
    AreaRoute("plans:contribution-settle", get=BOARD, post=BOARD, sample=request_to_the_icb),
    AreaRoute("plans:contribution-history", get=EVERYBODY, sample=request_to_the_icb),
    AreaRoute("plans:slow-rule-edit", get=OFFICERS, post=OFFICERS, sample=slow_rule),
    AreaRoute("plans:slow-rule-history", get=EVERYBODY, sample=slow_rule),
    AreaRoute("plans:plan", get=EVERYBODY),
    AreaRoute("plans:tracker", get=EVERYBODY, post=OFFICERS),
    AreaRoute("plans:import", get=OFFICERS, post=OFFICERS, sample=tracker_import),
    AreaRoute("plans:import-columns", get=OFFICERS, post=OFFICERS, sample=tracker_import),
    AreaRoute("plans:import-abandon", get=NOBODY, post=OFFICERS, sample=tracker_import),
    AreaRoute("plans:import-file", get=OFFICERS, sample=tracker_import),
    AreaRoute("plans:tracker-download", get=EVERYBODY, sample=csv),
    AreaRoute("plans:regime-plan", get=EVERYBODY, sample=regime),
    AreaRoute("plans:findings", get=EVERYBODY, sample=regime),
    AreaRoute("plans:area", get=EVERYBODY, sample=area_of_weakness),
    AreaRoute("plans:regime-area", get=EVERYBODY, sample=area_of_a_regime),
    AreaRoute("plans:area-split", get=OFFICERS, post=OFFICERS, sample=area_of_weakness),
    AreaRoute("plans:area-merge", get=OFFICERS, post=OFFICERS, sample=area_of_weakness),
    AreaRoute("plans:area-drop", get=OFFICERS, post=OFFICERS, sample=area_of_weakness),
    AreaRoute("plans:area-label", get=OFFICERS, post=OFFICERS, sample=area_of_weakness),
    AreaRoute("plans:regime-outcome-add", get=OFFICERS, post=OFFICERS, sample=area_of_a_regime),
    AreaRoute("plans:outcome-add", get=OFFICERS, post=OFFICERS, sample=area_of_weakness),
    AreaRoute("plans:evidence-add", get=OFFICERS, post=OFFICERS, sample=area_of_weakness),
    AreaRoute("plans:outcome-edit", get=OFFICERS, post=OFFICERS, sample=outcome),
    AreaRoute("plans:action-add", get=OFFICERS, post=OFFICERS, sample=outcome),
    AreaRoute("plans:action-edit", get=OFFICERS, post=OFFICERS, sample=action_of_the_partner),
    AreaRoute(
        "plans:action-evidence-add", get=UPDATERS, post=UPDATERS, sample=action_of_the_partner
    ),
    AreaRoute("plans:target-add", get=OFFICERS, post=OFFICERS, sample=outcome),
    AreaRoute("plans:outcome", get=EVERYBODY, sample=outcome),
    AreaRoute("plans:target", get=EVERYBODY, sample=target),
    AreaRoute("plans:regime-target", get=EVERYBODY, sample=target_of_a_regime),
    AreaRoute("plans:regime-target-history", get=EVERYBODY, sample=target_of_a_regime),
    AreaRoute("plans:target-edit", get=OFFICERS, post=OFFICERS, sample=target),
    AreaRoute("plans:target-result", get=OFFICERS, post=OFFICERS, sample=target),
    AreaRoute("plans:target-count", get=OFFICERS, post=OFFICERS, sample=target),
    AreaRoute("plans:target-uncount", get=OFFICERS, post=OFFICERS, sample=counted_target),
    AreaRoute("plans:target-history", get=EVERYBODY, sample=target),
    AreaRoute("plans:voices", get=EVERYBODY),
    AreaRoute("plans:voice-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:voice", get=EVERYBODY, sample=voice),
    AreaRoute("plans:voice-edit", get=OFFICERS, post=OFFICERS, sample=voice),
    AreaRoute("plans:voice-answer", get=OFFICERS, post=OFFICERS, sample=voice),
    AreaRoute("plans:voice-feed-back", get=OFFICERS, post=OFFICERS, sample=voice),
    AreaRoute("plans:voice-history", get=EVERYBODY, sample=voice),
    AreaRoute("plans:evidence", get=EVERYBODY),
    AreaRoute("plans:evidence-download", get=EVERYBODY, sample=csv),
    AreaRoute("plans:audits", get=EVERYBODY),
    AreaRoute("plans:audits-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:audit-programme", get=EVERYBODY, sample=audits),
    AreaRoute("plans:audits-edit", get=OFFICERS, post=OFFICERS, sample=audits),
    AreaRoute("plans:audits-tool", get=OFFICERS, post=OFFICERS, sample=audits),
    AreaRoute("plans:audits-end", get=OFFICERS, post=OFFICERS, sample=audits),
    AreaRoute("plans:audits-history", get=EVERYBODY, sample=audits),
    AreaRoute("plans:audits-download", get=EVERYBODY, sample=audits_csv),
    AreaRoute("plans:audit-feed-add", get=OFFICERS, post=OFFICERS, sample=audits),
    AreaRoute("plans:audit-feed-stop", get=OFFICERS, post=OFFICERS, sample=audit_feed),
    AreaRoute("plans:audit-round-enter", get=OFFICERS, post=OFFICERS, sample=round_to_enter),
    AreaRoute("plans:audit-round-add", get=OFFICERS, post=OFFICERS, sample=audits),
    AreaRoute("plans:audit-round", get=EVERYBODY, sample=audit_round),
    AreaRoute("plans:audit-round-record", get=UPDATERS, post=UPDATERS, sample=audit_round),
    AreaRoute("plans:audit-round-move", get=OFFICERS, post=OFFICERS, sample=audit_round),
    AreaRoute("plans:audit-round-skip", get=OFFICERS, post=OFFICERS, sample=audit_round),
    AreaRoute("plans:measures", get=EVERYBODY),
    AreaRoute("plans:scrutiny", get=EVERYBODY),
    AreaRoute("plans:scrutiny-download", get=EVERYBODY, sample=csv),
    AreaRoute("plans:measure-library", get=OFFICERS),
    AreaRoute("plans:figures-enter", get=UPDATERS, post=UPDATERS),
    AreaRoute("plans:figures-paste", get=UPDATERS, post=UPDATERS),
    AreaRoute("plans:figures-file", get=UPDATERS, post=UPDATERS),
    AreaRoute("plans:figures-download", get=UPDATERS, sample=csv),
    AreaRoute("plans:figures-import", get=OFFICERS, post=OFFICERS, sample=figure_import),
    AreaRoute("plans:figures-abandon", get=NOBODY, post=OFFICERS, sample=figure_import),
    AreaRoute("plans:figures-import-file", get=OFFICERS, sample=figure_import),
    AreaRoute("plans:measure-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:measure", get=EVERYBODY, sample=measure),
    AreaRoute("plans:measure-download", get=EVERYBODY, sample=measure_csv),
    AreaRoute("plans:measure-edit", get=OFFICERS, post=OFFICERS, sample=measure),
    AreaRoute("plans:measure-redefine", get=OFFICERS, post=OFFICERS, sample=measure),
    AreaRoute("plans:measure-retire", get=OFFICERS, post=OFFICERS, sample=measure),
    AreaRoute("plans:measure-chart", get=EVERYBODY, sample=measure),
    AreaRoute("plans:measure-history", get=EVERYBODY, sample=measure),
    AreaRoute("plans:disclosure", get=EVERYBODY),
    AreaRoute("plans:disclosure-history", get=EVERYBODY),
    AreaRoute("plans:disclosure-edit", get=MANAGERS, post=MANAGERS, sample=audience),
    AreaRoute("plans:measure-parts", get=OFFICERS, post=OFFICERS, sample=measure),
    AreaRoute("plans:waiver-ask", get=BOARD, post=BOARD, sample=measure),
    AreaRoute("plans:waiver-grant", get=CONFIRMERS, post=CONFIRMERS, sample=waiver),
    AreaRoute("plans:waiver-withdraw", get=BOARD, post=BOARD, sample=waiver),
    AreaRoute("plans:chart-edit", get=OFFICERS, post=OFFICERS, sample=measure),
    AreaRoute("plans:rebase", get=OFFICERS, post=OFFICERS, sample=measure),
    AreaRoute("plans:rebase-undo", get=OFFICERS, post=OFFICERS, sample=rebase),
    AreaRoute("plans:point-set", get=OFFICERS, post=OFFICERS, sample=measure),
    AreaRoute("plans:point-remove", get=OFFICERS, post=OFFICERS, sample=point),
    AreaRoute("plans:reading", get=UPDATERS, post=UPDATERS, sample=reading),
    AreaRoute("plans:comment", get=UPDATERS, post=UPDATERS, sample=reading),
    AreaRoute("plans:reading-remove", get=OFFICERS, post=OFFICERS, sample=reading),
    AreaRoute("plans:reading-baseline", get=OFFICERS, post=OFFICERS, sample=reading),
    AreaRoute("plans:data-statements", get=EVERYBODY),
    AreaRoute("plans:data-state", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:published", get=EVERYBODY),
    AreaRoute("plans:published-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:compared-council", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:neighbours-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:published-file", get=EVERYBODY, sample=published_file),
    AreaRoute("plans:published-out", get=OFFICERS, post=OFFICERS, sample=published_file),
    AreaRoute("plans:published-bytes", get=OFFICERS, sample=published_file),
    AreaRoute("plans:comparison", get=EVERYBODY, sample=comparison),
    AreaRoute("plans:comparison-download", get=EVERYBODY, sample=comparison_csv),
    AreaRoute("plans:compare-choose", get=OFFICERS, sample=measure),
    AreaRoute("plans:compare", get=OFFICERS, post=OFFICERS, sample=to_compare),
    AreaRoute("plans:compare-stop", get=OFFICERS, post=OFFICERS, sample=comparison),
    AreaRoute("plans:risks-download", get=EVERYBODY, sample=csv),
    AreaRoute("plans:evidence-item", get=EVERYBODY, sample=evidence),
    AreaRoute("plans:evidence-edit", get=OFFICERS, post=OFFICERS, sample=evidence),
    AreaRoute("plans:evidence-withdraw", get=OFFICERS, post=OFFICERS, sample=evidence),
    AreaRoute("plans:evidence-check", get=NOBODY, post=OFFICERS, sample=evidence),
    AreaRoute("plans:evidence-link", get=OFFICERS, post=OFFICERS, sample=evidence),
    AreaRoute("plans:evidence-unlink", get=NOBODY, post=OFFICERS, sample=evidence_link),
    AreaRoute("plans:evidence-file", get=EVERYBODY, sample=evidence),
    AreaRoute("plans:evidence-history", get=EVERYBODY, sample=evidence),
    AreaRoute("plans:risks", get=EVERYBODY),
    AreaRoute("plans:risk", get=EVERYBODY, sample=risk),
    AreaRoute("plans:risks-settle", get=OFFICERS, post=OFFICERS, sample=open_risk),
    AreaRoute("plans:risk-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("plans:risk-edit", get=OFFICERS, post=OFFICERS, sample=risk),
    AreaRoute("plans:risk-review", get=OFFICERS, post=OFFICERS, sample=risk),
    AreaRoute("plans:risk-close", get=OFFICERS, post=OFFICERS, sample=risk),
    AreaRoute("plans:risk-history", get=EVERYBODY, sample=risk),
    AreaRoute("plans:scoring", get=EVERYBODY),
    AreaRoute("plans:scoring-edit", get=MANAGERS, post=MANAGERS),
    AreaRoute("plans:scoring-history", get=EVERYBODY),
    AreaRoute("plans:risk-happened", get=OFFICERS, post=OFFICERS, sample=risk),
    AreaRoute("plans:risk-escalate", get=OFFICERS, post=OFFICERS, sample=risk),
    AreaRoute("plans:link-add", get=OFFICERS, post=OFFICERS, sample=risk),
    AreaRoute("plans:link-remove", get=OFFICERS, post=OFFICERS, sample=link),
    AreaRoute("plans:issue", get=EVERYBODY, sample=issue),
    AreaRoute("plans:issue-edit", get=OFFICERS, post=OFFICERS, sample=issue),
    AreaRoute("plans:issue-resolve", get=OFFICERS, post=OFFICERS, sample=issue),
    AreaRoute("plans:issue-history", get=EVERYBODY, sample=issue),
    AreaRoute("plans:control-add", get=OFFICERS, post=OFFICERS, sample=risk),
    AreaRoute("plans:control-edit", get=OFFICERS, post=OFFICERS, sample=control),
    AreaRoute("plans:control-withdraw", get=OFFICERS, post=OFFICERS, sample=control),
    # boards
    AreaRoute("boards:board", get=EVERYBODY),
    AreaRoute("boards:board-set-up", get=BOARD, post=BOARD),
    AreaRoute("boards:seats", get=BOARD, post=BOARD, sample=board),
    AreaRoute("boards:seat-end", get=BOARD, post=BOARD, sample=board_seat),
    AreaRoute("boards:meeting-plan", get=BOARD, post=BOARD, sample=board),
    AreaRoute("boards:meeting", get=EVERYBODY, sample=board_meeting),
    AreaRoute("boards:meeting-invite", get=NOBODY, post=BOARD, sample=board_meeting),
    AreaRoute("boards:meeting-move", get=BOARD, post=BOARD, sample=board_meeting),
    AreaRoute("boards:meeting-cancel", get=BOARD, post=BOARD, sample=board_meeting),
    AreaRoute("boards:meeting-history", get=EVERYBODY, sample=board_meeting),
    AreaRoute("boards:meeting-attendance", get=BOARD, post=BOARD, sample=board_meeting),
    AreaRoute("boards:meeting-updates", get=BOARD, post=BOARD, sample=held_meeting),
    AreaRoute("boards:meeting-decisions", get=BOARD, post=BOARD, sample=held_meeting),
    AreaRoute("boards:meeting-decision-edit", get=BOARD, post=BOARD, sample=decision),
    AreaRoute("boards:meeting-actions", get=BOARD, post=BOARD, sample=held_meeting),
    AreaRoute("boards:meeting-minutes", get=BOARD, post=BOARD, sample=held_meeting),
    AreaRoute("boards:looks", get=EVERYBODY),
    AreaRoute("boards:look-add", get=UPDATERS | CHAIR, post=UPDATERS | CHAIR, sample=board),
    AreaRoute("boards:heard", get=EVERYBODY),
    AreaRoute("boards:meeting-views", get=BOARD, post=BOARD, sample=board_meeting),
    AreaRoute("boards:meeting-view-answer", get=BOARD, post=BOARD, sample=view_at_a_meeting),
    AreaRoute("boards:meeting-view-remove", get=BOARD, post=BOARD, sample=view_at_a_meeting),
    AreaRoute("boards:contribution-ask", get=BOARD, post=BOARD),
    AreaRoute("boards:governance", get=EVERYBODY),
    AreaRoute("boards:body-add", get=BOARD, post=BOARD),
    AreaRoute("boards:body", get=EVERYBODY, sample=governing_body),
    AreaRoute("boards:body-edit", get=BOARD, post=BOARD, sample=governing_body),
    AreaRoute("boards:body-rename", get=BOARD, post=BOARD, sample=governing_body),
    AreaRoute("boards:body-end", get=BOARD, post=BOARD, sample=governing_body),
    AreaRoute("boards:terms-add", get=BOARD, post=BOARD, sample=governing_body),
    AreaRoute("boards:terms-agree", get=BOARD, post=BOARD, sample=drafted_terms),
    AreaRoute("boards:agenda", get=BOARD, post=BOARD, sample=board_meeting),
    AreaRoute("boards:agenda-item-edit", get=BOARD, post=BOARD, sample=agenda_item),
    AreaRoute("boards:agenda-item-remove", get=NOBODY, post=BOARD, sample=agenda_item),
    AreaRoute("boards:body-history", get=EVERYBODY, sample=governing_body),
    AreaRoute("boards:line-add", get=BOARD, post=BOARD, sample=governing_body),
    AreaRoute("boards:line-begin", get=BOARD, post=BOARD, sample=announced_line),
    AreaRoute("boards:line-end", get=BOARD, post=BOARD, sample=announced_line),
    AreaRoute("boards:accountable", get=BOARD, post=BOARD, sample=regime),
    AreaRoute("boards:log", get=EVERYBODY),
    AreaRoute("boards:log-item", get=EVERYBODY, sample=log_item),
    AreaRoute("boards:log-item-edit", get=BOARD, post=BOARD, sample=log_item),
    AreaRoute("boards:log-item-reopen", get=BOARD, post=BOARD, sample=log_item),
    AreaRoute("boards:log-item-history", get=EVERYBODY, sample=log_item),
    # reviews
    AreaRoute("reviews:duties", get=EVERYBODY),
    AreaRoute("reviews:duty", get=EVERYBODY, sample=clause),
    AreaRoute("reviews:regime-duties", get=EVERYBODY, sample=plan_being_drafted),
    AreaRoute("reviews:regime-duty", get=EVERYBODY, sample=clause_of_a_regime),
    AreaRoute("reviews:regimes", get=EVERYBODY),
    AreaRoute("reviews:regime", get=EVERYBODY, sample=regime),
    AreaRoute("reviews:regime-templates", get=OFFICERS),
    AreaRoute("reviews:template-copy", get=OFFICERS, post=OFFICERS, sample=shipped_template),
    AreaRoute("reviews:template-edit", get=OFFICERS, post=OFFICERS, sample=own_template),
    AreaRoute("reviews:regime-start", get=OFFICERS, post=OFFICERS, sample=shipped_template),
    AreaRoute("reviews:regime-end", get=OFFICERS, post=OFFICERS, sample=regime),
    AreaRoute("reviews:closure", get=EVERYBODY, sample=regime),
    AreaRoute("reviews:closure-begin", get=NOBODY, post=OFFICERS, sample=regime),
    AreaRoute("reviews:closure-dispose", get=OFFICERS, post=OFFICERS, sample=closure),
    AreaRoute("reviews:closure-write", get=OFFICERS, post=OFFICERS, sample=closure),
    AreaRoute("reviews:closure-cite", get=OFFICERS, post=OFFICERS, sample=closure),
    AreaRoute("reviews:closure-ask", get=NOBODY, post=OFFICERS, sample=closure),
    AreaRoute("reviews:closure-approve", get=CHAIR, post=CHAIR, sample=closure_to_approve),
    AreaRoute("reviews:closure-send-back", get=CHAIR, post=CHAIR, sample=closure_to_approve),
    AreaRoute("reviews:closure-pdf", get=EVERYBODY, sample=closure_approved),
    AreaRoute("reviews:regime-lead", get=OFFICERS, post=OFFICERS, sample=plan_being_drafted),
    AreaRoute("reviews:regime-move", get=OFFICERS, post=OFFICERS, sample=plan_being_drafted),
    AreaRoute("reviews:reports", get=EVERYBODY),
    AreaRoute("reviews:report", get=EVERYBODY, sample=report_to_approve),
    AreaRoute("reviews:report-pdf", get=EVERYBODY, sample=report_approved),
    AreaRoute("reviews:report-compile", get=NOBODY, post=LEAD, sample=report_due),
    AreaRoute("reviews:report-approve", get=CHAIR, post=CHAIR, sample=report_to_approve),
    AreaRoute("reviews:report-send-back", get=CHAIR, post=CHAIR, sample=report_to_approve),
    AreaRoute("reviews:report-send-again", get=NOBODY, post=LEAD, sample=report_approved),
    AreaRoute("reviews:reviews", get=EVERYBODY),
    AreaRoute("reviews:review-add", get=OFFICERS, post=OFFICERS),
    AreaRoute("reviews:review-edit", get=OFFICERS, post=OFFICERS, sample=review),
    AreaRoute("reviews:review-assess", get=OFFICERS, post=OFFICERS, sample=review),
    AreaRoute("reviews:review-history", get=EVERYBODY, sample=review),
    AreaRoute("reviews:line-add", get=OFFICERS, post=OFFICERS, sample=review),
    AreaRoute("reviews:line", get=OFFICERS, post=OFFICERS, sample=line_of_enquiry),
    AreaRoute("reviews:line-edit", get=OFFICERS, post=OFFICERS, sample=line_of_enquiry),
]

OPERATORS_ONLY = frozenset({"admin"})
"""Whole namespaces that only platform operators may enter."""
