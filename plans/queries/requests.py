"""What partner organisations were asked to contribute, and what they answered."""

from datetime import date

from django.db.models import Q

from plans.models import ContributionRequest
from plans.models.progress import RequestQuerySet
from sendtrack.organisations.models import LocalArea, Organisation, OrganisationKind
from sendtrack.organisations.tenancy import AreaQuerySet

_OUTSIDE = (OrganisationKind.DFE, OrganisationKind.NHS_ENGLAND, OrganisationKind.INSPECTORATE)


def request_rows(area: LocalArea) -> RequestQuerySet:
    """Every request of the area, newest first, with what a list shows of each."""
    rows: RequestQuerySet = ContributionRequest.objects.of(area).select_related(
        "regime", "organisation", "asked_by", "answered_by"
    )
    return rows.order_by("-number")


def organisations_to_ask(area: LocalArea, on: date) -> AreaQuerySet:
    """The partners that exist on a day. Those who oversee the area are not asked."""
    known = Q(to_on__isnull=True) | Q(to_on__gte=on)
    rows: AreaQuerySet = Organisation.objects.of(area).filter(known)
    return rows.exclude(kind__in=_OUTSIDE).order_by("name")
