"""Whatever of the plan something can bear on, as one list to choose from."""

from django.urls import reverse

from plans.models import Action, AreaOfWeakness, Measure, Outcome, Regime, Risk, Target
from plans.queries.ladder import target_url

Thing = AreaOfWeakness | Outcome | Target | Action | Risk | Measure


def _all(regime: Regime) -> dict[str, list[Thing]]:
    """Six queries, in the plan's own order; the measures are those of the local area."""
    outcomes = Outcome.objects.filter(area__regime=regime).select_related("area__local_area")
    targets = Target.objects.filter(outcome__area__regime=regime)
    actions = Action.objects.in_regime(regime).select_related("local_area")
    risks = Risk.objects.filter(regime=regime).open()
    measures = Measure.objects.of(regime.local_area).in_use().select_related("local_area")
    return {
        "area": list(
            regime.areas.standing().select_related("local_area", "regime").order_by("position")
        ),
        "outcome": list(outcomes.order_by("area__position", "number")),
        "target": list(
            targets.select_related("outcome__area__local_area").order_by(
                "outcome__area__position", "outcome__number", "horizon_months"
            )
        ),
        "action": list(actions.order_by("area__position", "outcome__number", "pk")),
        "risk": list(risks.select_related("local_area").order_by("pk")),
        "measure": list(measures.order_by("pk")),
    }


def words_of(thing: Thing) -> str:
    """ "Action A4.2 Recruit two more plan writers": what it is, its reference, its words."""
    match thing:
        case AreaOfWeakness():
            return f"Area ({thing.ref}) {thing.short_title}"
        case Outcome():
            return f"Outcome {thing.ref} {thing.statement}"
        case Target():
            return f"Target of {thing.outcome.ref} at {thing.horizon_months} months"
        case Action():
            return f"Action {thing.ref} {thing.title}"
        case Measure():
            return f"Measure {thing.ref} {thing.name}"
    return f"Risk {thing.ref} {thing.event}"


def url_of(thing: Thing) -> str:
    """Where it stands; an outcome stands on the page of its area."""
    slug = thing.local_area.slug
    match thing:
        case AreaOfWeakness():
            return area_url(thing)
        case Outcome():
            return f"{area_url(thing.area)}#{thing.ref.lower()}"
        case Target():
            return target_url(thing)
        case Action():
            return reverse("plans:action", args=[slug, thing.ref])
        case Measure():
            return reverse("plans:measure", args=[slug, thing.ref])
    return reverse("plans:risk", args=[slug, thing.ref])


def area_url(area: AreaOfWeakness, slug: str = "") -> str:
    """The page of an area: of the plan while its regime leads, else of its regime. It comes with
    its `regime`, and with its `local_area` where that one's slug is not given."""
    slug, regime = slug or area.local_area.slug, area.regime
    if regime.is_shown:
        return reverse("plans:area", args=[slug, area.ref])
    return reverse("plans:regime-area", args=[slug, regime.code, area.ref])


def things_to_choose(regime: Regime) -> list[tuple[str, str]]:
    """(key, words) of every area, outcome, target, action, open risk and measure in use."""
    return [
        (f"{name}-{thing.pk}", _shortened(words_of(thing)))
        for name, things in _all(regime).items()
        for thing in things
    ]


def _shortened(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:119].rstrip()}…"


def thing_of(regime: Regime, key: str) -> Thing:
    """The thing of a key that `things_to_choose` gave."""
    name, _, number = key.partition("-")
    return next(thing for thing in _all(regime)[name] if thing.pk == int(number))
