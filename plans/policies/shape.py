"""Rules for areas that change shape: nothing of theirs is left behind or given to nobody."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from plans.models import Action, AreaOfWeakness, Outcome, Regime
from plans.policies.regimes import AREA_REFERENCE
from plans.policies.work import check_words
from plans.states import Status
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

STAYS = ""
"""Where nothing else takes a thing over: it stays with the area, or a risk with the whole plan."""

_LETTERS = [*ascii_lowercase, *(one + two for one in ascii_lowercase for two in ascii_lowercase)]
_DIGITS = [str(number) for number in range(1, 10)]


@dataclass(frozen=True)
class Part:
    """A new area, as its reference and its short title."""

    ref: str
    short_title: str


@dataclass(frozen=True)
class Homes:
    """The reference of the area that takes each thing over, by the key of the thing."""

    outcomes: Mapping[int, str] = field(default_factory=dict)
    """With their targets and actions."""
    actions: Mapping[int, str] = field(default_factory=dict)
    """Those that a document states without an outcome."""
    risks: Mapping[int, str] = field(default_factory=dict)
    """Those that are open."""
    rest: str = STAYS
    """Criteria of success, and evidence, views heard, links and settled risks that follow no
    action."""


def free_refs(regime: Regime, how_many: int) -> list[str]:
    """The next references that no area of the regime has or had, in its own style."""
    taken = {ref.lower() for ref in regime.areas.values_list("ref", flat=True)}
    numbered = bool(taken) and all(ref.isdigit() for ref in taken)
    styles = [*_DIGITS, *_LETTERS] if numbered else _LETTERS
    last = max((styles.index(ref) for ref in taken if ref in styles), default=-1)
    return [ref for ref in styles[last + 1 :] if ref not in taken][:how_many]


def check_stands(area: AreaOfWeakness) -> None:
    """Raise `Refusal` where an area has been split, merged or dropped already."""
    if not area.stands:
        assert area.ended_on is not None
        raise Refusal(
            f"Area ({area.ref}) was {area.get_ended_how_display().lower()} on "
            f"{day_in_words(area.ended_on)}. Change the areas that took its work over."
        )
    if not area.regime.is_in_force:
        raise Refusal(f"{area.regime} has ended, so its areas stay as they are.")


def check_parts(regime: Regime, parts: Sequence[Part], *, at_least: int) -> None:
    """Raise `Refusal` unless these can become areas of the regime."""
    if len(parts) < at_least:
        raise Refusal("Name at least two areas that it becomes.", field="part_2")
    taken = {ref.lower() for ref in regime.areas.values_list("ref", flat=True)}
    for number, part in enumerate(parts, start=1):
        check_words(part.short_title, missing="Say what the area is about.", field=f"part_{number}")
        if not AREA_REFERENCE.fullmatch(part.ref):
            raise Refusal(f"“{part.ref}” must be one to four letters, or one digit.")
        if part.ref.lower() in taken:
            raise Refusal(f"Area ({part.ref}) is there already. Open the form again.")
        taken.add(part.ref.lower())


def check_others(area: AreaOfWeakness, others: Collection[AreaOfWeakness]) -> None:
    """Raise `Refusal` unless the area can be merged with these."""
    if not [each for each in others if each.pk != area.pk]:
        raise Refusal("Choose at least one area to merge it with.", field="others")
    for each in others:
        if each.regime_id != area.regime_id:
            raise Refusal(f"Choose areas of the {area.regime}.", field="others")
        check_stands(each)


def check_homes(
    area: AreaOfWeakness,
    homes: Homes,
    refs: Collection[str],
    *,
    outcomes: Sequence[Outcome],
    loose: Sequence[Action],
) -> None:
    """Raise `Refusal` unless every outcome and loose action goes to one of these areas.

    Where a home is `STAYS` the thing stays with the area that ends, which only settled work can.
    """
    for outcome in outcomes:
        home = homes.outcomes.get(outcome.pk)
        if home not in refs:
            raise Refusal(f"Say which area takes {outcome.ref} over.", field=key_of(outcome))
        if home == STAYS and (left := [a for a in outcome.actions.all() if not _is_done(a)]):
            raise Refusal(
                f"Say which area takes {outcome.ref} over: {left[0].ref} is not complete.",
                field=key_of(outcome),
            )
    for action in loose:
        home = homes.actions.get(action.pk)
        if home not in refs or (home == STAYS and not _is_done(action)):
            raise Refusal(f"Say which area takes {action.ref} over.", field=key_of(action))


def _is_done(action: Action) -> bool:
    return action.status == Status.COMPLETE


def key_of(row: Outcome | Action | object) -> str:
    """The field of a form that asks for the home of a row: "outcome_12"."""
    return f"{type(row).__name__.lower()}_{getattr(row, 'pk', '')}"
