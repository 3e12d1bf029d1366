"""Evidence put right, withdrawn, renewed, linked; and what a whole library of it is worth."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Action, Evidence, EvidenceLink, TellsOf
from plans.queries.evidence import triangulation
from plans.states import Classification, EvidenceKind
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, record
from sendtrack.refusals import Refusal
from tests.conftest import ISSUED_ON, NOW, Place
from tests.plans.pages import Browse, body, day
from tests.plans.test_evidence_changes import add_evidence

LIBRARY = "/exampleshire/evidence/"


def edit(piece: Evidence, by: User, **other: Any) -> Evidence:
    said: dict[str, Any] = {
        "version": piece.version,
        "kind": piece.kind,
        "title": piece.title,
        "shows": piece.shows,
        "dated_on": piece.dated_on,
        "period_from": None,
        "period_to": None,
        "tells_of": None,
        "consent_on": None,
        "consent_kept_at": "",
        "organisation": piece.organisation,
        "owner": None,
        "link": piece.link,
        "kept_at": piece.kept_at,
        "classification": piece.classification,
        "reliability": "",
        "stale_after": None,
        "reason": "It was wrong.",
    }
    return changes.edit_evidence(evidence=piece, by=by, **{**said, **other})


def test_on_a_past_day_what_is_restricted_now_or_was_then_stays_inside(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    closed = add_evidence(place, officer, title="Open then, closed now")
    opened = add_evidence(
        place, officer, title="Closed then, open now", classification=Classification.RESTRICTED
    )
    add_evidence(place, officer, title="Open all the time")
    with clock.at(NOW + timedelta(days=9)), record(actor=officer, reason="Looked at again"):
        for piece, to in ((closed, Classification.RESTRICTED), (opened, Classification.BOARD)):
            piece.classification = to
            piece.save()
    with clock.at(NOW + timedelta(days=20)):
        past = f"{LIBRARY}?as-at=2026-03-12"
        seen, known = body(browse(adviser).get(past)), body(browse(officer).get(past))
        assert ("Open then" in seen, "Closed then" in seen, "Open all" in seen) == (
            False,
            False,
            True,
        )
        assert ("Open then" in known, "Closed then" in known) == (False, False), (
            "on a past day everybody reads what is for the board"
        )
        today = body(browse(officer).get(LIBRARY))
        assert ("Open then" in today, "Closed then" in today) == (True, True)


def test_evidence_is_numbered_in_its_area_for_life(
    place: Place, elsewhere: Place, officer: User, stranger: User
) -> None:
    assert [add_evidence(place, officer).ref for _ in range(2)] == ["E1", "E2"]
    other = add_evidence(
        elsewhere, stranger, area=elsewhere.areas[0], organisation=elsewhere.council
    )
    assert other.ref == "E1"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "ftp://example.org/a",
        "https://",
        "https://user:secret@example.org/",
        "//example.org",
        "www.example.org",
        "https://example.org/a b",
        "https://example.org:99999/",
        "https://localhost/x",
        "https://example.org/" + "a" * 500,
    ],
)
def test_a_link_that_no_browser_should_open_is_refused(
    place: Place, officer: User, link: str
) -> None:
    with pytest.raises(Refusal) as told:
        add_evidence(place, officer, link=link, kept_at="")
    assert told.value.field == "link"


def test_a_link_alone_is_place_enough(place: Place, officer: User) -> None:
    link = "https://example.org/audit?id=4#page2"
    assert add_evidence(place, officer, link=link, kept_at="").link == link


@pytest.mark.parametrize(
    ("gap", "field"),
    [
        ({"period_from": date(2026, 1, 1)}, "period_to"),
        ({"period_to": date(2026, 1, 1)}, "period_from"),
        ({"period_from": date(2026, 2, 1), "period_to": date(2026, 1, 1)}, "period_to"),
        ({"classification": Classification.PUBLIC}, "classification"),
        ({"reason": " "}, "reason"),
        ({"kept_at": ""}, "kept_at"),
        ({"shows": ""}, "shows"),
    ],
)
def test_a_change_that_does_not_hold_is_refused_at_its_field(
    place: Place, officer: User, gap: dict[str, Any], field: str
) -> None:
    piece = add_evidence(place, officer)
    with pytest.raises(Refusal) as told:
        edit(piece, officer, **gap)
    assert told.value.field == field


def test_a_change_keeps_its_reason_and_meets_somebody_elses(
    place: Place, officer: User, lead: User
) -> None:
    piece = add_evidence(place, officer)
    changed = edit(piece, officer, shows="14 of 20 plans were good or better.")
    assert changed.history.latest().history_change_reason == "It was wrong."
    assert changed.history.count() == 2
    with pytest.raises(Stale):
        edit(piece, lead, shows="Another.")


def test_only_what_was_checked_for_personal_data_is_ready_for_the_public(
    place: Place, officer: User, today: date
) -> None:
    piece = changes.check_for_personal_data(
        evidence=add_evidence(place, officer), by=officer, on=today
    )
    assert (piece.checked_by, piece.checked_on) == (officer, today)
    again = changes.check_for_personal_data(evidence=piece, by=officer, on=today)
    assert again.history.count() == 2
    assert edit(again, officer, classification=Classification.PUBLIC).version == 3


def test_a_withdrawn_piece_says_why_and_is_never_changed_again(
    place: Place, officer: User, today: date
) -> None:
    piece = add_evidence(place, officer)
    with pytest.raises(Refusal) as told:
        changes.withdraw_evidence(
            evidence=piece, version=piece.version, because=" ", by=officer, on=today
        )
    assert told.value.field == "because"
    gone = changes.withdraw_evidence(
        evidence=piece, version=piece.version, because="Figures were wrong.", by=officer, on=today
    )
    for verb in (
        lambda: edit(gone, officer),
        lambda: changes.check_for_personal_data(evidence=gone, by=officer, on=today),
        lambda: changes.link_evidence(evidence=gone, to=place.areas[1], by=officer),
    ):
        with pytest.raises(Refusal, match="was withdrawn on 11 March 2026"):
            verb()


def test_a_newer_piece_takes_the_place_of_one_older_piece_of_the_same_area(
    place: Place, officer: User, browse: Browse
) -> None:
    older = add_evidence(place, officer, dated_on=date(2025, 10, 1))
    newer = add_evidence(place, officer, supersedes=older)
    with pytest.raises(Refusal, match="E2 has taken the place of E1 already"):
        add_evidence(place, officer, supersedes=older)
    with pytest.raises(Refusal, match="belongs to another area"):
        add_evidence(place, officer, area=place.areas[1], supersedes=newer)
    assert "A newer piece has taken its place" in body(browse(officer).get(f"{LIBRARY}E1/"))


def test_a_piece_bears_on_several_things_and_stands_on_each_page(
    place: Place, officer: User, action: Action, browse: Browse
) -> None:
    piece = add_evidence(place, officer, area=place.areas[1])
    browser = browse(officer)
    page = body(browser.get(f"{LIBRARY}E1/links/add/"))
    assert f"Action {action.ref}" in page
    for key in (f"action-{action.pk}", f"area-{place.areas[2].pk}"):
        browser.post(f"{LIBRARY}E1/links/add/", {"to": key})
    assert piece.title in body(browser.get(f"/exampleshire/actions/{action.ref}/"))
    assert piece.title in body(browser.get("/exampleshire/plan/areas/c/"))
    text = body(browser.get(f"{LIBRARY}E1/"))
    assert f"Action {action.ref} {action.title}" in text
    link = EvidenceLink.objects.get(action=action)
    browser.post(f"{LIBRARY}E1/links/{link.pk}/remove/")
    assert piece.title not in body(browser.get(f"/exampleshire/actions/{action.ref}/"))
    history = EvidenceLink.history.filter(id=link.pk).order_by("history_id")
    assert [row.history_type for row in history] == ["+", "-"]
    assert "Took away the link" in body(browser.get(f"{LIBRARY}E1/history/"))


def test_risks_targets_and_areas_list_what_is_linked_to_them_and_to_their_outcomes(
    place: Place, officer: User, browse: Browse
) -> None:
    outcome = changes.add_outcome(area=place.areas[2], statement="Waits fall", by=officer)
    target = changes.set_target(
        outcome=outcome,
        horizon_months=6,
        statement="Fewer wait",
        unit="%",
        baseline=Decimal(42),
        value=Decimal(30),
        by=officer,
    )
    for number, thing in enumerate((outcome, target), start=1):
        piece = add_evidence(place, officer, title=f"Piece {number}")
        changes.link_evidence(evidence=piece, to=thing, by=officer)
    browser = browse(officer)
    area = body(browser.get("/exampleshire/plan/areas/c/"))
    assert "Piece 1" in area
    assert "Piece 2" in area
    page = body(browser.get(f"/exampleshire/plan/outcomes/{outcome.ref}/targets/6/"))
    assert "Piece 2" in page
    assert "Piece 1" not in page


def test_a_thing_of_another_place_is_not_offered_and_not_taken(
    place: Place, elsewhere: Place, officer: User, browse: Browse
) -> None:
    add_evidence(place, officer)
    answer = browse(officer).post(
        f"{LIBRARY}E1/links/add/", {"to": f"area-{elsewhere.areas[0].pk}"}
    )
    assert "Choose what it bears on from the list" in body(answer)
    assert not EvidenceLink.objects.exists()


def test_the_same_link_twice_is_one_and_the_own_area_needs_none(
    place: Place, officer: User
) -> None:
    piece = add_evidence(place, officer)
    first = changes.link_evidence(evidence=piece, to=place.areas[1], by=officer)
    assert changes.link_evidence(evidence=piece, to=place.areas[1], by=officer) == first
    with pytest.raises(Refusal, match="filed under that already"):
        changes.link_evidence(evidence=piece, to=place.areas[0], by=officer)


def test_an_area_is_told_where_one_kind_of_evidence_stands_alone(
    place: Place, officer: User, today: date
) -> None:
    add_evidence(place, officer, kind=EvidenceKind.DATA)
    add_evidence(place, officer, area=place.areas[1])
    said = {"kind": EvidenceKind.EXPERIENCE, "tells_of": TellsOf.SEVERAL}
    add_evidence(place, officer, area=place.areas[1], **said)
    add_evidence(place, officer, area=place.areas[2], dated_on=today - timedelta(days=400))
    add_evidence(place, officer, area=place.areas[3], classification=Classification.RESTRICTED)
    a, b, c, d, *_ = triangulation(place.regime, today, may_see_restricted=False)
    assert a.sentence == "Only data: one kind alone proves little."
    assert a.next_step == (
        "Add quality of practice and experience of children and families: "
        "paragraph 4(e) of the Notice asks for it."
    )
    assert b.sentence == (
        "Quality of practice and experience of children and families can be compared."
    )
    assert b.next_step == ""
    assert c.sentence == (
        "Nothing shows yet whether anything is better here. What there is, is stale."
    )
    assert d.count == 0
    assert triangulation(place.regime, today, may_see_restricted=True)[3].count == 1


def test_evidence_from_before_the_notice_shows_where_an_area_began(
    place: Place, officer: User, browse: Browse
) -> None:
    add_evidence(place, officer, dated_on=ISSUED_ON - timedelta(days=1))
    text = body(browse(officer).get(f"{LIBRARY}E1/"))
    assert "dated before the Improvement Notice of 9 September 2025" in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"E1", "E2", "E3"}),
        ("?area=b", {"E2"}),
        ("?kind=data", {"E2"}),
        ("?show=stale", {"E3"}),
        ("?show=unchecked", {"E2", "E3"}),
        ("?show=elsewhere", {"E1", "E2", "E3"}),
        ("?show=gone", {"E4"}),
        ("?show=files", set()),
        ("?area=zz&kind=%01&show=x", {"E1", "E2", "E3"}),
    ],
)
def test_the_library_is_narrowed_by_its_address(
    place: Place, officer: User, browse: Browse, today: date, asked: str, found: set[str]
) -> None:
    checked = add_evidence(place, officer)
    changes.check_for_personal_data(evidence=checked, by=officer, on=today)
    add_evidence(place, officer, area=place.areas[1], kind=EvidenceKind.DATA)
    add_evidence(place, officer, dated_on=today - timedelta(days=500))
    gone = add_evidence(place, officer)
    changes.withdraw_evidence(
        evidence=gone, version=gone.version, because="Wrong.", by=officer, on=today
    )
    table = browse(officer).get(f"{LIBRARY}{asked}").context["table"]
    assert {row.record.ref for row in table.paginated_rows} == found


def test_a_piece_is_put_right_on_its_page(place: Place, officer: User, browse: Browse) -> None:
    piece = add_evidence(place, officer)
    browser = browse(officer)
    assert "16 of 20 plans were good or better." in body(browser.get(f"{LIBRARY}E1/edit/"))
    answer = browser.post(
        f"{LIBRARY}E1/edit/",
        {
            "version": piece.version,
            "title": piece.title,
            "kind": "data",
            "shows": piece.shows,
            "kept_at": piece.kept_at,
            "link": "https://example.org/audit",
            "classification": "board",
            "reason": "The audit is published.",
            **day("dated_on", "27 2 2026"),
            **day("period_from", "1 1 2026"),
            **day("period_to", "31 1 2026"),
        },
        follow=True,
    )
    assert "E1 saved." in body(answer)
    assert 'href="https://example.org/audit" rel="noreferrer noopener"' in body(answer)
    answer = browser.post(f"{LIBRARY}E1/check/", follow=True)
    assert "none found" in body(answer)


def queries_of(browser: Any, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert browser.get(path).status_code == 200
    return len(counted)


def test_pages_of_evidence_ask_as_much_for_many_pieces_as_for_few(
    place: Place, officer: User, action: Action, browse: Browse
) -> None:
    browser = browse(officer)
    paths = (
        LIBRARY,
        f"{LIBRARY}?area=a",
        f"{LIBRARY}E1/",
        "/exampleshire/plan/areas/a/",
        f"/exampleshire/actions/{action.ref}/",
    )
    for area in place.areas[:3]:
        piece = add_evidence(place, officer)
        changes.link_evidence(evidence=piece, to=action, by=officer)
        if area != place.areas[0]:
            changes.link_evidence(evidence=Evidence.objects.get(ref="E1"), to=area, by=officer)
    few = [queries_of(browser, path) for path in paths]
    for _ in range(15):
        piece = add_evidence(place, officer)
        changes.link_evidence(evidence=piece, to=action, by=officer)
    for area in place.areas[3:]:
        changes.link_evidence(evidence=Evidence.objects.get(ref="E1"), to=area, by=officer)
    assert [queries_of(browser, path) for path in paths] == few


def test_a_restricted_piece_in_the_place_of_another_is_not_named_to_those_who_may_not_know(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    old = add_evidence(place, officer)
    new = add_evidence(place, officer, supersedes=old, classification=Classification.RESTRICTED)
    newest = add_evidence(place, officer, supersedes=new)
    for piece in (old, newest):
        address = f"{LIBRARY}{piece.ref}/"
        assert f"{LIBRARY}{new.ref}/" in body(browse(officer).get(address))
        for theirs in (address, f"{address}history/"):
            assert new.ref not in body(browse(adviser).get(theirs)).partition("<main")[2]
