"""Duties about evidence of impact, and about the views of the people it is for."""

from plans.states import EvidenceKind, VoiceGroup
from reviews.duties.known import Known, Recorded
from reviews.duties.parameters import Recent
from reviews.duties.registry import duty
from reviews.duties.verdicts import Proof, Verdict
from reviews.models import Clause
from reviews.states import VerdictWord
from reviews.wording import capital, counted, day_or_nothing, listed
from sendtrack.periods import add_months

EVIDENCE = Proof("The plan, with the evidence of each area", "plans:plan")
VOICES = Proof("The views heard", "plans:voices")
BOARD_HEARD = Proof("The views that came to the board", "boards:heard")

IMPACT = {
    EvidenceKind.PRACTICE: "the quality of practice",
    EvidenceKind.EXPERIENCE: "the experience of children and families",
}


@duty(
    "evidence-of-impact",
    says={VerdictWord.MET, VerdictWord.NOT_MET, VerdictWord.NO_EVIDENCE},
    parameters=Recent,
)
def evidence_of_impact(clause: Clause, known: Known) -> Verdict:
    """Paragraph 4(e). Met while there is recent evidence of both the quality of practice and the
    experience of children and families."""
    if not known.evidence:
        return Verdict(VerdictWord.NO_EVIDENCE, "No evidence of impact is recorded.", (EVIDENCE,))
    months = Recent.of(clause).months
    since = add_months(known.on, -months)
    told, lacking = [], []
    for kind, what in IMPACT.items():
        found = known.evidence.get(kind, Recorded())
        if found.newest and found.newest >= since:
            pieces = counted(found.count, "piece")
            told.append(f"{pieces} on {what}, the newest of {day_or_nothing(found.newest)}")
        else:
            lacking.append(what)
    if lacking:
        because = f"No evidence of the last {months} months shows {listed(lacking)}."
        return Verdict(known.lacking, because, (EVIDENCE,))
    return Verdict(VerdictWord.MET, f"{capital('; '.join(told))}.", (EVIDENCE,))


@duty(
    "views-heard",
    says={VerdictWord.MET, VerdictWord.NOT_MET, VerdictWord.NO_EVIDENCE},
    parameters=Recent,
)
def views_heard(clause: Clause, known: Known) -> Verdict:
    """Paragraph 4(g). Met while the views of each group the Notice names were heard recently."""
    if not known.voices:
        return Verdict(VerdictWord.NO_EVIDENCE, "No views are recorded here.", (VOICES,))
    months = Recent.of(clause).months
    since = add_months(known.on, -months)
    lacking = [
        VoiceGroup(group).label.lower()
        for group in VoiceGroup.values
        if (newest := known.voices.get(group, Recorded()).newest) is None or newest < since
    ]
    count = sum(found.count for found in known.voices.values())
    changed = sum(found.changed for found in known.voices.values())
    because = (
        f"{count} entries, {changed} of which {'says' if changed == 1 else 'say'} what changed."
    )
    if count == 1:
        because = f"One entry; it {'says' if changed else 'does not say'} what changed."
    because += _through_its_working(known)
    if lacking:
        because = (
            f"In the last {months} months no day is recorded on which the views of "
            f"{listed(lacking)} were heard. {because}"
        )
        return Verdict(known.lacking, because, (VOICES, BOARD_HEARD))
    because = f"Each of the four groups was heard in the last {months} months. {because}"
    return Verdict(VerdictWord.MET, because, (VOICES, BOARD_HEARD))


def _through_its_working(known: Known) -> str:
    """What the board's own record shows of it; empty where it has no meeting on record."""
    held, with_views = known.views_taken_up
    if not held:
        return ""
    if not with_views:
        return " No meeting of the board is recorded as having taken any of them up."
    return f" The board took some of them up at {with_views} of its {counted(held, 'meeting')}."
