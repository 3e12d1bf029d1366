"""Every state that a record can be in stands in the one table, with the same word."""

import pytest

from boards.states import AttendanceMode, LogState, MeetingState
from plans.measuring.audiences import WaiverState
from plans.measuring.audits import RoundState
from plans.measuring.words import PublishedState
from plans.models.criterion import CriterionResult
from plans.states import (
    IMPACT_MEANING,
    MEANING,
    AreaState,
    Asked,
    ClosureState,
    Effectiveness,
    Impact,
    ImportState,
    IssueState,
    RegimeState,
    RiskBand,
    RiskState,
    Status,
    TargetResult,
)
from reviews.states import Holds, ReturnState, VerdictWord
from sendtrack.files.models import ScanState
from sendtrack.govuk.statuses import status_of
from sendtrack.publishing.models import DeliveryState

STATES = [
    AreaState,
    Asked,
    AttendanceMode,
    ClosureState,
    CriterionResult,
    DeliveryState,
    Impact,
    Effectiveness,
    Holds,
    ImportState,
    IssueState,
    LogState,
    MeetingState,
    PublishedState,
    RegimeState,
    ReturnState,
    ScanState,
    RiskBand,
    RiskState,
    RoundState,
    Status,
    TargetResult,
    VerdictWord,
    WaiverState,
]


@pytest.mark.parametrize("state", [state for states in STATES for state in states], ids=repr)
def test_a_state_is_called_the_same_in_the_record_and_on_the_page(state):
    assert status_of(state.value).word == state.label


@pytest.mark.parametrize("status", [*MEANING, *IMPACT_MEANING])
def test_an_officer_reads_the_same_meaning_beside_the_choice_and_in_the_key(status):
    meanings = {**MEANING, **IMPACT_MEANING}
    assert status_of(status.value).meaning == meanings[status]
