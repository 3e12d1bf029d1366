"""The story of Fernshire, an invented area: `tell` writes it, ending today."""

from datetime import date

from sendtrack.accounts.models import User
from sendtrack.demo.telling.audits import audits
from sendtrack.demo.telling.board import board
from sendtrack.demo.telling.cast import cast
from sendtrack.demo.telling.evidence import evidence
from sendtrack.demo.telling.framework import framework
from sendtrack.demo.telling.governance import governance
from sendtrack.demo.telling.measures import measures
from sendtrack.demo.telling.notice import notice, review
from sendtrack.demo.telling.people import comings_and_goings
from sendtrack.demo.telling.plan import plan
from sendtrack.demo.telling.progress import progress
from sendtrack.demo.telling.published import published
from sendtrack.demo.telling.register import risks
from sendtrack.demo.telling.reports import reports
from sendtrack.demo.telling.stated import stated
from sendtrack.demo.telling.statement import statement
from sendtrack.demo.telling.story import Story
from sendtrack.demo.telling.success import success
from sendtrack.demo.telling.workings import workings
from sendtrack.organisations.models import LocalArea

CHAPTERS = (
    cast,
    statement,
    notice,
    plan,
    progress,
    stated,
    risks,
    measures,
    published,
    evidence,
    framework,
    audits,
    success,
    board,
    governance,
    review,
    comings_and_goings,
    workings,
    reports,
)


def tell(*, today: date, password: str) -> LocalArea:
    """Write eight months of a living plan through the verbs that the pages use."""
    story = Story(today=today, password=password, system=User.objects.system())
    for chapter in CHAPTERS:
        chapter(story)
    return story.tell()
