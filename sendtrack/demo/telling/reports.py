"""The two-monthly reports: three sent, the fourth left for the worker."""

from datetime import date, timedelta

from reviews import changes as reviews
from reviews.models import Return
from reviews.states import ReturnState
from sendtrack import clock
from sendtrack.demo.telling.story import Story
from sendtrack.periods import add_working_days

SENT = 3


def reports(story: Story) -> None:
    for number in range(1, SENT + 1):
        ended = story.day(number * 2)
        story.at(ended + timedelta(days=1), 6, lambda on: _compile(story, on))
        story.at(add_working_days(ended, 2 + number), 10, lambda on: _approve(story, on))


def _compile(story: Story, on: date) -> None:
    for report in reviews.open_due_returns(regime=story.regime, on=on, by=story.system):
        if reviews.claim(report=report, at=clock.now()):
            reviews.compile_return(report=report, on=on, at=clock.now())
    story.send_mail()


def _approve(story: Story, on: date) -> None:
    for report in Return.objects.of(story.area).filter(state=ReturnState.AWAITING_APPROVAL):
        reviews.approve_return(report=report, by=story.by("chair"), on=on)
    story.send_mail()
    for report in Return.objects.of(story.area).filter(state=ReturnState.APPROVED):
        reviews.settle_sent(report=report, by=story.system)
