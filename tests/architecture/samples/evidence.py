"""Evidence, views, planned sources and audits."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from plans import changes as plans
from plans.models import (
    Evidence,
    Measure,
    TellsOf,
)
from plans.models.audit import AuditTool
from plans.models.planned import SourceMethod
from plans.policies.audits import Judgement
from plans.states import (
    EvidenceKind,
    VoiceGroup,
)
from sendtrack import clock
from sendtrack.accounts.models import User
from tests.architecture.samples.measures import measure
from tests.conftest import ISSUED_ON, Place


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


def case_study(place: Place, by: User) -> dict[str, Any]:
    made = plans.add_evidence(
        area=place.areas[0],
        action=None,
        kind=EvidenceKind.EXPERIENCE,
        tells_of=TellsOf.ONE,
        consent_on=ISSUED_ON,
        consent_kept_at="Register of consents, number 12",
        title="A family's year",
        shows="They were called back within a week.",
        dated_on=ISSUED_ON,
        organisation=None,
        kept_at="Shared folder",
        by=by,
    )
    return {"ref": made.ref}


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
    plans.count_audits(tool=tool, counts="overall", measure=counted, by=by, is_meant=True)
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
    plans.count_audits(tool=tool, counts="overall", measure=counted, by=by, is_meant=True)
    return {**kwargs, "number": 1, "measure": counted.ref}
