"""Verdicts as pages show them: grouped by word, with addresses for their evidence."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from reviews.duties import Judged, Proof, how_judged, settings_of
from reviews.states import VerdictWord
from sendtrack.organisations.models import LocalArea

UNMET_FIRST = (
    VerdictWord.NOT_MET,
    VerdictWord.NO_EVIDENCE,
    VerdictWord.MET_LATE,
    VerdictWord.NOT_YET_DUE,
    VerdictWord.MET,
    VerdictWord.NO_DUTY,
)


@dataclass(frozen=True)
class ShownDuty:
    judged: Judged
    links: tuple[tuple[str, str], ...]
    """Words and address of each piece of evidence; the address may be empty."""

    @property
    def words_heading(self) -> str:
        return f"The words of paragraph {self.judged.clause.paragraph}"

    @property
    def source(self) -> str:
        return str(self.judged.clause.citation)

    @property
    def settings(self) -> str:
        """What the verdict is measured with, in a sentence."""
        return settings_of(self.judged.clause)

    @property
    def how(self) -> str:
        """How this kind of duty is judged, in words."""
        return how_judged(self.judged.clause)


@dataclass(frozen=True)
class Group:
    word: VerdictWord
    duties: tuple[ShownDuty, ...]


def shown_duty(judged: Judged, area: LocalArea) -> ShownDuty:
    evidence = judged.verdict.evidence
    return ShownDuty(judged, tuple((proof.words, _address(proof, area)) for proof in evidence))


def _address(proof: Proof, area: LocalArea) -> str:
    if not proof.route:
        return ""
    return reverse(proof.route, kwargs={"area": area.slug, **proof.keywords})


def by_word(judged: Iterable[Judged], area: LocalArea) -> list[Group]:
    """One group for each word that was said, unmet first; inside it the order of the Notice."""
    shown = [shown_duty(each, area) for each in judged]
    groups = [
        Group(word, tuple(each for each in shown if each.judged.verdict.word == word))
        for word in UNMET_FIRST
    ]
    return [group for group in groups if group.duties]
