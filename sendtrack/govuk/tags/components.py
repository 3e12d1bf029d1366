"""Tags for the content components of the GOV.UK Design System.

A wrong keyword in a template is an error when the template is compiled, not a silent nothing.
"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sendtrack.govuk.components import render, trimmed

register = template.Library()

BUTTONS = {"": "", **{kind: f"govuk-button--{kind}" for kind in ("secondary", "warning")}}


@register.filter
def attributes(mapping: Mapping[str, Any] | None) -> SafeString:
    """HTML attributes: True prints the bare name, None and False print nothing."""
    said = {
        name: value
        for name, value in (mapping or {}).items()
        if value is not None and value is not False
    }
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value),)
            for name, value in said.items()
        ),
    )


@register.simple_tag
def button(
    text: str,
    *,
    href: str = "",
    kind: str = "",
    type: str = "submit",
    name: str = "",
    value: str = "",
    id: str = "",
    form: str = "",
    once: bool = False,
    about: str = "",
) -> SafeString:
    """A button, or a link that looks like one (`href`). `kind` is "secondary" or "warning".

    `once` ignores a second press within a second. `about` says, for those who listen, which of
    several buttons with the same word this is: `{% button "Update" href=url about="A4.2" %}`.
    """
    label = (
        format_html('{}<span class="govuk-visually-hidden"> {}</span>', text, about)
        if about
        else text
    )
    return render(
        "button",
        {
            "text": label,
            "href": href,
            "classes": BUTTONS[kind],
            "type": type,
            "name": name,
            "value": value,
            "id": id,
            "prevent_double_click": True if once else None,
            "attributes": {"form": form or None},
        },
    )


@register.simple_tag
def link(text: str, *, href: str, about: str) -> SafeString:
    """One of several links with the same word; `about` says which to those who listen."""
    hidden = format_html('<span class="govuk-visually-hidden"> {}</span>', about)
    return format_html('<a class="govuk-link" href="{}">{}{}</a>', href, text, hidden)


@register.simple_block_tag
def button_group(content: SafeString) -> SafeString:
    return format_html('<div class="govuk-button-group">{}</div>', content)


@register.simple_block_tag
def notification_banner(
    content: SafeString,
    *,
    type: str = "",
    title: str = "",
    title_id: str = "",
    role: str = "",
) -> SafeString:
    """One a page at most. `type="success"` takes the focus; anything else waits to be read."""
    return render(
        "notification-banner",
        {
            "content": content,
            "type": type,
            "title_text": title,
            "title_id": title_id,
            "role": role,
        },
    )


@register.simple_block_tag
def fieldset(content: SafeString, legend: str) -> SafeString:
    """Questions of a long form that belong together."""
    told = {"text": legend, "classes": "govuk-fieldset__legend--m"}
    return render("fieldset", {"legend": told, "content": content})


@register.simple_block_tag
def inset_text(
    content: SafeString,
    *,
    id: str = "",
    classes: str = "",
) -> SafeString:
    return render("inset-text", {"text": content, "id": id, "classes": classes})


@register.simple_block_tag
def warning_text(content: SafeString, *, fallback: str = "Warning") -> SafeString:
    return render("warning-text", {"text": content, "icon_fallback_text": fallback})


@register.simple_block_tag
def details(
    content: SafeString,
    summary: str,
    *,
    open: bool = False,
    id: str = "",
    on_phones: bool = False,
) -> SafeString:
    """What can be folded away; with `on_phones` only there: elsewhere it always lies open."""
    return render(
        "details",
        {
            "text": content,
            "summary_text": summary,
            "open": bool(open),
            "id": id,
            "classes": "app-folds" if on_phones else "",
        },
    )


@register.simple_block_tag
def panel(content: SafeString, title: str, *, level: int = 1) -> SafeString:
    return render("panel", {"text": trimmed(content), "title_text": title, "heading_level": level})


@register.simple_tag
def tag(text: str, *, colour: str = "") -> SafeString:
    """A plain tag. For anything in the table of statuses use `status_tag`."""
    return render("tag", {"text": text, "classes": f"govuk-tag--{colour}" if colour else ""})


@register.simple_tag
def back_link(href: str, text: str = "Back") -> SafeString:
    """Stands before the main part of the page, so it is a landmark of its own."""
    link = render("back-link", {"href": href, "text": text})
    return format_html('<nav class="app-back" aria-label="Way back">{}</nav>', link)


@register.simple_tag
def breadcrumbs(*labels_and_urls: str) -> SafeString:
    """`{% breadcrumbs "Plan" plan_url "Area (a)" area_url "A4.2" %}`; the last one is this page."""
    pairs = [labels_and_urls[i : i + 2] for i in range(0, len(labels_and_urls), 2)]
    items = [{"text": pair[0], "href": pair[1] if len(pair) == 2 else ""} for pair in pairs]
    return render("breadcrumbs", {"items": items, "collapse_on_mobile": True})
