"""Rules for measures that count audits: what may be counted, and what of a round is a figure."""

from decimal import Decimal

from plans.measuring.audits import OVERALL
from plans.measuring.words import Absence, SourceKind
from plans.models import AuditFeed, AuditRound, AuditTool, Measure
from plans.models.audit import GRADES
from plans.policies.measures import check_in_use
from plans.policies.readings import Figure
from plans.queries.audit_feeds import Fed, Feeding, can_count
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal


def check_counts_audits(tool: AuditTool, counts: str, measure: Measure, *, is_meant: bool) -> None:
    """Raises `Refusal`."""
    if counts != OVERALL and counts not in tool.criteria:
        raise Refusal(f"{tool} does not judge that.", field="counts")
    check_in_use(measure)
    definition = measure.definitions.order_by("-number")[0]
    if not can_count(definition):
        raise Refusal(
            f"{measure.ref} is not a percentage of a month, quarter, term or year: choose another.",
            field="measure",
        )
    if definition.source != SourceKind.AUDIT and not is_meant:
        raise Refusal(
            f"The figures of {measure.ref} “{measure.name}” are said to come from another source: "
            f"{definition.get_source_display()}. Choose a measure of audits, or tick that its "
            "figures come from audits from now on.",
            field="is_meant",
        )
    others = AuditFeed.objects.filter(measure=measure).select_related("tool__programme")
    for other in others:
        if other.tool.programme_id != tool.programme_id:
            raise Refusal(
                f"{measure.ref} counts {other.tool.programme.ref} already: choose another.",
                field="measure",
            )
        if other.tool_id == tool.pk:
            raise Refusal(f"{measure.ref} counts “{other.what}” already.", field="measure")
    if AuditFeed.objects.filter(tool=tool, counts=counts).exists():
        raise Refusal("That is counted in another measure already.", field="counts")


def figure_of(row: AuditRound, feed: AuditFeed) -> Figure:
    """The counts of a round that is done as a figure: of a criterion, those it applied to."""
    if feed.counts == OVERALL:
        part = sum(getattr(row, name) for name in GRADES[: feed.tool.good])
        whole = row.sample or 0
    else:
        found = row.findings.get(criterion=feed.counts)
        part, whole = found.met, found.met + found.partly + found.not_met
    if not whole:
        return Figure(absence=Absence.NOT_APPLICABLE)
    return Figure(numerator=Decimal(part), denominator=Decimal(whole))


def check_can_enter(feeding: Feeding) -> None:
    """Raises `Refusal`."""
    if feeding.fed.can_enter:
        return
    ref = feeding.feed.measure.ref
    if feeding.fed == Fed.WAITS:
        assert feeding.period is not None
        raise Refusal(
            f"{ref} counts it in {feeding.name}, which ends on "
            f"{day_in_words(feeding.period.end)}: enter it then."
        )
    raise Refusal(f"{ref}: {feeding.fed.value}")
