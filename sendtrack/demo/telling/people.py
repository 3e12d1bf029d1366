"""Who leaves, and who comes: a successor, a vacancy, and a date to come."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from boards.models import Seat
from boards.queries import loads_held_by
from sendtrack.accounts.models import Access
from sendtrack.demo.telling.story import Story, read
from sendtrack.handover.changes import Settled, hand_over, succeed
from sendtrack.organisations.models import Post


def comings_and_goings(story: Story) -> None:
    row = read("partnership")["succession"]
    story.at(story.day(row["month"]), 12, partial(_succession, story, row))
    for row in read("partnership")["leaving"]:
        story.at(story.day(row["month"]), 15, partial(_leaves, story, row))


def _succession(story: Story, row: dict[str, Any], on: date) -> None:
    """From now on the story speaks of the posts and seats of the new body."""
    made, _ = succeed(
        organisation=story.organisations[row["organisation"]],
        name=row["name"],
        short_name=row["short_name"],
        from_on=on,
        source=row["source"],
        by=story.by("support"),
        on=on,
    )
    story.organisations[row["organisation"]] = made.successor
    following = dict(made.posts)
    story.posts = {key: following.get(post, post) for key, post in story.posts.items()}
    seats = Seat.objects.of(story.area).current(on)
    by_post = {seat.post_id: seat for seat in seats}
    story.seats = {key: by_post[story.posts[key].pk] for key in story.seats}


def _leaves(story: Story, row: dict[str, Any], on: date) -> None:
    """What hangs on the post is handed over on one page, some days before the last one."""
    person = story.people[row["person"]]
    loads = loads_held_by(person, on)
    to: dict[str, Post] = {ref: story.posts[key] for ref, key in row.get("gives", {}).items()}
    hand_over(
        person=person,
        posts=[
            Settled(
                load,
                new_name=row.get("successor", ""),
                single={
                    item.key: to[ref]
                    for item in load.items
                    if (ref := getattr(item.row, "ref", "")) in to
                },
            )
            for load in loads
        ],
        to_on=on + timedelta(days=row["days"]),
        reason=row["why"],
        by=story.by("support"),
        access=Access.objects.of(story.area).filter(person=person).first(),
    )
