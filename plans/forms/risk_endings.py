"""What becomes of the risks of a regime that ends; many at once."""

from typing import Any

from plans.forms.fields import offer
from plans.forms.risk import Data
from plans.models import Regime, Risk
from plans.policies.risk_endings import RiskEnding
from plans.queries.risks import risk_rows, unsettled
from plans.states import IN_FORCE
from sendtrack.govuk.fields import (
    LongTextField,
    ModelCheckboxesField,
    ModelSelectField,
    RadiosField,
)
from sendtrack.govuk.forms import GovukForm


class RisksField(ModelCheckboxesField):
    """Risks by reference and what may happen; one that has happened says so."""

    def label_from_instance(self, risk: Risk) -> str:
        return f"{risk.ref} {risk.event}" + ("" if risk.is_open else " (has become an issue)")


class SettleRisksForm(GovukForm):
    """One ending for all that are ticked; those that come to another one are left for later."""

    risks = RisksField(queryset=None, label="Which risks?", noun="at least one risk")
    kind = RadiosField(
        choices=RiskEnding.choices,
        label="What becomes of them?",
        noun="what becomes of them",
        reveals={
            RiskEnding.MOVED: ["to_regime", "moved_words"],
            RiskEnding.CLOSED: ["closed_words"],
        },
    )
    to_regime = ModelSelectField(
        queryset=None,
        label="Which plan takes them over?",
        empty_label="Choose one",
        noun="the plan that takes them over",
    )
    moved_words = LongTextField(
        max_length=1000, rows=3, label="Why do they belong there?", noun="why they belong there"
    )
    closed_words = LongTextField(
        max_length=1000,
        rows=3,
        label="Why can they be closed?",
        help_text="An issue among them counts as resolved with these words.",
        noun="why they can be closed",
    )

    def __init__(self, data: Data = None, *, regime: Regime) -> None:
        super().__init__(data)
        rows = unsettled(risk_rows(regime)).order_by("pk")
        others = Regime.objects.of(regime.local_area).filter(state__in=IN_FORCE)
        others = others.exclude(pk=regime.pk).order_by("-leads", "issued_on", "pk")
        offer(self, risks=rows, to_regime=others)
        self.initial["risks"] = [risk.pk for risk in rows] if data is None else []
        leading = others.first()
        self.initial["to_regime"] = leading.pk if leading else None

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        words = [told.pop(f"{kind}_words", "") for kind in RiskEnding]
        told["words"] = next((each for each in words if each), "")
        if "kind" in told:
            told["kind"] = RiskEnding(told["kind"])
        if told.get("kind") == RiskEnding.CLOSED:
            told["to_regime"] = None
        return told
