"""Areas of weakness that are split, merged, dropped, and called something by a document."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.models import Action, AreaLabel, AreaOfWeakness, EvidenceLink, Outcome, Risk, Target
from plans.policies.shape import STAYS, Homes, Part, free_refs
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import Stale, Tracked, changes_of, record
from sendtrack.integrity import differences
from sendtrack.refusals import Refusal
from sendtrack.search.references import named
from tests.conftest import NOW, Place
from tests.plans.conftest import Plan
from tests.plans.pages import HOSTILE, SHOWN, Browse, body

AREA = "/exampleshire/plan/areas/"
PARTS = [Part("g", "Waits for plans"), Part("h", "Quality of plans")]


def split(area: AreaOfWeakness, by: User, homes: Homes, **other: Any) -> list[AreaOfWeakness]:
    given = {"parts": PARTS, "reason": "Two services answer for it", "on": clock.today()}
    return changes.split_area(
        area=area, version=area.version, homes=homes, by=by, **{**given, **other}
    )


def changed_since(rows: int, *models: type[Tracked]) -> int:
    return sum(model.history.count() for model in models) - rows


HELD = (Outcome, Action, Risk, Target)


@pytest.fixture
def filled(place: Place, plan: Plan, risk: Risk, target: Target) -> Place:
    """Area (a) with outcomes A1 (two actions) and A2, risk R1, and evidence for A1.1 and itself."""
    plan.outcomes["a"] = target.outcome
    first = plan.action("Write the strategy")
    plan.action("Ask families")
    plan.proves(first)
    changes.add_outcome(area=place.areas[0], statement="Plans are good", by=plan.by)
    changes.add_evidence(
        area=place.areas[0],
        action=None,
        kind="data",
        title="Waits",
        shows="Waits fell.",
        dated_on=date(2026, 3, 1),
        organisation=None,
        kept_at="Shared folder",
        by=plan.by,
    )
    return place


def homes_in(area: AreaOfWeakness, first: str, others: str) -> Homes:
    """A1 goes to one area; everything else to another."""
    keys = list(area.outcomes.order_by("number").values_list("pk", flat=True))
    return Homes(
        outcomes={key: first if key == keys[0] else others for key in keys},
        risks=dict.fromkeys(area.risks.values_list("pk", flat=True), others),
        rest=others,
    )


def test_a_split_area_leaves_nothing_behind_and_one_row_of_history_for_each_thing(
    filled: Place, officer: User
) -> None:
    area, told = filled.areas[0], set(differences())
    before = sum(model.history.count() for model in HELD)
    waits, quality = split(area, officer, homes_in(area, "g", "h"))
    assert [each.ref for each in Outcome.objects.of(filled.area).order_by("pk")] == ["G1", "H1"]
    assert set(waits.actions.values_list("ref", flat=True)) == {"A1.1", "A1.2"}
    assert (waits.evidence.count(), quality.evidence.count()) == (1, 1)
    assert quality.risks.get().ref == "R1"
    for held in ("outcomes", "actions", "risks", "evidence", "voices", "evidence_links"):
        assert not getattr(area, held).exists()
    # Two outcomes, two actions, the risk; a target hangs on its outcome.
    assert changed_since(before, *HELD) == 5
    newest = changes_of(Action.objects.get(ref="A1.1"))[0]
    assert newest.history_change_reason == "Two services answer for it"
    area.refresh_from_db()
    assert (area.stands, area.get_ended_how_display()) == (False, "Split")
    assert changes_of(area)[0].history_user == officer
    assert set(differences()) == told, "no row disagrees with its history that did not before"


def test_the_new_areas_stand_in_the_plan_and_the_old_one_tells_where_it_went(
    filled: Place, officer: User, browse: Browse
) -> None:
    split(filled.areas[0], officer, homes_in(filled.areas[0], "g", "h"))
    plan = body(browse(officer).get("/exampleshire/plan/"))
    assert "(g) Waits for plans" in plan
    assert "(a) Weakness a" not in plan
    old = body(browse(officer).get(f"{AREA}a/"))
    assert "Split on 11 March 2026 into" in old
    assert f'<a href="{AREA}g/">(g) Waits for plans</a> and <a href="{AREA}h/">' in old
    assert "Two services answer for it" in old
    assert "Add an outcome" not in old
    new = body(browse(officer).get(f"{AREA}g/"))
    assert "Split on 11 March 2026 from" in new
    assert f'<a href="{AREA}a/">(a) Weakness a</a>' in new
    assert "Weakness a." in new, "the finding stays quoted"


def test_the_day_before_the_split_still_shows_the_old_shape(
    filled: Place, officer: User, browse: Browse
) -> None:
    with clock.at(NOW + timedelta(days=7)):
        split(filled.areas[0], officer, homes_in(filled.areas[0], "g", "h"))
        page = browse(officer).get("/exampleshire/plan/?as-at=2026-03-12")
        then = body(page)
        gone = browse(officer).get(f"{AREA}g/?as-at=2026-03-12")
    assert "(a) Weakness a" in then
    assert "Leaders know how each child is doing." in then
    assert "Waits for plans" not in then
    assert "Waits for plans" not in body(gone)
    ended = body(browse(officer).get(f"{AREA}a/"))
    assert f'<a href="{AREA}a/?as-at=2026-03-17">This page as it was on 17 March 2026</a>' in ended


def test_an_area_that_came_and_went_on_one_day_has_no_day_to_look_back_to(
    place: Place, officer: User, browse: Browse
) -> None:
    _, second = split(place.areas[0], officer, Homes(rest="g"))
    split(second, officer, Homes(rest="i"), parts=[Part("i", "One"), Part("j", "Two")])
    old = body(browse(officer).get(f"{AREA}h/"))
    assert "Split on 11 March 2026 into" in old
    assert "This page as it was on" not in old


def test_an_outcome_that_nobody_takes_over_stops_the_split(filled: Place, officer: User) -> None:
    area = filled.areas[0]
    homes = homes_in(area, "g", "h")
    with pytest.raises(Refusal, match="Say which area takes A2 over") as told:
        split(area, officer, Homes({**homes.outcomes, max(homes.outcomes): "z"}, rest="h"))
    assert told.value.field == f"outcome_{Outcome.objects.get(number=2).pk}"
    with pytest.raises(Refusal, match="Say where R1 goes"):
        split(area, officer, Homes(homes.outcomes, rest="h"))
    with pytest.raises(Refusal, match="evidence and views"):
        split(area, officer, Homes(homes.outcomes, risks=homes.risks))
    area.refresh_from_db()
    assert area.stands
    assert not AreaOfWeakness.objects.filter(ref__in="gh").exists()


def test_a_split_needs_two_new_areas_a_reason_and_references_that_are_free(
    place: Place, officer: User
) -> None:
    area = place.areas[0]
    for other, sentence in (
        ({"parts": PARTS[:1]}, "Name at least two areas"),
        ({"parts": [*PARTS, Part("B", "Taken")]}, "must be one to four letters"),
        ({"parts": [*PARTS, Part("b", "Taken")]}, r"Area \(b\) is there already"),
        ({"parts": [Part("g", " "), PARTS[1]]}, "Say what the area is about"),
        ({"reason": " "}, "Say why"),
    ):
        with pytest.raises(Refusal, match=sentence):
            split(area, officer, Homes(rest="g"), **other)


def test_an_area_is_split_once_and_takes_no_outcome_afterwards(place: Place, officer: User) -> None:
    area = place.areas[0]
    split(area, officer, Homes(rest="g"))
    with pytest.raises(Stale):
        split(area, officer, Homes(rest="g"))
    area.refresh_from_db()
    with pytest.raises(Refusal, match=r"Area \(a\) was split on 11 March 2026"):
        changes.add_outcome(area=area, statement="Too late", by=officer)
    with pytest.raises(Refusal, match=r"Area \(a\) was split"):
        split(area, officer, Homes(rest="g"))


def test_merged_areas_go_into_one_that_comes_from_both(
    filled: Place, plan: Plan, officer: User, browse: Browse
) -> None:
    plan.action("In (b)", area="b")
    first, second = filled.areas[0], filled.areas[1]
    changes.link_evidence(evidence=first.evidence.get(title="Waits"), to=second, by=officer)
    made = changes.merge_areas(
        area=first,
        version=first.version,
        others=[second],
        part=Part("g", "Leadership"),
        reason="One board answers for both",
        by=officer,
        on=clock.today(),
    )
    assert [each.ref for each in made.outcomes.order_by("number")] == ["G1", "G2", "G3"]
    assert made.actions.count() == 3
    assert {row.origin.ref for row in made.origins.all()} == {"a", "b"}
    assert not EvidenceLink.objects.exists(), "it is filed under the merged area now"
    text = body(browse(officer).get(f"{AREA}g/"))
    assert "Merged on 11 March 2026 from" in text
    assert "(b) Weakness b" in text
    assert "Merged on 11 March 2026 into" in body(browse(officer).get(f"{AREA}b/"))


def test_an_area_is_merged_with_another_one_of_its_regime(place: Place, officer: User) -> None:
    area = place.areas[0]
    with pytest.raises(Refusal, match="Choose at least one area"):
        changes.merge_areas(
            area=area,
            version=area.version,
            others=[area],
            part=PARTS[0],
            reason="Alone",
            by=officer,
            on=clock.today(),
        )


def drop(area: AreaOfWeakness, by: User, homes: Homes) -> AreaOfWeakness:
    return changes.drop_area(
        area=area,
        version=area.version,
        homes=homes,
        reason="The Notice of March no longer lists it",
        by=by,
        on=clock.today(),
    )


def test_a_dropped_area_keeps_what_is_settled_and_gives_away_what_is_open(
    filled: Place, plan: Plan, officer: User
) -> None:
    area = filled.areas[0]
    risk = area.risks.get()
    stays = homes_in(area, STAYS, STAYS)
    with pytest.raises(Refusal, match=r"takes A1 over: A1\.1 is not complete"):
        drop(area, officer, stays)
    first = min(stays.outcomes)
    drop(area, officer, Homes({**stays.outcomes, first: "b"}, risks=stays.risks))
    risk.refresh_from_db()
    assert risk.area is None
    assert filled.areas[1].outcomes.get().pk == first
    assert [outcome.ref for outcome in area.outcomes.all()] == ["A2"]


def test_a_dropped_area_says_why(filled: Place, officer: User, browse: Browse) -> None:
    drop(filled.areas[0], officer, homes_in(filled.areas[0], "b", "c"))
    text = body(browse(officer).get(f"{AREA}a/"))
    assert "Dropped on 11 March 2026. The Notice of March no longer lists it" in text
    regime = body(browse(officer).get(f"/exampleshire/regimes/{filled.regime.code}/"))
    assert "Dropped on 11 March 2026: The Notice of March" in regime
    assert "5 areas" in regime


def test_what_a_document_calls_an_area_is_kept_for_that_document(
    place: Place, officer: User, browse: Browse
) -> None:
    document, area = place.regime.document, place.areas[3]
    assert document is not None
    for words in ("Area Four", "Area 4", ""):
        changes.label_area(area=area, document=document, label=words, by=officer)
        shown = [row.label for row in AreaLabel.objects.filter(area=area)]
        assert shown == ([words] if words else [])
    assert [row.history_type for row in AreaLabel.history.order_by("-pk")] == ["-", "~", "+"]
    with pytest.raises(Refusal, match="Enter what the document calls the area"):
        changes.label_area(area=area, document=document, label=" ", by=officer)
    answers = {"document": document.pk, "label": HOSTILE}
    assert browse(officer).post(f"{AREA}d/label/", answers).status_code == 302
    assert SHOWN in body(browse(officer).get(f"{AREA}d/"))


def test_numbered_areas_are_followed_by_numbers(place: Place, officer: User) -> None:
    assert free_refs(place.regime, 2) == ["g", "h"]
    with record(actor=officer, reason="Numbered as the report numbers them"):
        for number, area in enumerate(place.areas, start=1):
            area.ref = str(number)
            area.save()
    assert free_refs(place.regime, 4) == ["7", "8", "9", "a"]


# The forms


def typed(area: AreaOfWeakness, **other: str) -> dict[str, str]:
    held = {f"outcome_{row.pk}": "g" for row in area.outcomes.all()}
    held |= {f"risk_{row.pk}": "h" for row in area.risks.all()}
    answers = {
        "version": str(area.version),
        "part_1": "Waits for plans",
        "part_2": "Quality of plans",
        "rest": "h",
        "reason": "Two services answer for it",
    }
    return {**answers, **held, **other}


def test_an_officer_splits_an_area_on_its_page(
    filled: Place, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    assert f'href="{AREA}a/split/"' in body(client.get(f"{AREA}a/"))
    asked = body(client.get(f"{AREA}a/split/"))
    assert "Outcome A1: Leaders know how each child is doing." in asked
    assert "With its targets and 2 actions." in asked
    empty = body(client.post(f"{AREA}a/split/", {"version": str(filled.areas[0].version)}))
    assert "Enter what new area (g) is about" in empty
    for what in ("A1", "A2", "R1", "the other evidence and views"):
        assert f"Select which area takes over {what}</a>" in empty, "each refusal says what for"
    done = client.post(f"{AREA}a/split/", typed(filled.areas[0]), follow=True)
    assert "Area (a) is split into (g) and (h)." in body(done)


def test_two_people_who_split_the_same_area_see_each_other(
    filled: Place, officer: User, lead: User, browse: Browse
) -> None:
    area = filled.areas[0]
    answers = typed(area)
    changes.step_down_area(area=area, authority=area.finding, by=lead, on=clock.today())
    late = browse(officer).post(f"{AREA}a/split/", answers)
    assert late.status_code == 409
    assert AreaOfWeakness.objects.get(pk=area.pk).stands


def test_a_split_can_rest_on_a_document_in_whole_or_not_at_all(
    filled: Place, officer: User, browse: Browse
) -> None:
    area, document = filled.areas[0], filled.regime.document
    assert document is not None
    client = browse(officer)
    half = body(client.post(f"{AREA}a/split/", typed(area, document=str(document.pk))))
    assert "Enter the paragraph" in half
    said = {"document": str(document.pk), "paragraph": "Annex 2", "words": "Two areas, not one."}
    client.post(f"{AREA}a/split/", typed(area, **said))
    made = AreaOfWeakness.objects.get(ref="g")
    assert made.finding.words == "Two areas, not one."
    assert "Two areas, not one." in body(client.get(f"{AREA}g/"))


def test_an_officer_merges_and_drops_areas_on_their_pages(
    filled: Place, officer: User, browse: Browse
) -> None:
    client, area = browse(officer), filled.areas[0]
    answers = {"version": str(area.version), "others": [filled.areas[1].pk], "part_1": "Both"}
    done = client.post(f"{AREA}a/merge/", {**answers, "reason": "One board"}, follow=True)
    assert "The areas are merged into (g) Both." in body(done)
    made = AreaOfWeakness.objects.get(ref="g")
    keeps = {f"outcome_{row.pk}": "c" for row in made.outcomes.all()}
    answers = {"version": str(made.version), **keeps, "reason": "It is done", "rest": ""}
    done = client.post(f"{AREA}g/drop/", answers, follow=True)
    assert "Area (g) is dropped." in body(done)
    assert filled.areas[2].outcomes.count() == 2


def test_an_area_of_another_local_area_is_not_offered(
    place: Place, elsewhere: Place, officer: User, browse: Browse
) -> None:
    area = place.areas[0]
    answers = {"version": str(area.version), "others": [elsewhere.areas[1].pk], "part_1": "Both"}
    said = browse(officer).post(f"{AREA}a/merge/", {**answers, "reason": "One board"})
    assert "Error: " in body(said)
    assert AreaOfWeakness.objects.filter(pk=elsewhere.areas[1].pk, ended_on=None).exists()


def test_a_search_says_of_an_ended_area_what_became_of_it(
    place: Place, officer: User, browse: Browse
) -> None:
    split(place.areas[0], officer, Homes(rest="g"))
    found = body(browse(officer).get("/exampleshire/search/", {"q": "(a)"}))
    assert "Split on 11 March 2026" in found
    assert "In formal monitoring" not in found


def test_an_ended_area_has_no_more_forms(place: Place, officer: User, browse: Browse) -> None:
    split(place.areas[0], officer, Homes(rest="g"))
    for page in ("split", "merge", "drop", "label", "outcomes/add"):
        assert browse(officer).get(f"{AREA}a/{page}/").status_code == 404


def test_the_pages_of_areas_ask_as_often_with_a_long_lineage_as_with_a_short_one(
    place: Place, officer: User, browse: Browse
) -> None:
    client = browse(officer)
    made = split(place.areas[0], officer, Homes(rest="g"))
    pages = (f"{AREA}g/", f"/exampleshire/regimes/{place.regime.code}/")
    few = [_queries(client, page) for page in pages]
    for number in range(2):
        made = split(
            made[1],
            officer,
            Homes(rest="i" if not number else "k"),
            parts=[Part("ik"[number], "One"), Part("jl"[number], "Two")],
        )
    everybody = AreaOfWeakness.objects.of(place.area).standing()
    others = [each for each in everybody if each.ref != "g"]
    whole = changes.merge_areas(
        area=others[0],
        version=others[0].version,
        others=others[1:],
        part=Part("z", "All others"),
        reason="Tidied",
        by=officer,
        on=clock.today(),
    )
    assert whole.origins.count() > 5
    assert [_queries(client, page) for page in pages] == few
    assert _queries(client, f"{AREA}z/") <= few[0] + 1


def _queries(client: Any, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_the_database_keeps_lineages_inside_one_area_and_ends_with_their_reason(
    place: Place, elsewhere: Place, officer: User
) -> None:
    def mixes() -> None:
        with transaction.atomic(), record(actor=officer, reason="A mix"):
            place.areas[0].origins.create(
                local_area=place.area, origin=elsewhere.areas[0], kind="split"
            )
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def ends() -> None:
        with transaction.atomic(), record(actor=officer, reason="Without a reason"):
            place.areas[0].ended_on = clock.today()
            place.areas[0].save()

    for wrong, rule in (
        (mixes, "arealineage_origin_same_area"),
        (ends, "an_area_ends_somehow_and_for_a_reason"),
    ):
        with pytest.raises(IntegrityError, match=rule):
            wrong()


def test_what_belongs_to_an_area_of_another_regime_leads_to_its_page_there(
    filled: Place, officer: User, browse: Browse
) -> None:
    plan = changes.open_regime(
        area=filled.area,
        kind="strategy",
        title="Strategy",
        issued_by="The partnership",
        issued_on=date(2026, 1, 5),
        by=officer,
    )
    changes.lead_with(regime=plan, by=officer, reason="The strategy leads")
    client, area = browse(officer), f"/exampleshire/regimes/{filled.regime.code}/areas/a/"
    for page in ("evidence/E2/", "risks/R1/"):
        assert f'href="{area}' in body(client.get(f"/exampleshire/{page}")), page
    found = body(client.get("/exampleshire/search/?q=Weakness+a"))
    assert f'href="{area}"' in found
    assert client.get(area).status_code == 200


def test_the_page_of_an_area_that_is_gone_says_where_each_thing_went(
    filled: Place, officer: User, browse: Browse
) -> None:
    split(filled.areas[0], officer, homes_in(filled.areas[0], "g", "h"))
    page = body(browse(officer).get(f"{AREA}a/"))
    assert f'<a href="{AREA}g/#g1"><span class="app-reference-number">G1</span>' in page
    assert "formerly A1 (until 11 March 2026)" in page
    assert f'<a href="{AREA}h/#h1">' in page
    assert "Now in area (h) Quality of plans" in page, "risk R1"
    assert "When it was split on 11 March 2026: " in page
    for silence in ("No outcome is recorded", "No action is recorded", "No update"):
        assert silence not in page


def test_a_dropped_area_names_the_areas_that_took_its_work_over(
    filled: Place, officer: User, browse: Browse
) -> None:
    area = filled.areas[0]
    changes.drop_area(
        area=area,
        version=area.version,
        homes=homes_in(area, "b", "c"),
        reason="The inspectors no longer name it",
        by=officer,
        on=clock.today(),
    )
    page = body(browse(officer).get(f"{AREA}a/"))
    assert "Dropped on 11 March 2026" in page
    assert f'<a href="{AREA}b/#b1">' in page
    assert "now in area (b) Weakness b" in page
    assert "formerly A2 (until 11 March 2026)" in page


def test_an_area_that_held_nothing_says_so_once_it_is_gone(
    place: Place, officer: User, browse: Browse
) -> None:
    area = place.areas[0]
    changes.drop_area(
        area=area,
        version=area.version,
        homes=Homes(outcomes={}, rest="b"),
        reason="The inspectors no longer name it",
        by=officer,
        on=clock.today(),
    )
    page = body(browse(officer).get(f"{AREA}a/"))
    assert "It held no outcome, action or risk when it was dropped" in page


def test_an_area_is_found_by_the_very_label_of_a_document(place: Place, officer: User) -> None:
    area = place.areas[0]
    changes.label_area(area=area, document=area.finding.document, label="Theme Six", by=officer)
    assert [each.path for each in named(place.area, "theme six")] == ["/exampleshire/plan/areas/a/"]
