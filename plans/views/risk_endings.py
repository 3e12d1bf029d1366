"""What becomes of the risks of a regime that ends or has ended."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from plans import changes
from plans.forms.risk_endings import SettleRisksForm
from plans.policies.risk_endings import RiskEnding
from plans.queries.regimes import regimes_of
from plans.queries.risks import risk_rows, unsettled
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.EDIT_RISKS)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def settle(request: AreaRequest, code: str) -> HttpResponse:
    """Many at once. All are ticked to begin with."""
    regime = find(regimes_of(request.area), code=code)
    form = SettleRisksForm(entered(request), regime=regime)
    left = unsettled(risk_rows(regime)).count()
    if not left and not form.is_bound:
        messages.info(request, f"No risk of the {regime} is open, so there is nothing to decide.")
        return redirect("plans:risks", request.area.slug)
    given = {"regime": regime, "by": request.user, "on": request.day}
    if settled := save(form, changes.settle_risks, **given):
        many = "1 risk" if len(settled) == 1 else f"{len(settled)} risks"
        done = "closed" if form.cleaned_data["kind"] == RiskEnding.CLOSED else "moved"
        messages.success(request, f"{many} {done}.")
        return redirect("plans:risks", request.area.slug)
    return answer(request, "plans/settle_risks.html", form, regime=regime, left=left)
