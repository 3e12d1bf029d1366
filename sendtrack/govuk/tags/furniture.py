"""What stands around every page: header, navigation, paging, footer."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sendtrack.govuk.components import render

register = template.Library()


@register.simple_tag
def skip_link(text: str = "Skip to main content", href: str = "#main-content") -> SafeString:
    return render("skip-link", {"text": text, "href": href})


@register.simple_tag
def generic_header(name: str, url: str = "/", *, product: str = "") -> SafeString:
    """Whose pages these are and, beside it, what they are for."""
    logo = name
    if product:
        logo = format_html('{} <span class="app-header__product">{}</span>', name, product)
    return render("generic-header", {"logo_text": logo, "url": url})


@register.simple_tag
def service_navigation(
    navigation: Iterable[tuple[str, str, bool]] = (), *, name: str = "", url: str = ""
) -> SafeString:
    """The items are (label, url, whether this is where the reader is)."""
    items = [{"text": text, "href": href, "active": now} for text, href, now in navigation or ()]
    return render(
        "service-navigation",
        {
            "service_name": name,
            "service_url": url,
            "navigation": items,
        },
    )


@register.simple_block_tag
def phase_banner(content: SafeString, label: str) -> SafeString:
    return render("phase-banner", {"tag": {"text": label}, "text": content})


@register.simple_block_tag
def footer(content: SafeString, *labels_and_urls: str) -> SafeString:
    """`{% footer "Accessibility statement" url %}what this is{% endfooter %}`"""
    pairs = zip(labels_and_urls[::2], labels_and_urls[1::2], strict=True)
    links = [{"text": text, "href": href} for text, href in pairs if href]
    return render("footer", {"meta": {"items": links, "text": content}})


@register.simple_tag(takes_context=True)
def pagination(
    context: template.Context, page: Page[Any], *, parameter: str = "page", about: str = ""
) -> SafeString | str:
    """Links to the other pages of a list; every other part of the address stays as it is."""
    if page.paginator.num_pages < 2:
        return ""
    request = context.get("request")
    asked = request.GET if request else QueryDict()

    def href(number: int) -> str:
        address = asked.copy()
        address[parameter] = str(number)
        return f"?{address.urlencode()}"

    items: list[Mapping[str, Any]] = [
        {"number": number, "href": href(number), "current": number == page.number}
        if isinstance(number, int)
        else {"ellipsis": True}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    options: dict[str, Any] = {"items": items}
    if about:
        options["landmark_label"] = f"Pages of {about}"
    if page.has_previous():
        options["previous"] = {"href": href(page.previous_page_number())}
    if page.has_next():
        options["next"] = {"href": href(page.next_page_number())}
    return render("pagination", options)


@register.simple_tag
def message_banner(messages: Iterable[Any]) -> SafeString | str:
    """What has just happened, in one banner: a page never carries two."""
    said = list(messages or ())
    if not said:
        return ""
    is_success = all("success" in message.tags.split() for message in said)
    content = format_html_join(
        "",
        '<p class="govuk-notification-banner__heading">{}</p>',
        ((message.message,) for message in said),
    )
    return render(
        "notification-banner",
        {"content": content, "type": "success" if is_success else "", "role": "alert"},
    )
