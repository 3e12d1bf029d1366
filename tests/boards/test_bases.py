"""What the decisions of the board rest on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from boards import changes as boards
from boards.models import Decision, DecisionBasis, Meeting
from plans.models import Measure
from plans.states import Classification
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.measures.conftest import add as add_measure
from tests.plans.pages import body
from tests.plans.reading import MARCH
from tests.plans.test_evidence_changes import add_evidence

Browse = Callable[[User], Client]
Hold = Callable[..., Meeting]
MEETING = f"/exampleshire/board/meetings/{MARCH}/"
DECISIONS = f"{MEETING}decisions/"


@pytest.fixture
def measure(place: Place, officer: User, today: Any) -> Measure:
    return add_measure(place, officer, today)


@pytest.fixture
def decided(hold: Hold, place: Place, measure: Measure, officer: User) -> Decision:
    """A decision that rests on M1 and E1."""
    return boards.decide(
        meeting=hold(MARCH),
        words="Fund two posts",
        because="Plans are late",
        based_on=[measure, add_evidence(place, officer, title="Audit of late plans")],
        by=officer,
    )


def rests_on(decision: Decision) -> list[str]:
    return sorted(row.thing.ref for row in decision.bases.all())


def edit(decision: Decision, by: User, **told: Any) -> None:
    current = Decision.objects.get(pk=decision.pk)
    boards.edit_decision(
        **{
            "decision": current,
            "version": current.version,
            "words": current.words,
            "because": current.because,
            "by": by,
            "reason": "Minutes were read again",
            **told,
        }
    )


def test_minutes_say_what_a_decision_was_based_on(
    decided: Decision, adviser: User, browse: Browse
) -> None:
    page = body(browse(adviser).get(MEETING))
    assert 'Based on: <a href="/exampleshire/measures/M1/">' in page
    assert "E1 Audit of late plans" in page
    told = body(browse(adviser).get(f"{MEETING}history/"))
    assert "<dt>Measure</dt><dd>M1 New plans within 20 weeks</dd>" in told


def test_numbers_are_typed_in_any_way_and_lead_to_what_they_name(
    hold: Hold, place: Place, measure: Measure, officer: User, browse: Browse
) -> None:
    hold(MARCH)
    add_evidence(place, officer)
    browse(officer).post(DECISIONS, {"words": "Fund it", "based_on": "m1; E1,M1"})
    assert rests_on(Decision.objects.get()) == ["E1", "M1"]


@pytest.mark.parametrize("typed", ["M7", "E1", "E2", "x", "M1 E9"])
def test_what_is_not_there_or_not_for_all_readers_is_refused_and_stays_typed(
    hold: Hold, place: Place, measure: Measure, officer: User, browse: Browse, typed: str
) -> None:
    hold(MARCH)
    add_evidence(place, officer, classification=Classification.RESTRICTED)
    answer = browse(officer).post(DECISIONS, {"words": "Fund it", "based_on": typed})
    assert "can&#x27;t stand in minutes" in body(answer)
    assert f'value="{typed}"' in body(answer)
    assert not Decision.objects.exists()


def test_a_measure_of_another_area_is_not_found_and_not_taken(
    hold: Hold, elsewhere: Place, officer: User, system: User, today: Any, browse: Browse
) -> None:
    strange = add_measure(elsewhere, system, today, supplier=None)
    meeting = hold(MARCH)
    answer = browse(officer).post(DECISIONS, {"words": "Fund it", "based_on": strange.ref})
    assert "can&#x27;t stand in minutes" in body(answer)
    with pytest.raises(Refusal, match="another local area"):
        boards.decide(meeting=meeting, words="Fund it", because="", based_on=[strange], by=officer)


def test_a_correction_takes_one_away_and_leaves_the_others_as_they_are(
    decided: Decision, measure: Measure, officer: User
) -> None:
    edit(decided, officer, words="Fund three posts")
    assert rests_on(decided) == ["E1", "M1"], "nothing was said of them"
    edit(decided, officer, based_on=[measure])
    assert rests_on(decided) == ["M1"]
    told = DecisionBasis.history.filter(decision=decided).order_by("history_id")
    assert [row.history_type for row in told] == ["+", "+", "-"]


def test_evidence_that_is_restricted_later_leaves_minutes_and_history_and_is_not_lost(
    decided: Decision, place: Place, officer: User, adviser: User, measure: Measure, browse: Browse
) -> None:
    piece = decided.bases.get(evidence__isnull=False).evidence
    assert piece is not None
    with record(actor=officer, reason="It names a family"):
        piece.classification = Classification.RESTRICTED
        piece.save()
    for address in (MEETING, f"{MEETING}history/"):
        page = body(browse(adviser).get(address))
        assert "Audit of late plans" not in page
        assert "M1" in page
    edit(decided, officer, based_on=[])
    assert rests_on(decided) == ["E1"], "who did not see it has not taken it away"
