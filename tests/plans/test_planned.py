"""What families, young people and practice will be asked is planned, with a post and a day."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from boards.queries import loads_of
from plans import changes
from plans.models import Evidence, PlannedSource, TellsOf
from plans.models.planned import SourceMethod
from plans.policies.shape import Part
from plans.states import Classification, EvidenceKind
from sendtrack.accounts.models import User
from sendtrack.handover.changes import Settled, move_work
from sendtrack.history import Stale, changes_of
from sendtrack.home.mine import mine_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.pages import body
from tests.plans.reading import HOSTILE, MARCH, MINE, Browse
from tests.plans.reading import queries as count

AREA = "/exampleshire/plan/areas/a/"
LIST = "/exampleshire/plan/collecting/"


def plan(place: Place, by: User, **said: Any) -> PlannedSource:
    given: dict[str, Any] = {
        "area": place.areas[0],
        "method": SourceMethod.FOCUS_GROUP,
        "what": "What six families say of their last review",
        "tells": "Whether families feel heard",
        "outcome": None,
        "owner": place.posts["partner"],
        "every_months": 3,
        "next_due_on": date(2026, 3, 1),
        "by": by,
    }
    return changes.plan_source(**given | said)


def piece(
    place: Place, by: User, *, dated_on: date = date(2026, 3, 9), area: int = 0, **said: Any
) -> Evidence:
    given: dict[str, Any] = {
        "action": None,
        "kind": EvidenceKind.EXPERIENCE,
        "tells_of": TellsOf.SEVERAL,
        "title": "Six families",
        "shows": "Four of six felt heard",
        "organisation": None,
        "kept_at": "Shared folder",
    }
    return changes.add_evidence(area=place.areas[area], dated_on=dated_on, by=by, **given | said)


def came(source: PlannedSource, evidence: Evidence, by: User) -> None:
    changes.collect_source(
        source=source, version=source.version, evidence=evidence, by=by, on=MARCH
    )
    source.refresh_from_db()


def test_the_next_day_is_counted_from_the_day_of_what_came(place: Place, officer: User) -> None:
    source = plan(place, officer)
    came(source, piece(place, officer), officer)
    assert (source.last_collected_on, source.next_due_on) == (date(2026, 3, 9), date(2026, 6, 9))
    assert changes_of(source).count() == 2
    assert changes_of(source.collected.get()).count() == 1


def test_what_is_collected_once_is_done_and_may_be_planned_again(
    place: Place, officer: User
) -> None:
    source = plan(place, officer, every_months=None)
    came(source, piece(place, officer), officer)
    assert source.next_due_on is None
    with pytest.raises(Refusal, match="was to come once, and has come"):
        came(source, piece(place, officer, dated_on=MARCH), officer)

    again: dict[str, Any] = {
        name: getattr(source, name) for name in ("method", "what", "tells", "outcome", "owner")
    }
    again |= {"every_months": None, "by": officer, "reason": "The board asks for more"}
    with pytest.raises(Refusal, match="It last came on 9 March 2026"):
        changes.edit_source(
            source=source, version=source.version, next_due_on=date(2026, 3, 9), **again
        )
    changes.edit_source(
        source=source, version=source.version, next_due_on=date(2026, 9, 1), **again
    )
    source.refresh_from_db()
    came(source, piece(place, officer, dated_on=MARCH), officer)
    assert source.last_collected_on == MARCH


def test_only_newer_evidence_of_the_area_counts(place: Place, officer: User) -> None:
    source = plan(place, officer)
    came(source, piece(place, officer), officer)
    other = piece(place, officer, dated_on=MARCH, area=1)
    withdrawn = piece(place, officer, dated_on=MARCH)
    withdrawn = changes.withdraw_evidence(
        evidence=withdrawn, version=withdrawn.version, because="Wrong", by=officer, on=MARCH
    )
    for evidence, why in (
        (piece(place, officer, dated_on=date(2026, 3, 2)), "Choose a newer one"),
        (other, "is of another area of weakness"),
        (withdrawn, "was withdrawn"),
    ):
        with pytest.raises(Refusal, match=why) as caught:
            came(source, evidence, officer)
        assert caught.value.field == "evidence"
    changes.link_evidence(evidence=other, to=place.areas[0], by=officer)
    came(source, other, officer)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"owner": None}, "owner"),
        ({"next_due_on": None}, "next_due_on"),
        ({"every_months": 25}, "every_months"),
        ({"what": " "}, "what"),
        ({"tells": ""}, "tells"),
    ],
)
def test_a_plan_names_what_who_and_when(
    place: Place, officer: User, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as caught:
        plan(place, officer, **said)
    assert caught.value.field == field


def test_the_database_holds_the_rules_of_a_planned_source(place: Place, officer: User) -> None:
    source = plan(place, officer)
    with pytest.raises(IntegrityError, match="a_source_is_due_until_it_came_once_or_stopped"):
        PlannedSource.objects.filter(pk=source.pk).update(next_due_on=None)


def test_two_people_do_not_record_the_same_piece_unseen(place: Place, officer: User) -> None:
    source = plan(place, officer)
    opened = PlannedSource.objects.get()
    came(source, piece(place, officer), officer)
    with pytest.raises(Stale):
        came(opened, piece(place, officer, dated_on=MARCH), officer)


def test_it_goes_with_its_area_and_with_the_outcome_it_is_about(
    place: Place, officer: User
) -> None:
    outcome = changes.add_outcome(area=place.areas[0], statement="Families are heard", by=officer)
    about, loose = plan(place, officer, outcome=outcome), plan(place, officer)
    made = changes.merge_areas(
        area=place.areas[0],
        version=place.areas[0].version,
        others=[place.areas[1]],
        part=Part(ref="g", short_title="Leadership and strategy"),
        reason="They are one",
        by=officer,
        on=MARCH,
    )
    for source in (about, loose):
        source.refresh_from_db()
        assert source.area == made


def test_whoever_leaves_hands_over_what_is_to_be_collected(place: Place, officer: User) -> None:
    source = plan(place, officer)
    (load,) = loads_of([place.posts["partner"]], MARCH)
    assert load.in_words == "1 planned source"
    move_work(Settled(load, to=place.posts["dcs"]), by=officer, reason="Leaves")
    source.refresh_from_db()
    assert source.owner == place.posts["dcs"]


# Pages


def test_an_officer_plans_it_its_owner_sees_it_late_and_says_what_came(
    place: Place, officer: User, partner: User, adviser: User, browse: Browse
) -> None:
    reader = browse(adviser)
    assert "Nothing is planned to be collected for this area" in body(reader.get(AREA))
    answer = browse(officer).post(
        f"{AREA}collecting/add/",
        {
            "what": "What six families say",
            "method": "focus_group",
            "tells": HOSTILE,
            "owner": place.posts["partner"].pk,
            "next_due_on-day": "1",
            "next_due_on-month": "3",
            "next_due_on-year": "2026",
            "every_months": "3",
        },
        follow=True,
    )
    assert "Q1 planned." in body(answer)
    assert "<script>alert" not in body(answer)
    assert "Overdue since 1 March 2026" in body(reader.get(AREA))
    assert "1 thing is still to come, 1 of them overdue." in body(reader.get(LIST))

    browser = browse(partner)
    mine = body(browser.get(MINE))
    assert "Evidence to collect" in mine
    assert "10 days overdue" in mine

    evidence = piece(place, officer)
    source = PlannedSource.objects.get()
    said = {"version": str(source.version), "evidence": str(evidence.pk)}
    answer = browser.post(f"{LIST}Q1/came/", said, follow=True)
    assert "Recorded that Q1 came. The next is due by 9 June 2026." in body(answer)
    assert "Next by 9 June 2026" in body(reader.get(AREA))
    assert "Q1 What six families say" in body(reader.get(f"/exampleshire/evidence/{evidence.ref}/"))
    assert "It came as planned" in body(reader.get(f"{LIST}Q1/history/"))
    assert "Evidence to collect" not in body(browser.get(MINE))


def test_a_past_day_reads_what_was_due_then(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    source = plan(place, officer)
    came(source, piece(place, officer), officer)
    past = body(browse(adviser).get(f"{LIST}?as-at=2026-03-01"))
    assert "Q1" not in past
    assert "Q1" in body(browse(adviser).get(LIST))


def test_an_edit_of_somebody_else_is_shown_and_not_overwritten(
    place: Place, officer: User, browse: Browse
) -> None:
    source = plan(place, officer)
    changes.stop_source(
        source=plan(place, officer), version=1, because="Not needed", by=officer, on=MARCH
    )
    typed = {
        "version": "1",
        "what": "What ten families say",
        "method": "survey",
        "tells": "Whether they feel heard",
        "owner": place.posts["dcs"].pk,
        "next_due_on": "2026-04-01",
        "every_months": "",
        "reason": "More families",
    }
    browser = browse(officer)
    assert browser.post(f"{LIST}{source.ref}/edit/", typed).status_code == 302
    late = browser.post(f"{LIST}{source.ref}/edit/", typed | {"what": "What two families say"})
    assert late.status_code == 409
    assert "What ten families say" in body(late)
    source.refresh_from_db()
    assert source.what == "What ten families say"


def test_a_stopped_source_is_due_no_more_and_says_why(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    plan(place, officer)
    answer = browse(officer).post(
        f"{LIST}Q1/stop/", {"version": "1", "because": "The survey asks it"}, follow=True
    )
    assert "The survey asks it" in body(answer)
    assert "Q1" not in body(browse(adviser).get(AREA))
    assert "Stopped on 11 Mar 2026" in body(browse(adviser).get(LIST))


def test_restricted_evidence_that_came_is_not_there_for_those_outside(
    place: Place, officer: User, adviser: User, partner: User, browse: Browse
) -> None:
    source = plan(place, officer)
    secret = piece(
        place, officer, title="One school named", classification=Classification.RESTRICTED
    )
    assert "One school named" not in body(browse(partner).get(f"{LIST}Q1/came/"))
    assert "One school named" in body(browse(officer).get(f"{LIST}Q1/came/"))
    came(source, secret, officer)
    assert "One school named" in body(browse(officer).get(f"{LIST}Q1/"))
    for address in (f"{LIST}Q1/", f"{LIST}Q1/history/", LIST, AREA):
        read = body(browse(adviser).get(address))
        assert "One school named" not in read
        assert secret.ref not in read.replace("SEND", "")


def test_a_partner_records_only_what_their_own_posts_collect(
    place: Place, officer: User, partner: User, browse: Browse
) -> None:
    plan(place, officer, owner=place.posts["dcs"])
    assert browse(partner).get(f"{LIST}Q1/came/").status_code == 403
    assert mine_of(partner.accesses.get(), MARCH).planned == []


def test_another_area_does_not_learn_of_it(
    place: Place, officer: User, stranger: User, browse: Browse
) -> None:
    plan(place, officer)
    assert browse(stranger).get(f"{LIST}Q1/").status_code == 404
    assert browse(stranger).get("/elsewhere/plan/collecting/Q1/").status_code == 404
    assert "Q1" not in body(browse(stranger).get("/elsewhere/plan/collecting/"))


def test_many_sources_need_no_more_queries(
    place: Place, officer: User, partner: User, browse: Browse
) -> None:
    source = plan(place, officer)
    came(source, piece(place, officer), officer)
    plan(place, officer)
    browser = browse(partner)
    pages = (LIST, AREA, MINE, f"{LIST}Q1/")
    few = [count(browser, page) for page in pages]
    for number in range(6):
        plan(place, officer)
        evidence = piece(place, officer, dated_on=date(2026, 3, 10), title=f"Piece {number}")
        changes.link_evidence(evidence=evidence, to=place.areas[1], by=officer)
    came(source, evidence, officer)
    assert [count(browser, page) for page in pages] == few
