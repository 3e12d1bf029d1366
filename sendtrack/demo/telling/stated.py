"""What the lead writes down of the Notice, so that its days are held against each other."""

from datetime import date, timedelta

from sendtrack.demo.telling.story import Story
from sendtrack.periods import add_months, day_in_words
from sendtrack.sources import changes as sources
from sendtrack.sources.models import Citation, FactKind, Relation
from sendtrack.sources.policies import Stated

DELIVERED = "Actions: delivered by"


def stated(story: Story) -> None:
    story.at(story.issued_on + timedelta(days=9), 10, lambda on: _write(story, on))


def _write(story: Story, on: date) -> None:
    """The last targets lie after the day by which actions should be delivered, as in real ones."""
    last = add_months(story.issued_on, 24)
    _fact(
        story,
        "paragraph 3",
        "Last target horizon",
        "24 months of implementation",
        Stated(
            about="Targets: last horizon",
            kind=FactKind.DAY,
            earliest=last,
            relation=Relation.NOT_AFTER,
            related_to=DELIVERED,
        ),
    )
    end = add_months(story.issued_on, 18)
    _fact(
        story,
        "paragraph 10",
        "Actions delivered by",
        f"within 18 months of this Notice: {day_in_words(end)}",
        Stated(about=DELIVERED, kind=FactKind.DAY, earliest=end),
    )


def _fact(story: Story, paragraph: str, statement: str, value: str, told: Stated) -> None:
    quoted = Citation.objects.of(story.area).get(
        document__code="improvement-notice", paragraph=paragraph
    )
    sources.add_fact(
        document=quoted.document,
        paragraph=paragraph,
        words="",
        statement=statement,
        value=value,
        stated=told,
        by=story.by("lead"),
    )
