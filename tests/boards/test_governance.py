"""Bodies, the lines of accountability between them, and which body oversees the regime."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards import changes as boards
from boards.models import Accountability, Body, ReportingLine
from boards.queries.governance import Node, governance_on, name_on
from boards.states import BodyKind
from plans.changes import Authority
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of, record
from sendtrack.refusals import Refusal
from tests.boards.conftest import Table
from tests.boards.pages import body as text_of
from tests.boards.pages import boxes
from tests.conftest import NOW, Place

Browse = Callable[[User], Client]
Found = Callable[..., Body]

JANUARY, FEBRUARY, MARCH = date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 2)
TODAY = date(2026, 3, 11)
GOVERNANCE = "/exampleshire/governance/"


@pytest.fixture
def found(place: Place, officer: User) -> Found:
    """Record a body: `found("Children's Board", BodyKind.ICS, begins_on=JANUARY)`."""

    def made(
        name: str,
        kind: BodyKind = BodyKind.PARTNERSHIP,
        begins_on: date | None = None,
        announced: bool = False,
    ) -> Body:
        return boards.add_body(
            area=place.area,
            name=name,
            kind=kind,
            begins_on=begins_on,
            announced=announced,
            by=officer,
            on=TODAY,
        )

    return made


def names(nodes: list[Node]) -> list[object]:
    """The tree as nested lists of names."""
    told: list[object] = []
    for node in nodes:
        told += [node.name, names(node.below)] if node.below else [node.name]
    return told


def test_bodies_stand_below_the_one_they_report_to_from_the_first_day_of_the_line(
    found: Found, place: Place, officer: User
) -> None:
    partnership, children = found("Partnership Board"), found("Children's Board", BodyKind.ICS)
    boards.draw_line(body=partnership, to=children, from_on=FEBRUARY, by=officer, on=TODAY)

    assert names(governance_on(place.area, FEBRUARY).tops) == [
        "Children's Board",
        ["Partnership Board"],
    ]
    before = governance_on(place.area, JANUARY)
    assert names(before.tops) == ["Children's Board", "Partnership Board"]
    assert [turn.on for turn in governance_on(place.area, FEBRUARY).turns] == [FEBRUARY]


def test_a_circle_of_lines_is_refused_also_by_way_of_others_and_of_announced_lines(
    found: Found, officer: User
) -> None:
    one, two, three = found("One"), found("Two"), found("Three")
    boards.draw_line(body=one, to=two, by=officer, on=TODAY)
    boards.draw_line(body=two, to=three, announced=True, by=officer, on=TODAY)
    with pytest.raises(Refusal, match="One reports to Three itself"):
        boards.draw_line(body=three, to=one, by=officer, on=TODAY)
    with pytest.raises(Refusal, match="does not report to itself"):
        boards.draw_line(body=one, to=one, by=officer, on=TODAY)


def test_two_bodies_may_change_places_after_the_line_has_ended(found: Found, officer: User) -> None:
    one, two = found("One"), found("Two")
    line = boards.draw_line(body=one, to=two, by=officer, on=TODAY)
    boards.end_line(
        line=line, version=line.version, to_on=JANUARY, reason="Reviewed", by=officer, on=TODAY
    )
    turned = boards.draw_line(body=two, to=one, from_on=FEBRUARY, by=officer, on=TODAY)
    assert str(turned) == "Two reports to One"


def test_a_line_stands_within_the_life_of_both_bodies(found: Found, officer: User) -> None:
    young, old = found("Young", begins_on=FEBRUARY), found("Old")
    with pytest.raises(Refusal, match="Young began on 2 February 2026, after the line begins"):
        boards.draw_line(body=old, to=young, from_on=JANUARY, by=officer, on=TODAY)
    with pytest.raises(Refusal, match="Enter that day or a later one"):
        boards.draw_line(body=young, to=old, by=officer, on=TODAY)
    boards.draw_line(body=young, to=old, from_on=FEBRUARY, by=officer, on=TODAY)
    with pytest.raises(Refusal, match="A line of Young begins on 2 February 2026"):
        boards.edit_body(
            body=young,
            version=young.version,
            kind=BodyKind.DELIVERY,
            standing="",
            also_called="",
            begins_on=MARCH,
            announced=False,
            ends_when="",
            reason="Corrected",
            by=officer,
            on=TODAY,
        )


def test_what_is_announced_is_kept_apart_until_it_begins(
    found: Found, place: Place, officer: User
) -> None:
    group, board = found("Delivery group", announced=True), found("Partnership Board")
    with pytest.raises(Refusal, match=r"only announced\. Record that it has begun first"):
        boards.draw_line(body=group, to=board, by=officer, on=TODAY)
    line = boards.draw_line(body=group, to=board, announced=True, by=officer, on=TODAY)

    now = governance_on(place.area, TODAY)
    assert names(now.tops) == ["Partnership Board"]
    assert [turn.said for turn in now.coming] == [
        "Delivery group will be set up",
        "Delivery group will report to Partnership Board",
    ]

    group.refresh_from_db()
    boards.edit_body(
        body=group,
        version=group.version,
        kind=BodyKind.DELIVERY,
        standing="",
        also_called="",
        begins_on=FEBRUARY,
        announced=False,
        ends_when="",
        reason="It met for the first time",
        by=officer,
        on=TODAY,
    )
    boards.begin_line(
        line=line, version=line.version, from_on=FEBRUARY, reason="It met", by=officer, on=TODAY
    )
    now = governance_on(place.area, TODAY)
    assert names(now.tops) == ["Partnership Board", ["Delivery group"]]
    assert now.coming == []


def test_one_body_answers_for_the_regime_on_any_day_or_none_is_recorded(
    found: Found, place: Place, officer: User
) -> None:
    first, second = found("First board"), found("Second board")

    def holder(on: date) -> Body | None:
        held = governance_on(place.area, on).answering[0].held
        return held.body if held else None

    assert holder(TODAY) is None
    given = {"regime": place.regime, "by": officer, "on": TODAY, "reason": "Decided"}
    boards.name_accountable(body=first, from_on=JANUARY, **given)
    boards.name_accountable(body=second, announced=True, **given)
    assert holder(TODAY) == first
    boards.name_accountable(body=second, from_on=FEBRUARY, **given)

    assert [holder(day) for day in (date(2026, 1, 4), JANUARY, date(2026, 2, 1), FEBRUARY)] == [
        None,
        first,
        first,
        second,
    ]
    assert Accountability.objects.count() == 2, "what was announced has come true"
    with pytest.raises(Refusal, match="Second board oversees it from 2 February 2026"):
        boards.name_accountable(body=first, from_on=JANUARY, **given)


def test_each_row_that_a_change_of_accountability_touches_is_saved_once(
    found: Found, place: Place, officer: User
) -> None:
    given = {"regime": place.regime, "by": officer, "on": TODAY, "reason": "The paper says so"}
    first = boards.name_accountable(body=found("First"), **given)
    second = boards.name_accountable(body=found("Second"), from_on=FEBRUARY, **given)
    assert [changes_of(row).count() for row in (first, second)] == [2, 1]
    assert changes_of(first)[0].history_change_reason == "The paper says so"


def test_the_database_refuses_two_accountable_bodies_at_once_and_a_body_reporting_to_itself(
    found: Found, place: Place, officer: User
) -> None:
    one, two = found("One"), found("Two")
    rows = [
        lambda: [
            Accountability(local_area=place.area, regime=place.regime, body=body).save()
            for body in (one, two)
        ],
        lambda: ReportingLine(local_area=place.area, body=one, to=one).save(),
        lambda: Body(local_area=place.area, name="Gone", ended_on=MARCH).save(),
    ]
    for write in rows:
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            record(actor=officer, reason="Past the rules"),
        ):
            write()


def test_a_body_keeps_its_old_name_for_the_days_before(
    found: Found, place: Place, officer: User
) -> None:
    board = found("SEND Board")
    renamed = boards.rename_body(
        body=board,
        version=board.version,
        name="SEND Partnership Board",
        from_on=FEBRUARY,
        reason="New terms of reference",
        by=officer,
        on=TODAY,
    )
    assert name_on(renamed, date(2026, 2, 1)) == "SEND Board"
    assert name_on(renamed, FEBRUARY) == "SEND Partnership Board"
    assert names(governance_on(place.area, JANUARY).tops) == ["SEND Board"]
    assert changes_of(renamed).count() == 2
    with pytest.raises(Stale):
        boards.rename_body(
            body=board,
            version=board.version,
            name="Other",
            from_on=MARCH,
            reason="x",
            by=officer,
            on=TODAY,
        )
    with pytest.raises(Refusal, match="There is a body called SEND partnership board already"):
        found("SEND partnership board")


def test_no_body_of_another_area_is_reached(
    found: Found, elsewhere: Place, officer: User, browse: Browse
) -> None:
    here = found("Here")
    there = boards.add_body(
        area=elsewhere.area, name="There", kind=BodyKind.OTHER, by=officer, on=TODAY
    )
    with pytest.raises(Refusal, match="Choose a body of this area"):
        boards.draw_line(body=here, to=there, by=officer, on=TODAY)
    client = browse(officer)
    assert client.get(f"{GOVERNANCE}bodies/{there.pk}/").status_code == 404
    form = client.get(f"{GOVERNANCE}bodies/{here.pk}/reports-to/add/")
    assert "There</option>" not in form.content.decode()
    sent = client.post(f"{GOVERNANCE}bodies/{here.pk}/reports-to/add/", {"to": there.pk})
    assert sent.status_code == 200
    assert not ReportingLine.objects.exists()


def test_an_officer_records_a_body_its_line_and_its_document(
    table: Table, place: Place, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    sent = client.post(
        f"{GOVERNANCE}bodies/add/",
        {
            "name": "Children and Families Board",
            "kind": "ics",
            "document_title": "Terms of the system",
            "document_issued_by": "The Integrated Care Board",
            **boxes("document_dated_on", JANUARY),
            "paragraph": "4.5",
            "words": "There is now a director level strategic board.",
        },
    )
    made = Body.objects.get(name="Children and Families Board")
    assert sent["Location"] == f"{GOVERNANCE}bodies/{made.pk}/"
    client.post(
        f"{GOVERNANCE}bodies/{table.body.pk}/reports-to/add/",
        {"to": made.pk, **boxes("from_on", FEBRUARY)},
    )
    client.post(
        f"{GOVERNANCE}regimes/{place.regime.code}/accountable/",
        {"body": made.pk, **boxes("from_on", FEBRUARY), "reason": "It took over"},
    )
    page = text_of(client.get(GOVERNANCE))
    assert "oversees the Improvement Notice" in page
    assert "SEND Improvement Board reports to Children and Families Board" in page
    shown = text_of(client.get(f"{GOVERNANCE}bodies/{made.pk}/"))
    assert "Terms of the system, 4.5" in shown
    history = text_of(client.get(f"{GOVERNANCE}bodies/{table.body.pk}/history/"))
    assert "<dt>Reports to</dt><dd>Children and Families Board</dd>" in history


def test_half_a_document_is_asked_for_whole(found: Found, officer: User, browse: Browse) -> None:
    body, other = found("One"), found("Two")
    client = browse(officer)
    sent = client.post(
        f"{GOVERNANCE}bodies/{body.pk}/reports-to/add/", {"to": other.pk, "paragraph": "4.5"}
    )
    assert "Enter what it says" in text_of(sent)


def test_two_people_renaming_a_body_see_both_names(
    found: Found, officer: User, browse: Browse
) -> None:
    board = found("SEND Board")
    client, where = browse(officer), f"{GOVERNANCE}bodies/{board.pk}/rename/"
    opened = client.get(where).context["form"]["version"].value()
    typed = {**boxes("from_on", FEBRUARY), "reason": "Reviewed", "version": opened}
    client.post(where, {**typed, "name": "Theirs"})
    clash = client.post(where, {**typed, "name": "Mine"})
    assert clash.status_code == 409
    assert "Theirs" in text_of(clash)
    assert "Mine" in text_of(clash)


def test_an_adviser_reads_the_lines_and_finds_nothing_to_press(
    found: Found, table: Table, adviser: User, browse: Browse
) -> None:
    page = text_of(browse(adviser).get(GOVERNANCE))
    assert "No accountable body is recorded for this day" in page
    assert "SEND Improvement Board" in page
    assert "Record a body" not in page


def test_the_page_asks_the_same_number_of_questions_for_few_bodies_and_many(
    found: Found, place: Place, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    top = found("Top")

    def counted() -> int:
        client.get(GOVERNANCE)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(GOVERNANCE).status_code == 200
        return len(asked)

    def grow(many: range) -> None:
        for number in many:
            group = found(f"Group {number}")
            boards.draw_line(
                body=group,
                to=top,
                authority=Authority(
                    document=place.regime.document, paragraph=f"p{number}", words="So."
                ),
                by=officer,
                on=TODAY,
            )

    grow(range(2))
    few = counted()
    grow(range(2, 14))
    assert counted() == few


def test_a_past_day_shows_the_bodies_and_lines_that_were_recorded_by_then(
    found: Found, place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    board = found("SEND Board")
    children = found("Children's Board")
    boards.draw_line(body=board, to=children, from_on=FEBRUARY, by=officer, on=TODAY)
    with clock.at(NOW + timedelta(days=20)):
        now = clock.today()
        boards.rename_body(
            body=board,
            version=board.version,
            name="Partnership Board",
            from_on=now,
            reason="New terms of reference",
            by=officer,
            on=now,
        )
        late = boards.add_body(
            area=place.area, name="Delivery Group", kind=BodyKind.DELIVERY, by=officer, on=now
        )
        boards.draw_line(body=late, to=board, by=officer, on=now)
    with clock.at(NOW + timedelta(days=30)):
        client = browse(adviser)
        today = text_of(client.get(GOVERNANCE))
        then = text_of(client.get(f"{GOVERNANCE}?as-at={TODAY}"))
        between = text_of(client.get(f"{GOVERNANCE}?as-at={FEBRUARY}"))
        assert "Delivery Group reports to Partnership Board" in today
        assert "SEND Board reports to Children&#x27;s Board" in then
        assert "Delivery Group" not in then
        assert "Partnership Board" not in then
        assert "SEND Board" not in between
        gone = client.get(f"{GOVERNANCE}bodies/{late.pk}/?as-at={TODAY}")
        assert gone.status_code == 404


def test_the_page_of_a_body_asks_the_same_number_of_questions_for_few_lines_and_many(
    found: Found, place: Place, officer: User, browse: Browse
) -> None:
    client, top = browse(officer), found("Top")
    where = f"{GOVERNANCE}bodies/{top.pk}/"

    def counted() -> int:
        client.get(where)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        return len(asked)

    def grow(many: range) -> None:
        for number in many:
            group, above = found(f"Group {number}"), found(f"Above {number}")
            authority = Authority(
                document=place.regime.document, paragraph=f"p{number}", words="So."
            )
            for body, to in ((group, top), (top, above)):
                boards.draw_line(body=body, to=to, authority=authority, by=officer, on=TODAY)
            boards.draft_terms(
                body=top, text="To lead", responsibilities=f"Lead\nPlan {number}", by=officer
            )

    grow(range(2))
    few = counted()
    grow(range(2, 12))
    assert counted() == few
