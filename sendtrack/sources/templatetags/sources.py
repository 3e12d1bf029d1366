"""Citations in templates: where the words stand, and the words themselves."""

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sendtrack.govuk.tags.records import quotation
from sendtrack.sources.models import Citation

register = template.Library()


def address(context: template.Context, citation: Citation) -> str:
    """The paragraph on the page of its document."""
    document = reverse("sources:document", args=[context["area"].slug, citation.document.code])
    return f"{document}#{citation.anchor}"


@register.simple_tag(takes_context=True)
def citation_link(context: template.Context, citation: Citation | None) -> SafeString | str:
    """ "Improvement Notice, Annex 1(a)" as a link; nothing without a citation."""
    if citation is None:
        return ""
    return format_html('<a href="{}">{}</a>', address(context, citation), citation)


@register.simple_tag(takes_context=True)
def cited_words(context: template.Context, citation: Citation | None) -> SafeString | str:
    """The paragraph word for word, with a link to where it stands."""
    if citation is None:
        return ""
    words = linebreaks_filter(citation.words, autoescape=True)
    return quotation(words, source=str(citation), url=address(context, citation))
