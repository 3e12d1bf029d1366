"""A programme of audits and the means to record its rounds, made through the verbs."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from plans import changes
from plans.models import AuditProgramme, AuditRound
from plans.policies.audits import Judgement
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.measures.conftest import enter

__all__ = ["enter"]

SCALE = ("Outstanding", "Good", "Requires improvement", "Inadequate")
TODAY = date(2026, 3, 11)
ADDRESS = "/exampleshire/audits/"

Record = Callable[..., AuditRound]


def start(place: Place, by: User, **told: Any) -> AuditProgramme:
    given: dict[str, Any] = {
        "local_area": place.area,
        "name": "Multi-agency audit of EHC plans",
        "subject": "plans",
        "lead": place.posts["partner"],
        "partners": [place.council, place.icb],
        "area": place.areas[0],
        "outcome": None,
        "action": None,
        "sampling": "By chance, of the plans issued in the quarter",
        "moderation": "One in four is read by a second auditor",
        "every_months": 3,
        "planned_sample": 20,
        "tool": "Plan audit",
        "edition": "version 1",
        "grades": SCALE,
        "good": 2,
        "criteria": ["health", "child"],
        "from_on": date(2025, 4, 1),
        "planned_on": date(2025, 7, 10),
        "by": by,
        "on": TODAY,
    }
    return changes.start_audits(**given | told)


@pytest.fixture
def audits(place: Place, officer: User) -> AuditProgramme:
    """QA1: the ICB's clinical officer leads, every three months, the first by 10 July 2025."""
    return start(place, officer)


@pytest.fixture
def round_of(officer: User) -> Record:
    """Records the next round that is open: `round_of(programme, [2, 8, 9, 1])`."""

    def _record(programme: AuditProgramme, counts: list[int], **told: Any) -> AuditRound:
        row = told.pop("row", None) or programme.rounds.open().order_by("planned_on")[0]
        done = told.get("done_on", row.planned_on)
        sample = sum(counts)
        given: dict[str, Any] = {
            "row": row,
            "version": row.version,
            "tool": programme.tools.order_by("-number")[0],
            "done_on": done,
            "drawn_from": date(2025, 4, 1),
            "drawn_to": done,
            "population": 400,
            "sample": sample,
            "moderated": min(5, sample),
            "moderators": [],
            "grades": counts,
            "judged": {
                "health": Judgement(sample, 0, 0, 0),
                "child": Judgement(sample, 0, 0, 0),
            },
            "learnt": "Outcomes are still too wide",
            "doing": "Writers are trained",
            "actions": [],
            "by": officer,
            "on": TODAY,
        }
        return changes.record_round(**given | told)

    return _record
