"""What cells of several tables say."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from sendtrack.organisations.models import Post


def who(post: Post | None) -> SafeString | str:
    """A post and its organisation."""
    if post is None:
        return "Nobody recorded"
    return with_notes(post.title, [str(post.organisation)])


def late_by(days: int) -> str:
    """ "12 days overdue"; empty where nothing is late."""
    return f"{days} day{'' if days == 1 else 's'} overdue" if days else ""


def with_notes(text: str, notes: list[str], *, late: str = "") -> SafeString | str:
    """A cell with what is worth a word under it; what is late stands out."""
    pressing = format_html(' <span class="app-late">{}</span>', late) if late else ""
    quiet = (
        format_html(' <span class="app-muted app-block">{}</span>', "; ".join(notes))
        if notes
        else ""
    )
    return format_html("{}{}{}", text, pressing, quiet) if pressing or quiet else text
