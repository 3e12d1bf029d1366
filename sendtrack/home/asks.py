"""What the regime that leads is called, and which of its paragraphs asks for what.

Pages say "the Notice" only where a Notice leads, and a paragraph only where it asks for the thing:
`{{ asks.who }} asks for …`, `{% if asks.views_heard %} ({{ asks.views_heard.where }}){% endif %}`.
"""

from dataclasses import dataclass
from functools import cached_property

from plans.queries import current_regime
from plans.states import RegimeKind
from reviews.models import Clause
from reviews.starting import template_of
from sendtrack.organisations.models import LocalArea

NOTICE = "Notice"


@dataclass(frozen=True)
class Ask:
    """One kind of duty. False where the regime does not ask for it."""

    paragraph: str
    called: str

    def __bool__(self) -> bool:
        return bool(self.paragraph)

    @property
    def where(self) -> str:
        """ "paragraph 4(g) of the Notice", inside a sentence."""
        return f"paragraph {self.paragraph} of the {self.called}" if self else ""

    @property
    def bracketed(self) -> str:
        """ " (paragraph 4(g) of the Notice)", with the space before it, or nothing."""
        return f" ({self.where})" if self else ""


class Asks:
    """Read when a page first asks: one query for the regime, one for its paragraphs."""

    def __init__(self, area: LocalArea) -> None:
        self._area = area

    @cached_property
    def _leading(self) -> tuple[int | None, str, bool]:
        regime = current_regime(self._area)
        if regime is None:
            return None, NOTICE, True
        return regime.pk, regime.short, regime.kind == RegimeKind.IMPROVEMENT_NOTICE

    @cached_property
    def _paragraphs(self) -> dict[str, str]:
        """By kind of duty. A Notice whose paragraphs are not recorded asks what Notices ask."""
        key, _, is_notice = self._leading
        rows = Clause.objects.of(self._area).filter(regime_id=key).order_by("position")
        found = dict(reversed(list(rows.values_list("kind", "paragraph"))))
        usual = template_of(RegimeKind.IMPROVEMENT_NOTICE)
        if found or not is_notice or usual is None:
            return found
        return {clause.kind: clause.paragraph for clause in reversed(usual.clauses)}

    @property
    def is_notice(self) -> bool:
        """Whether the words of an Improvement Notice may be quoted as what is asked."""
        return self._leading[2]

    @property
    def called(self) -> str:
        """ "Notice", "Accelerated Progress Plan"."""
        return self._leading[1]

    @property
    def who(self) -> str:
        return f"The {self.called}"

    def __getattr__(self, kind: str) -> Ask:
        """By kind of duty, with underscores: `asks.views_heard`."""
        if kind.startswith("_"):
            raise AttributeError(kind)
        return Ask(self._paragraphs.get(kind.replace("_", "-"), ""), self.called)
