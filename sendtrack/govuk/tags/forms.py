"""Tags for forms."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sendtrack.govuk.bound import GovukBoundField
from sendtrack.govuk.components import render
from sendtrack.govuk.forms import GovukMixin
from sendtrack.govuk.forms import error_summary as summary_of

register = template.Library()


@register.simple_tag(takes_context=True)
def error_summary(context: template.Context, *forms: GovukMixin) -> SafeString | str:
    """What has to be put right, at the top of the page: `{% error_summary form %}`. The words of
    the Notice are quoted unless another regime leads."""
    asks = context.get("asks")
    return summary_of([form for form in forms if form], quotes=asks is None or asks.is_notice)


@register.simple_tag
def field(
    bound: GovukBoundField,
    *,
    size: str = "s",
    heading: bool = False,
    prefix: str = "",
    suffix: str = "",
    classes: str = "",
    rows: int | None = None,
    bare: bool = False,
) -> SafeString:
    """A field that looks different on this page: `{% field form.title size="l" heading=True %}`.

    `bare` is for a cell of a table whose row says what is asked: only those who listen to the page
    are told the question again.
    """
    look: dict[str, Any] = {"size": size, "heading": heading, "prefix": prefix, "suffix": suffix}
    look["bare"] = bare
    if rows:
        look["rows"] = rows
    bound.look = {**look, "classes": classes}
    return bound.as_field_group()


@register.simple_tag(takes_context=True)
def error_prefix(context: template.Context) -> str:
    """ "Error: " in front of the page's title, where the page's form has errors."""
    said = [context.get("form"), context.get("look_back"), *(context.get("forms") or ())]
    return "Error: " if any(getattr(form, "errors", None) for form in said) else ""


@register.simple_tag
def tick(
    text: str, *, name: str, value: object, about: str = "", checked: bool = False
) -> SafeString:
    """A small box to tick beside one of many rows. `about` says which to those who listen."""
    hidden = format_html('<span class="govuk-visually-hidden"> {}</span>', about) if about else ""
    item = {
        "id": f"{name}-{value}",
        "value": value,
        "text": format_html("{}{}", text, hidden),
        "checked": checked,
    }
    options = {"name": name, "items": [item], "classes": "govuk-checkboxes--small app-tick"}
    return render("checkboxes", options)
