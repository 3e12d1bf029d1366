"""The base of all tables that are made from rows of the database.

    class ActionTable(GovukTable):
        caption = "Actions"
        row_header = "title"
        due_on = DayColumn()

        class Meta(GovukTable.Meta):
            empty_text = "No action falls due in this period."

    table = ActionTable.for_request(request, Action.objects.visible_to(user))

A page prints it with `{% show_table table %}`. Its order is total: two rows that are equal in what
they are sorted by keep their places from page to page. Addresses that people or robots have bent
(`?page=x&per_page=9999&sort=nothing`) give a page, never an error.
"""

import inspect
from collections.abc import Iterator
from typing import Any, Self

import django_tables2
from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_tables2.data import TableQuerysetData

from sendtrack.govuk.tags.dates import short_day
from sendtrack.govuk.tags.status import ladder, status_tag

PER_PAGE, MOST_PER_PAGE = 50, 200
SORTED_BY_AT_MOST = 3

NOTHING = "–"
"""What a cell holds that has nothing to say."""


class NumberColumn(django_tables2.Column):
    """Numbers under each other, at the right."""

    is_numeric = True


class DayColumn(django_tables2.Column):
    """9 Nov 2021, never broken over two lines."""

    is_day = True

    def render(self, value: Any) -> str:
        return short_day(value)


class TitleColumn(django_tables2.Column):
    """What a row is about: in a stacked row no heading need stand beside it."""

    needs_no_heading = True


class StatusColumn(django_tables2.Column):
    """A key of the table of statuses, as its tag: no heading need stand beside it."""

    needs_no_heading = True

    def render(self, value: Any) -> SafeString:
        return status_tag(value)

    def value(self, value: Any) -> Any:
        return value


class LadderColumn(django_tables2.Column):
    """Rungs of a target ladder, in the short form."""

    def render(self, value: Any) -> SafeString:
        return ladder(value, about=f"{self.verbose_name or 'Targets'}", line=True)


class TotallyOrdered(TableQuerysetData):
    """Rows whose order never depends on chance."""

    data: QuerySet[Any]

    def __init__(self, data: QuerySet[Any]) -> None:
        super().__init__(with_tie_breaker(data))

    def order_by(self, aliases: Any) -> None:
        super().order_by(aliases)
        self.data = with_tie_breaker(self.data)

    @property
    def ordering(self) -> None:
        """What the view has sorted by stays the view's business; no heading claims it."""


def with_tie_breaker(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same rows, where rows that are equal otherwise follow their primary key."""
    order = rows.query.order_by
    if not order and rows.query.default_ordering:
        order = tuple(rows.model._meta.ordering)
    return rows if order and order[-1] in {"pk", "-pk"} else rows.order_by(*order, "pk")


class GovukTable(django_tables2.Table):
    """A table with a caption, headings that sort, pages, and words for when it is empty.

    `row_header` names the column whose cells head their rows. On a narrow screen each row becomes
    a block with its headings beside the cells; with `stacks = False` (a matrix) it scrolls instead,
    and with `stacks_early` it becomes blocks on a tablet held upright as well.
    Two tables on a page need two captions; `caption_size` is "m" where no heading stands above.
    """

    caption = ""
    hide_caption = False
    caption_size = "s"
    row_header = ""
    stacks = True
    stacks_early = False

    class Meta:
        template_name = "govuk/table.html"

    def __init__(self, data: Any, *args: Any, **kwargs: Any) -> None:
        if isinstance(data, QuerySet):
            data = TotallyOrdered(data)
        kwargs.setdefault("template_name", "govuk/table.html")
        self.caption = kwargs.pop("caption", self.caption)
        super().__init__(data, *args, **kwargs)
        if not (self.caption and self.empty_text):
            raise ImproperlyConfigured(
                f"{type(self).__name__} needs a caption, and an empty_text that says why it is "
                "empty and what fills it."
            )
        for column in self.columns:
            column.render = _with_known_signature(column.render)

    @classmethod
    def for_request(
        cls, request: HttpRequest, data: Any, *, per_page: int = PER_PAGE, **kwargs: Any
    ) -> Self:
        """The table as the address asks for it: sorted, and on the right page."""
        table = cls(data, **kwargs)
        table.request = request
        if asked := request.GET.getlist(table.prefixed_order_by_field):
            table.order_by = list(dict.fromkeys(asked))[:SORTED_BY_AT_MOST]
        length = _whole(request.GET.get(table.prefixed_per_page_field, "")) or per_page
        table.paginate(per_page=max(1, min(length, MOST_PER_PAGE)))
        table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field, 1))
        return table

    def headings(self) -> Iterator[dict[str, Any]]:
        """What the template needs to know of each column's heading."""
        request = getattr(self, "request", None)
        asked = request.GET if request else QueryDict()
        for column in self.columns:
            heading: dict[str, Any] = {
                "text": column.header,
                "is_numeric": getattr(column.column, "is_numeric", False),
            }
            if column.orderable and request:
                address = asked.copy()
                address[self.prefixed_order_by_field] = column.order_by_alias.next
                address.pop(self.prefixed_page_field, None)
                heading["href"] = f"?{address.urlencode()}"
                if column.is_ordered:
                    is_falling = column.order_by_alias.is_descending
                    heading["sort"] = "descending" if is_falling else "ascending"
            yield heading

    def body(self) -> Iterator[dict[str, Any]]:
        """The rows of this page with their cells, drawn: a template drawing each cell of a long
        table takes most of its page's time."""
        tags = {column.name: self._tags(column) for column in self.columns}
        without = {column.name: self._tags(column, says=False) for column in self.columns}
        for row in self.paginated_rows:
            cells = (
                (*(without if cell == NOTHING else tags)[column.name], cell)
                for column, cell in row.items()
            )
            drawn = (
                format_html("{}{}{}", opening, cell, closing) for opening, closing, cell in cells
            )
            yield {"attrs": row.attrs, "cells": SafeString("\n".join(drawn))}

    def _tags(self, column: Any, *, says: bool = True) -> tuple[SafeString, SafeString]:
        """What begins and ends the cells of a column. A cell that says nothing is left out where
        the row becomes a block and no heading would stand beside it."""
        if column.name == self.row_header:
            role = SafeString(' role="rowheader"' if self.stacks else "")
            opening = '<th scope="row"{} class="govuk-table__header">'
            return format_html(opening, role), SafeString("</th>")
        kind = column.column
        heading = "" if getattr(kind, "needs_no_heading", False) else column.header
        numeric = " govuk-table__cell--numeric" if getattr(kind, "is_numeric", False) else ""
        day = " app-table__day" if getattr(kind, "is_day", False) else ""
        nothing = "" if heading or says else " app-table__nothing"
        role = (
            format_html(' role="cell" data-heading="{}"', heading) if self.stacks else SafeString()
        )
        opening = '<td{} class="govuk-table__cell{}{}{}">'
        return format_html(opening, role, numeric, day, nothing), SafeString("</td>")


def _with_known_signature(render: Any) -> Any:
    """The same function, with the signature that django-tables2 asks for at each cell at hand."""

    def known(**given: Any) -> Any:
        return render(**given)

    known.__signature__ = inspect.signature(render)  # type: ignore[attr-defined]  # inspect reads it
    return known


def _whole(typed: str) -> int:
    """The number that was typed; 0 for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
