"""The history of a programme of audits, in the words of its pages."""

from django.core.paginator import Page

from plans.models import (
    AuditAction,
    AuditFeed,
    AuditFinding,
    AuditModerator,
    AuditPartner,
    AuditProgramme,
    AuditRound,
    AuditTool,
)
from plans.models.audit import GRADES
from sendtrack.history import changes_of
from sendtrack.timeline import Change, Source, timeline

PROGRAMME = {
    "ref": "",
    "subject": "What is audited",
    "lead": "Leads",
    "area": "Area of weakness",
    "sampling": "How the sample is drawn",
    "moderation": "How judgements are moderated",
    "every_months": "Every how many months",
    "planned_sample": "How many in a round",
    "ended_on": "Ended on",
    "ended_because": "",
}
TOOL = {
    "programme": "",
    "number": "",
    "edition": "Version",
    "good": "So many count as good or better",
    "from_on": "Used from",
    "because": "",
}
FEED = {"tool": "Judged by", "counts": "What it counts", "measure": "Measure"}
ROUND = {
    "programme": "",
    "number": "Round",
    "planned_on": "Planned for",
    "not_held_because": "Why it was not held",
    "tool": "Judged by",
    "done_on": "Done on",
    "drawn_from": "Of what was finished from",
    "drawn_to": "Until",
    "learnt": "What was learnt",
    "doing": "What is done about it",
    "recorded_by": "",
}
COUNTS = dict.fromkeys(("population", "sample", "moderated", *GRADES), "")
"""What stood there before could give away what is withheld of the newest: who may not see each
count reads that they changed, and not from what to what."""

FINDING = {"round": "Round", "sample": "", "not_met": "Not met", "not_applicable": "Did not apply"}
JUDGED = dict.fromkeys(("met", "partly", "not_met", "not_applicable"), "")


def history_of_audits(
    programme: AuditProgramme, page: str | int | None, *, sees_counts: bool
) -> "Page[Change]":
    """Every change of a programme, of its tools, rounds and links."""
    tools = [*AuditTool.objects.filter(programme=programme).values_list("pk", flat=True)]
    rounds = [*AuditRound.objects.filter(programme=programme).values_list("pk", flat=True)]
    of_rounds = {"round_id__in": rounds}
    round_labels = ROUND if sees_counts else ROUND | COUNTS
    finding_labels = FINDING if sees_counts else FINDING | JUDGED
    return timeline(
        Source("Audits", changes_of(programme), PROGRAMME),
        Source(
            "Takes part",
            AuditPartner.history.filter(programme_id=programme.pk),
            {"programme": "", "organisation": "Organisation"},
        ),
        Source("Tool", AuditTool.history.filter(programme_id=programme.pk), TOOL),
        Source("Measure", AuditFeed.history.filter(tool_id__in=tools), FEED),
        Source("Round", AuditRound.history.filter(programme_id=programme.pk), round_labels),
        Source("Judgement", AuditFinding.history.filter(**of_rounds), finding_labels),
        Source("Moderator", AuditModerator.history.filter(**of_rounds), {"round": "Round"}),
        Source("Taken up by", AuditAction.history.filter(**of_rounds), {"round": "Round"}),
        page=page,
    )
