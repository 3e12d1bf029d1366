"""What the list of actions can be narrowed to, as links in the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from plans.models import AreaOfWeakness, Regime
from plans.models.action import ActionQuerySet
from plans.queries.summaries import NO_UPDATE
from plans.states import Status
from sendtrack.organisations.models import LocalArea, Organisation
from sendtrack.periods import month_of

OVERDUE, SILENT = "overdue", "no-update"


@dataclass(frozen=True)
class Choice:
    """One link of a filter; `is_chosen` where it is what the list shows."""

    label: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """The links of one question; the first takes the filter off."""

    label: str
    choices: list[Choice]


class AddressFilter:
    """What a list is narrowed to, as an address asks for it; what isn't there is ignored."""

    def __init__(self, asked: QueryDict, options: dict[str, tuple[str, dict[str, str]]]) -> None:
        self.asked = asked
        self.options = options
        self.chosen = {
            name: value
            for name, (_, words) in options.items()
            if (value := str(asked.get(name, ""))) in words
        }

    def groups(self) -> Iterable[Group]:
        for name, (label, options) in self.options.items():
            if len(options) > 1:
                chosen = self.chosen.get(name)
                links = [Choice("All", self._href(name, ""), chosen is None)]
                links += [
                    Choice(words, self._href(name, key), chosen == key)
                    for key, words in options.items()
                ]
                yield Group(label, links)

    def _href(self, name: str, value: str) -> str:
        """This address with one filter changed, from its first page; the sorting stays."""
        address = self.asked.copy()
        address.pop("page", None)
        address.pop(name, None)
        if value:
            address[name] = value
        return f"?{address.urlencode()}"

    def in_words(self) -> str:
        """ "Off track · (a) Leaders": what the list is narrowed to; empty where it is not."""
        return " · ".join(self.options[name][1][value] for name, value in self.chosen.items())


class ActionFilter(AddressFilter):
    """The filters as an address asks for them; what it asks for that isn't there is ignored.

    Two queries: the areas of weakness, and the organisations accountable for actions.
    """

    def __init__(self, asked: QueryDict, *, area: LocalArea, on: date) -> None:
        self.on = on
        areas = (
            AreaOfWeakness.objects.of(area)
            .standing()
            .filter(regime__in=Regime.objects.of(area).leading())
            .order_by("position")
        )
        owing = (
            Organisation.objects.of(area)
            .filter(posts__actions__isnull=False)
            .order_by("name")
            .distinct()
        )
        words = {status.value: status.label for status in Status}
        options: dict[str, tuple[str, dict[str, str]]] = {
            "area": (
                "Area",
                {
                    each.ref: f"({each.ref}) {each.short_title}"
                    for each in areas.order_by("position")
                },
            ),
            "status": ("Status", words | {NO_UPDATE: "No status recorded"}),
            "show": ("Show only", {OVERDUE: "Overdue", SILENT: f"No update in {on:%B}"}),
            "organisation": (
                "Organisation",
                {each.name: each.name for each in owing.order_by("name")},
            ),
        }
        super().__init__(asked, options)

    def apply(self, rows: ActionQuerySet) -> ActionQuerySet:
        if area := self.chosen.get("area"):
            rows = rows.filter(area__ref=area)
        if status := self.chosen.get("status"):
            rows = rows.filter(status="" if status == NO_UPDATE else status)
        if organisation := self.chosen.get("organisation"):
            rows = rows.filter(accountable__organisation__name=organisation)
        if self.chosen.get("show") == OVERDUE:
            rows = rows.overdue(self.on)
        if self.chosen.get("show") == SILENT:
            rows = rows.without_update_in(month_of(self.on))
        return rows
