"""Tags for facts: summary lists, tables, quotations, the steps of a report."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils.safestring import SafeString

from sendtrack.govuk.components import draw, render, trimmed
from sendtrack.govuk.stacking import stacking

register = template.Library()

ROWS = "_rows_of_the_summary_list"

CLASSES = {
    (False, False): "",
    (True, False): "app-table--wide",
    (False, True): "app-table--stacks",
    (True, True): "app-table--stacks app-table--stacks-early",
}
"""How a plain table behaves where there is no room, by whether it is wide and whether it stacks."""


class SummaryList(template.Node):
    """Collects its rows first: whether a row leaves room for actions depends on the others."""

    def __init__(self, nodelist: NodeList, options: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.options = options

    def render(self, context: template.Context) -> SafeString:
        rows: list[dict[str, Any]] = []
        with context.push(**{ROWS: rows}):
            self.nodelist.render(context)
        said = {name: value.resolve(context) for name, value in self.options.items()}
        card = {"title": {"text": said["title"]}} if said.get("title") else None
        return summary(rows, card=card, classes=said.get("classes", ""))


def summary(
    rows: list[dict[str, Any]], *, card: dict[str, Any] | None = None, classes: str = ""
) -> SafeString:
    """A summary list from rows in the shape of govuk-frontend's options."""
    return render("summary-list", {"rows": rows, "card": card, "classes": classes})


@register.tag
def summary_list(parser: Parser, token: Token) -> SummaryList:
    """`{% summary_list title="…" %}` with `summary_row` tags inside; with a title it is a card."""
    bits = token.split_contents()[1:]
    options = token_kwargs(bits, parser)
    wrong = [*bits, *(name for name in options if name not in {"title", "classes"})]
    if wrong:
        raise template.TemplateSyntaxError(f"summary_list knows title and classes, not {wrong}.")
    nodelist = parser.parse(("endsummary_list",))
    parser.delete_first_token()
    return SummaryList(nodelist, options)


@register.simple_block_tag(takes_context=True)
def summary_row(
    context: template.Context,
    content: SafeString,
    key: str,
    *,
    href: str = "",
    action: str = "Change",
    about: str = "",
) -> str:
    """One row; `href` puts a link at its end, said in full with `about` ("Change the owner")."""
    row: dict[str, Any] = {"key": {"text": key}, "value": {"text": trimmed(content)}}
    if href:
        hidden = about or key[:1].lower() + key[1:]
        row["actions"] = [{"href": href, "text": action, "visually_hidden_text": hidden}]
    context[ROWS].append(row)
    return ""


@register.simple_block_tag
def table(
    content: SafeString,
    caption: str,
    *,
    hide_caption: bool = False,
    size: str = "m",
    wide: bool = False,
    stacks: bool = False,
) -> SafeString:
    """A table from plain `<thead>`, `<tr>`, `<th scope>`, `<td>`; class "numeric" aligns right.

    On a narrow screen it scrolls by itself, and can be reached by keyboard; `wide` keeps columns
    readable there. With `stacks` each row becomes a block instead, on a phone; where it is `wide`
    too, on a tablet already. A table that sorts or has pages is a `GovukTable` (it takes lists).
    """
    caption_classes = "govuk-visually-hidden" if hide_caption else f"govuk-table__caption--{size}"
    options: dict[str, Any] = {
        "content": stacking(content) if stacks else content,
        "caption": caption,
        "caption_classes": caption_classes,
        "classes": CLASSES[wide, stacks],
        "attributes": {"role": "table"} if stacks else {},
    }
    return draw("table_region", {"caption": caption, "table": render("table", options)})


@register.simple_tag(takes_context=True)
def show_table(context: template.Context, table: Any) -> SafeString:
    """A table of `sendtrack.govuk.tables`, with its pages."""
    return SafeString(table.as_html(context.get("request")))


@register.simple_block_tag
def quotation(
    content: SafeString, *, source: str = "", paragraph: str = "", url: str = ""
) -> SafeString:
    """The words of a document with where they stand, told apart from what we say ourselves."""
    return draw(
        "quotation",
        {
            "content": trimmed(content),
            "source": source,
            "paragraph": paragraph,
            "url": url,
        },
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process. `state` is "done", "now" or "ahead"."""

    label: str
    state: str
    note: str = ""
    url: str = ""


@register.simple_tag
def steps(items: Iterable[Step], *, about: str) -> SafeString:
    """A line of steps: due → compiling → awaiting approval → approved → sent → acknowledged."""
    return draw("steps", {"steps": list(items), "about": about})
