"""Questions of the hand-over: one for each post, and one for each thing that may go elsewhere."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from boards.queries import Item, Load
from sendtrack.accounts.models import Access
from sendtrack.govuk.fields import (
    DateField,
    EmailField,
    RadiosField,
    SelectField,
    TextField,
    TickField,
)
from sendtrack.govuk.forms import GovukForm
from sendtrack.handover.changes import Settled
from sendtrack.organisations.models import Person, Post

SUCCESSOR, VACANT, ELSEWHERE = "successor", "vacant", "elsewhere"
WHY = "It stands in the history of everything that changes hands, beside your name."


class WorkForm(GovukForm):
    """Where the open work of posts goes. The choices are read once, whatever the work."""

    reason = TextField(label="Why?", noun="the reason", max_length=200, help_text=WHY)

    def __init__(
        self, data: Any, *, loads: list[Load], posts: Iterable[Post], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.loads = loads
        self.posts = {str(post.pk): post for post in posts}
        for load in loads:
            self._ask_about(load)

    def _posts_but(self, post: Post, nothing: str) -> list[tuple[str, str]]:
        choices = [(key, _named(each)) for key, each in self.posts.items() if each != post]
        return [("", nothing), *choices]

    def _ask_about(self, load: Load) -> None:
        for item in load.items:
            self.fields[f"item-{item.key}"] = SelectField(
                label=item.words,
                noun="the post",
                required=False,
                choices=self._posts_but(load.post, "Stays with the post, or goes where all goes"),
            )

    def _to(self, name: str) -> Post | None:
        return self.posts.get(self.cleaned_data.get(name) or "")

    def _single(self, load: Load) -> dict[str, Post]:
        chosen = {item.key: self._to(f"item-{item.key}") for item in load.items}
        return {key: post for key, post in chosen.items() if post is not None}

    def items_of(self, load: Load) -> list[tuple[Item, Any]]:
        return [(item, self[f"item-{item.key}"]) for item in load.items]


class PostWorkForm(WorkForm):
    """The work of one post goes to others."""

    field_order = ("to",)

    def _ask_about(self, load: Load) -> None:
        self.fields["to"] = SelectField(
            label="Give everything to",
            noun="the post",
            required=False,
            choices=self._posts_but(load.post, "Nobody: only what is chosen below"),
        )
        super()._ask_about(load)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        load = self.loads[0]
        settled = Settled(load, to=self._to("to"), single=self._single(load))
        if not self.errors and settled.to is None and not settled.single:
            self.add_error("to", "Choose a post for everything, or one for a single thing below")
        return {"settled": settled, "reason": answers.get("reason", "")}

    @property
    def parts(self) -> list[dict[str, Any]]:
        load = self.loads[0]
        return [{"load": load, "items": self.items_of(load)}]


class SuccessionForm(GovukForm):
    """Which body takes an organisation's place, from which day, and who says so."""

    name = TextField(label="Name of the successor", noun="the successor’s name", max_length=160)
    short_name = TextField(
        label="Short name (optional)",
        noun="the short name",
        required=False,
        max_length=60,
        help_text="What people call it in a sentence, for example “the ICB”.",
    )
    from_on = DateField(
        label="First day of the successor",
        noun="the first day of the successor",
        help_text="The old body ends the day before. For example, 1 July 2022",
    )
    source = TextField(
        label="Where is this laid down?",
        noun="where this is laid down",
        max_length=300,
        help_text="A document or an order, with its day. It is shown beside the succession.",
    )


class LeavingForm(WorkForm):
    """Somebody leaves: their last day, why, what becomes of each post, and their right to sign in.

    The questions about one post are `after-7`, `person-7`, `name-7`, `email-7` and `to-7`.
    """

    field_order = ("to_on", "reason")

    to_on = DateField(
        label="Last day",
        noun="the last day",
        help_text="A day to come is fine: posts and the right to sign in keep until then.",
    )

    def __init__(
        self,
        data: Any,
        *,
        person: Person,
        loads: list[Load],
        posts: Iterable[Post],
        people: Iterable[Person],
        access: Access | None,
        day: date,
    ) -> None:
        self.person, self.access = person, access
        self.people = {str(each.pk): each for each in people if each != person}
        super().__init__(data, loads=loads, posts=posts, initial={"to_on": day, "ends": True})
        if access is not None:
            self.fields["ends"] = TickField(
                label=f"The right to sign in ({access.get_role_display().lower()}) ends that day",
                noun="whether the right to sign in ends",
                required=False,
            )

    def _ask_about(self, load: Load) -> None:
        key = load.post.pk
        options = [(SUCCESSOR, "Somebody takes it up the day after")]
        options.append((VACANT, "It stays vacant, with its work"))
        reveals = {SUCCESSOR: [f"person-{key}", f"name-{key}"]}
        if load.items:
            options.append((ELSEWHERE, "It stays vacant, and all of its work goes to another post"))
            reveals[ELSEWHERE] = [f"to-{key}"]
        if self.access is not None:
            reveals[SUCCESSOR].append(f"email-{key}")
        noun = f"what becomes of the post {load.post}"
        self.fields[f"after-{key}"] = RadiosField(
            label="What becomes of this post?", noun=noun, choices=options, reveals=reveals
        )
        known = [(each, person.name) for each, person in self.people.items()]
        self.fields[f"person-{key}"] = SelectField(
            label="Who takes it up?",
            noun="who takes it up",
            required=False,
            choices=[("", "Somebody new: their name is below"), *known],
        )
        self.fields[f"name-{key}"] = TextField(
            label="Name, where they are new", noun="their name", required=False, max_length=120
        )
        if self.access is not None:
            self.fields[f"email-{key}"] = EmailField(
                label="Invite them (optional)",
                noun="their email address",
                required=False,
                max_length=254,
                help_text="Their email address. The same role is offered from their first day.",
            )
        if load.items:
            self.fields[f"to-{key}"] = SelectField(
                label="Which post takes its work?",
                noun="the post that takes the work",
                choices=self._posts_but(load.post, "Choose one"),
            )
        super()._ask_about(load)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        return {
            "to_on": answers.get("to_on"),
            "reason": answers.get("reason", ""),
            "posts": [self._settled(load, answers) for load in self.loads],
            "access": self.access if answers.get("ends") else None,
        }

    def _settled(self, load: Load, answers: dict[str, Any]) -> Settled:
        key = load.post.pk
        after = answers.get(f"after-{key}")
        successor = self.people.get(answers.get(f"person-{key}") or "")
        name = answers.get(f"name-{key}") or ""
        if after == SUCCESSOR and successor is None and not name:
            self.add_error(f"person-{key}", "Choose who takes up the post, or enter a name below")
        return Settled(
            load,
            successor=successor,
            new_name="" if successor else name,
            invite_at=answers.get(f"email-{key}") or "",
            to=self._to(f"to-{key}"),
            single=self._single(load),
        )

    @property
    def parts(self) -> list[dict[str, Any]]:
        """What the page draws for each post."""
        return [
            {
                "load": load,
                "after": self[f"after-{load.post.pk}"],
                "items": self.items_of(load),
            }
            for load in self.loads
        ]


def _named(post: Post) -> str:
    holder = getattr(post, "holder_name", None)
    return f"{post.in_full} ({holder or 'vacant'})"
