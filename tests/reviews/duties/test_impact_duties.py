"""Paragraphs 4(e) and 4(g): evidence of impact, and the views of those it is for."""

from datetime import date

from plans.states import EvidenceKind, VoiceGroup
from reviews.states import VerdictWord
from tests.reviews.conftest import Judges, Life
from tests.reviews.duties.proofs import proves

IMPACT, VIEWS = "evidence-of-impact", "views-heard"


@proves(IMPACT, VerdictWord.MET)
def test_recent_evidence_of_practice_and_of_experience(life: Life, verdict: Judges) -> None:
    life.shows(EvidenceKind.PRACTICE, date(2026, 1, 20))
    life.shows(EvidenceKind.EXPERIENCE, date(2026, 2, 2))
    said = verdict(IMPACT)
    assert said.word == VerdictWord.MET
    assert said.because == (
        "1 piece on the quality of practice, the newest of 20 January 2026; 1 piece on the "
        "experience of children and families, the newest of 2 February 2026."
    )


@proves(IMPACT, VerdictWord.NOT_MET)
def test_audits_alone_say_nothing_of_what_families_live_through(
    life: Life, verdict: Judges
) -> None:
    life.shows(EvidenceKind.PRACTICE, date(2026, 1, 20))
    life.shows(EvidenceKind.EXPERIENCE, date(2025, 6, 2))
    said = verdict(IMPACT)
    assert said.word == VerdictWord.NOT_MET
    assert said.because == (
        "No evidence of the last 6 months shows the experience of children and families."
    )


@proves(IMPACT, VerdictWord.NO_EVIDENCE)
def test_no_evidence_is_never_green(life: Life, verdict: Judges) -> None:
    assert verdict(IMPACT).word == VerdictWord.NO_EVIDENCE


@proves(VIEWS, VerdictWord.MET)
def test_each_group_of_the_notice_heard_this_half_year(life: Life, verdict: Judges) -> None:
    for group in VoiceGroup:
        life.hears(group, date(2026, 2, 2), changed="Panels meet families first.")
    said = verdict(VIEWS)
    assert said.word == VerdictWord.MET
    assert said.because.endswith("4 entries, 4 of which say what changed.")


@proves(VIEWS, VerdictWord.NOT_MET)
def test_children_whom_nobody_asked_are_named(life: Life, verdict: Judges) -> None:
    for group in (VoiceGroup.STAFF, VoiceGroup.SCHOOLS, VoiceGroup.PARENTS):
        life.hears(group, date(2026, 2, 2))
    said = verdict(VIEWS)
    assert said.word == VerdictWord.NOT_MET
    assert "the views of children and young people were heard" in said.because


@proves(VIEWS, VerdictWord.NO_EVIDENCE)
def test_no_views_recorded_is_no_evidence(verdict: Judges) -> None:
    assert verdict(VIEWS).word == VerdictWord.NO_EVIDENCE
