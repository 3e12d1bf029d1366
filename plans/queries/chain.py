"""From activity to impact: for each outcome of an area, what is there and where the chain breaks.

Nothing of it is typed in: it is read from actions, posts, evidence, audits, targets and measures.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plans.models import AreaOfWeakness, Evidence, Outcome, Target, TargetCount
from plans.models.evidence import FRESH_FOR_MONTHS
from plans.queries.audited import Programme
from plans.queries.commentary import Told
from plans.queries.plan import AreaEntry, OutcomeEntry
from plans.states import SHOWN, EvidenceKind, Impact, Status, TargetResult
from sendtrack.govuk.statuses import status_of
from sendtrack.organisations.models import Post
from sendtrack.periods import add_months, day_in_words

OUTPUTS = (
    EvidenceKind.DOCUMENT,
    EvidenceKind.TRAINING,
    EvidenceKind.LOCAL_OFFER,
    EvidenceKind.JOINT,
    EvidenceKind.NEEDS,
)
"""Kinds of evidence that are products of the work, and say nothing yet of practice or impact."""
ON_CHILDREN = (EvidenceKind.EXPERIENCE, EvidenceKind.DATA, EvidenceKind.OUTSIDE)


@dataclass(frozen=True)
class Part:
    """One thing that is there or missing, and where it is seen or added."""

    words: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Step:
    name: str
    holds: bool
    there: tuple[Part, ...]
    missing: tuple[Part, ...]
    broken: str
    """What is said where the chain breaks here."""


@dataclass(frozen=True)
class Chain:
    outcome: Outcome
    steps: tuple[Step, ...]

    @property
    def sentence(self) -> str:
        """Where it breaks first, in one sentence."""
        broken = next((step.broken for step in self.steps if not step.holds), "")
        return broken or "The chain holds from activity to impact."

    @property
    def holds(self) -> bool:
        return all(step.holds for step in self.steps)


@dataclass(frozen=True)
class _Piece:
    ref: str
    title: str
    kind: str
    dated_on: date | None


@dataclass(frozen=True)
class _Known:
    """What is known of an area besides its plan."""

    area: AreaOfWeakness
    on: date
    pieces: dict[int, dict[int, _Piece]]
    """By outcome: the evidence about it that is not stale, newest last."""
    vacant: set[int]
    counted: dict[int, set[int]]
    """By outcome: the measures that count a target of it."""
    audits: Sequence[Programme]
    measures: Sequence[Told]

    def of(self, entry: OutcomeEntry, kinds: Sequence[EvidenceKind]) -> list[_Piece]:
        """The evidence of some kinds that is not from before the work for the outcome began."""
        starts = [line.action.start_on for line in entry.actions if line.action.start_on]
        begun = min(starts, default=date.min)
        return [
            piece
            for piece in self.pieces.get(entry.outcome.pk, {}).values()
            if piece.kind in kinds and (piece.dated_on is None or piece.dated_on >= begun)
        ]

    def page(self, route: str, *args: str) -> str:
        return reverse(f"plans:{route}", args=[self.area.local_area.slug, *args])

    def seen(self, pieces: list[_Piece]) -> list[Part]:
        """How many, and the newest with its day."""
        if not pieces:
            return []
        newest = max(pieces, key=lambda piece: piece.dated_on or date.min)
        day = day_in_words(newest.dated_on) if newest.dated_on else "no day stated"
        more = f", the newest of {len(pieces)} pieces" if len(pieces) > 1 else ""
        link = f"{newest.ref} {newest.title}"
        return [Part(f"({day}{more})", self.page("evidence-item", newest.ref), link)]

    def to_add(self, words: str) -> Part:
        return Part(words, self.page("evidence-add", self.area.ref), "Add evidence")


def chains(
    entry: AreaEntry,
    on: date,
    *,
    audits: Sequence[Programme],
    measures: Sequence[Told],
    may_see_restricted: bool,
) -> list[Chain]:
    """The chain of every outcome of an area. Three queries, whatever there is."""
    area = entry.area
    known = _Known(
        area=area,
        on=on,
        pieces=_pieces(area, on, may_see_restricted),
        vacant=_vacant(entry, on),
        counted=_counted(area) if measures else defaultdict(set),
        audits=audits,
        measures=measures,
    )
    return [
        Chain(
            each.outcome,
            (
                _activity(each, known),
                _output(each, known),
                _practice(each, known),
                _impact(each, known),
            ),
        )
        for each in entry.outcomes
    ]


def _activity(entry: OutcomeEntry, known: _Known) -> Step:
    actions = [line.action for line in entry.actions]
    ref = entry.outcome.ref
    begun = [each for each in actions if each.status not in ("", Status.NOT_STARTED)]
    there, missing = [], []
    if actions:
        found = Counter(line.status for line in entry.actions)
        told = ", ".join(f"{count} {status_of(key).word.lower()}" for key, count in found.items())
        days = [each.last_update_on for each in actions if each.last_update_on]
        last = f"; last update {day_in_words(max(days))}" if days else ""
        there.append(Part(f"{_counted_words(len(actions), 'action')}: {told}{last}."))
    else:
        add = known.page("action-add", ref)
        missing.append(Part(f"No action serves {ref}.", add, "Add an action"))
    posts = {each.accountable for each in actions if each.accountable}
    if vacant := sorted(post.title for post in posts if post.pk in known.vacant):
        missing.append(Part(f"Nobody holds the post of {' or of '.join(vacant)}."))
    broken = f"The chain breaks before it begins: no action serves {ref}."
    if actions:
        broken = "The chain breaks at activity: no action has begun."
    return Step("Capacity and activity", bool(begun), tuple(there), tuple(missing), broken)


def _output(entry: OutcomeEntry, known: _Known) -> Step:
    done = [line.action for line in entry.actions if line.action.status == Status.COMPLETE]
    there, missing = [], []
    if done:
        days = [each.completed_on for each in done if each.completed_on]
        last = f", the last on {day_in_words(max(days))}" if days else ""
        there.append(Part(f"{len(done)} of {len(entry.actions)} complete{last}."))
    else:
        missing.append(Part("No action is complete yet."))
    there += known.seen(known.of(entry, OUTPUTS))
    open_ = len(entry.actions) - len(done)
    verb = "is" if open_ == 1 else "are"
    broken = (
        "The chain breaks between activity and output: "
        f"{_counted_words(open_, 'action')} {verb} open, and none is complete."
    )
    return Step("Output", bool(done), tuple(there), tuple(missing), broken)


def _practice(entry: OutcomeEntry, known: _Known) -> Step:
    pieces = known.seen(known.of(entry, [EvidenceKind.PRACTICE]))
    fresh_from = add_months(known.on, -FRESH_FOR_MONTHS)
    rounds = [
        Part(
            f"({day_in_words(done_on)}, of the whole area)",
            known.page("audit-programme", programme.row.ref),
            str(programme.row),
        )
        for programme in known.audits
        if programme.newest and (done_on := programme.newest.row.done_on) and done_on >= fresh_from
    ]
    there = (*pieces, *rounds)
    missing = () if pieces else (known.to_add("No audit, observation or check of this outcome."),)
    broken = (
        "The chain breaks between output and practice: work is complete, and nothing recent shows "
        "that practice has changed."
    )
    return Step("Practice", bool(there), there, missing, broken)


def _impact(entry: OutcomeEntry, known: _Known) -> Step:
    actions = [line.action for line in entry.actions]
    judged = [rung.target for rung in entry.rungs if rung.target and rung.target.result]
    latest = judged[-1] if judged else None
    heard = known.of(entry, ON_CHILDREN)
    there = [_result(target) for target in judged]
    there += [_figure(each, known) for each in known.measures if _counts(each, entry, known)]
    there += known.seen(heard)
    said = Counter(each.impact for each in actions if each.impact)
    if said:
        words = ", ".join(f"{count} {status_of(key).word.lower()}" for key, count in said.items())
        there.append(Part(f"Impact of its actions: {words}."))
    missing = []
    if not any(piece.kind == EvidenceKind.EXPERIENCE for piece in heard):
        missing.append(known.to_add("Nothing of what children and families experience."))
    if latest is None:
        missing.append(Part("No target of it has a result yet."))
    holds = any(said[word] for word in SHOWN)
    if latest is not None:
        holds = latest.result == TargetResult.MET
    return Step("Impact", holds, tuple(there), tuple(missing), _no_impact(entry, latest))


def _no_impact(entry: OutcomeEntry, latest: Target | None) -> str:
    if latest is not None:
        return (
            "The chain breaks between practice and impact: the target for "
            f"{latest.horizon_months} months was missed."
        )
    days = [
        line.action.impact_expected_on
        for line in entry.actions
        if line.action.impact == Impact.TOO_EARLY and line.action.impact_expected_on
    ]
    if days:
        return (
            "The chain stops before impact, and it is too early to judge: the first difference is "
            f"expected by {day_in_words(min(days))}."
        )
    return (
        "The chain breaks between practice and impact: no target has a result, and no action’s "
        "impact is shown."
    )


def _result(target: Target) -> Part:
    word = target.get_result_display().lower()
    day = f" on {day_in_words(target.result_on)}" if target.result_on else ""
    return Part(f"Target for {target.horizon_months} months: {word}{day}.")


def _counts(told: Told, entry: OutcomeEntry, known: _Known) -> bool:
    return told.control.series.measure.pk in known.counted[entry.outcome.pk]


def _figure(told: Told, known: _Known) -> Part:
    control = told.control
    latest, measure = control.series.latest, control.series.measure
    figure = f"{control.newest}, {latest.name}" if latest else "no figure yet"
    verdict = f"; {control.verdict.status.word.lower()}" if control.verdict else ""
    return Part(f"({figure}{verdict})", known.page("measure", measure.ref), str(measure))


def _counted_words(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _pieces(
    area: AreaOfWeakness, on: date, may_see_restricted: bool
) -> dict[int, dict[int, _Piece]]:
    """One query."""
    ways = ("action__outcome", "links__outcome", "links__action__outcome", "links__target__outcome")
    rows = Evidence.objects.of(area.local_area).counting().aged(on).filter(is_old=False)
    rows = rows.seen_by(may_see_restricted=may_see_restricted).exclude(dated_on__gt=on)
    found: dict[int, dict[int, _Piece]] = defaultdict(dict)
    for pk, ref, title, kind, day, *outcomes in rows.order_by("dated_on", "pk").values_list(
        "pk", "ref", "title", "kind", "dated_on", *ways
    ):
        for outcome in {each for each in outcomes if each}:
            found[outcome][pk] = _Piece(ref, title, kind, day)
    return found


def _vacant(entry: AreaEntry, on: date) -> set[int]:
    """The accountable posts that nobody holds. One query, none in a record of published documents,
    which name no holders."""
    area = entry.area.local_area
    if area.record_ends_on is not None:
        return set()
    posts = {line.action.accountable_id for line in entry.lines}
    rows = Post.objects.of(area).with_holder(on).filter(pk__in=posts - {None})
    return set(rows.filter(holder_name__isnull=True).values_list("pk", flat=True))


def _counted(area: AreaOfWeakness) -> dict[int, set[int]]:
    """One query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = TargetCount.objects.filter(target__outcome__area=area)
    for outcome, measure in rows.values_list("target__outcome", "measure"):
        found[outcome].add(measure)
    return found
