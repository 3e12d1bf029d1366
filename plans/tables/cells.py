"""What cells of several tables say."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from sendtrack.organisations.models import Post


def who(post: Post | None) -> SafeString | str:
    """A post and its organisation."""
    if post is None:
        return "Nobody recorded"
    return with_notes(post.title, [str(post.organisation)])


def with_notes(text: str, notes: list[str]) -> SafeString | str:
    """A cell with what is worth a word under it."""
    if not notes:
        return text
    return format_html('{} <span class="app-muted app-block">{}</span>', text, "; ".join(notes))
