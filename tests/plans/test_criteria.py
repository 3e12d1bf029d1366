"""What success looks like is agreed by those who have a stake in it, and judged by evidence."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from plans import changes
from plans.models import CriterionAgreement, Evidence, SuccessCriterion, TellsOf
from plans.models.criterion import CriterionResult
from plans.policies.criteria import Party
from plans.policies.shape import Part
from plans.states import Classification, EvidenceKind, VoiceGroup
from sendtrack.accounts.models import User
from sendtrack.history import Stale, changes_of
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.plans.pages import body
from tests.plans.reading import HOSTILE, MARCH, Browse
from tests.plans.reading import queries as count

AREA = "/exampleshire/plan/areas/a/"
ITEM = "/exampleshire/plan/criteria/S1/"
WORDS = "Nine in ten families say that they were heard at the last annual review"


def add(place: Place, by: User, words: str = WORDS, area: int = 0) -> SuccessCriterion:
    return changes.add_criterion(area=place.areas[area], words=words, by=by)


def agree(
    criterion: SuccessCriterion, by: User, party: Party | None, **said: Any
) -> CriterionAgreement:
    given: dict[str, Any] = {
        "criterion": criterion,
        "version": criterion.version,
        "party": party,
        "agreed_on": date(2026, 3, 3),
        "agreed_at": "Improvement board",
        "document": None,
        "by": by,
        "on": MARCH,
    }
    return changes.agree_criterion(**given | said)


def judge(criterion: SuccessCriterion, by: User, **said: Any) -> SuccessCriterion:
    given: dict[str, Any] = {
        "criterion": criterion,
        "version": criterion.version,
        "result": CriterionResult.MET,
        "because": "93 of 100 families said so",
        "evidence": None,
        "judged_on": date(2026, 3, 9),
        "by": by,
        "on": MARCH,
    }
    return changes.judge_criterion(**given | said)


def change(criterion: SuccessCriterion, by: User, words: str) -> SuccessCriterion:
    return changes.edit_criterion(
        criterion=criterion,
        version=criterion.version,
        words=words,
        by=by,
        reason="The forum asked for plainer words",
    )


def drop(criterion: SuccessCriterion, by: User) -> SuccessCriterion:
    return changes.drop_criterion(
        criterion=criterion,
        version=criterion.version,
        because="Another criterion says the same",
        by=by,
        on=MARCH,
    )


def piece(place: Place, by: User, area: int = 0, **said: Any) -> Evidence:
    given: dict[str, Any] = {
        "action": None,
        "kind": EvidenceKind.EXPERIENCE,
        "tells_of": TellsOf.SEVERAL,
        "title": "Survey of families",
        "shows": "93 of 100 felt heard",
        "dated_on": date(2026, 3, 2),
        "organisation": None,
        "kept_at": "Shared folder",
    }
    return changes.add_evidence(area=place.areas[area], by=by, **given | said)


def put(rows: "QuerySet[Any]", **values: Any) -> None:
    """Past every verb, as far as the database lets it."""
    with transaction.atomic():
        rows.update(**values)
        connection.check_constraints()


def test_parties_of_every_kind_agree_once_to_the_same_words(place: Place, officer: User) -> None:
    criterion = add(place, officer)
    parties = {
        "Exampleshire Council": Party(organisation=place.council),
        place.posts["partner"].in_full: Party(post=place.posts["partner"]),
        "Parents and carers": Party(group=VoiceGroup.PARENTS),
    }
    for who, party in parties.items():
        agreement = agree(criterion, officer, party)
        assert agreement.who == who
        assert changes_of(agreement).count() == 1
        with pytest.raises(Refusal, match="agreed to these words on 3 March 2026 already"):
            agree(criterion, officer, party)
    assert criterion.agreements.count() == 3
    assert changes_of(criterion).count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"party": None}, "party"),
        ({"agreed_at": "  "}, "agreed_at"),
        ({"agreed_on": date(2026, 3, 12)}, "agreed_on"),
    ],
)
def test_an_agreement_says_who_where_and_on_which_day_that_has_come(
    place: Place, officer: User, said: dict[str, Any], field: str
) -> None:
    criterion = add(place, officer)
    with pytest.raises(Refusal) as caught:
        agree(criterion, officer, **({"party": Party(organisation=place.icb)} | said))
    assert caught.value.field == field


def test_nobody_agrees_to_words_that_were_changed_meanwhile(place: Place, officer: User) -> None:
    opened = add(place, officer)
    change(opened, officer, "Families are heard")
    with pytest.raises(Stale):
        agree(opened, officer, Party(organisation=place.council))


def test_new_words_are_agreed_to_and_judged_anew(place: Place, officer: User) -> None:
    criterion = add(place, officer)
    agree(criterion, officer, Party(organisation=place.council))
    judged = judge(criterion, officer, evidence=piece(place, officer))
    changed = change(judged, officer, "Families are heard")
    assert changed.result == CriterionResult.UNKNOWN
    assert (changed.judged_on, changed.judged_by, changed.evidence) == (None, None, None)
    with pytest.raises(Refusal, match="Nobody has agreed to the words of S1 yet"):
        judge(changed, officer, result=CriterionResult.NOT_YET)
    agree(changed, officer, Party(organisation=place.council))
    judge(changed, officer, result=CriterionResult.NOT_YET)
    assert changes_of(criterion).count() == 4


def test_the_same_words_again_are_no_change(place: Place, officer: User) -> None:
    with pytest.raises(Refusal, match="These are the words that S1 has"):
        change(add(place, officer), officer, f" {WORDS} ")


@pytest.mark.parametrize(("words", "why"), [("  ", "Say what will be"), ("x" * 401, "Use 400")])
def test_a_criterion_has_words_and_not_too_many(
    place: Place, officer: User, words: str, why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        add(place, officer, words)


def test_it_is_met_only_on_evidence_of_its_area_that_stands(place: Place, officer: User) -> None:
    criterion = add(place, officer)
    with pytest.raises(Refusal, match="Nobody has agreed"):
        judge(criterion, officer, evidence=piece(place, officer))
    agree(criterion, officer, Party(group=VoiceGroup.PARENTS))
    other = piece(place, officer, area=1)
    gone = piece(place, officer)
    gone = changes.withdraw_evidence(
        evidence=gone, version=gone.version, because="Wrong", by=officer, on=MARCH
    )
    for evidence, why in (
        (None, "Choose the evidence that shows it is met"),
        (other, "is of another area of weakness"),
        (gone, "was withdrawn"),
    ):
        with pytest.raises(Refusal, match=why) as caught:
            judge(criterion, officer, evidence=evidence)
        assert caught.value.field == "evidence"
    changes.link_evidence(evidence=other, to=place.areas[0], by=officer)
    judged = judge(criterion, officer, evidence=other)
    assert (judged.result, judged.judged_by) == (CriterionResult.MET, officer)
    with pytest.raises(Stale):
        judge(criterion, officer, result=CriterionResult.NOT_YET)


@pytest.mark.parametrize(
    ("said", "field"),
    [({"because": " "}, "because"), ({"judged_on": date(2027, 1, 1)}, "judged_on")],
)
def test_a_judgement_says_why_and_is_of_a_day_that_has_come(
    place: Place, officer: User, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as caught:
        judge(add(place, officer), officer, **said)
    assert caught.value.field == field


def test_what_is_dropped_stays_as_it_was(place: Place, officer: User) -> None:
    criterion = add(place, officer)
    agree(criterion, officer, Party(organisation=place.council))
    dropped = drop(criterion, officer)
    for verb in (
        lambda: change(dropped, officer, "Other words"),
        lambda: agree(dropped, officer, Party(organisation=place.icb)),
        lambda: judge(dropped, officer, result=CriterionResult.NOT_YET),
        lambda: drop(dropped, officer),
    ):
        with pytest.raises(Refusal, match="S1 was dropped on 11 March 2026"):
            verb()
    assert add(place, officer).ref == "S2"


def test_it_goes_with_its_area(place: Place, officer: User) -> None:
    criterion = add(place, officer)
    made = changes.merge_areas(
        area=place.areas[0],
        version=place.areas[0].version,
        others=[place.areas[1]],
        part=Part(ref="g", short_title="Leadership and strategy"),
        reason="They are one",
        by=officer,
        on=MARCH,
    )
    criterion.refresh_from_db()
    assert criterion.area == made
    with pytest.raises(Refusal, match=r"Area \(a\) was merged"):
        add(place, officer)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"words": ""}, "a_criterion_says_what_will_be_different"),
        ({"result": "not_met_yet"}, "a_judged_criterion_says_who_when_and_why"),
        ({"judged_because": "It is so"}, "a_judged_criterion_says_who_when_and_why"),
        ({"dropped_on": MARCH}, "a_dropped_criterion_says_why"),
    ],
)
def test_the_database_holds_the_rules_of_a_criterion(
    place: Place, officer: User, values: dict[str, Any], rule: str
) -> None:
    rows = SuccessCriterion.objects.filter(pk=add(place, officer).pk)
    with pytest.raises(IntegrityError, match=rule):
        rows.update(**values)


def test_the_database_asks_for_evidence_of_what_is_met(place: Place, officer: User) -> None:
    criterion = add(place, officer)
    agree(criterion, officer, Party(organisation=place.council))
    judge(criterion, officer, evidence=piece(place, officer))
    with pytest.raises(IntegrityError, match="a_criterion_is_met_on_evidence"):
        SuccessCriterion.objects.filter(pk=criterion.pk).update(evidence=None)


def test_the_database_holds_the_rules_of_an_agreement(
    place: Place, elsewhere: Place, officer: User
) -> None:
    criterion = add(place, officer)
    agreement = agree(criterion, officer, Party(organisation=place.council))
    rows = CriterionAgreement.objects.filter(pk=agreement.pk)
    for values, rule in (
        ({"group": "parents"}, "one_party_agrees_at_a_time"),
        ({"organisation": None}, "one_party_agrees_at_a_time"),
        ({"agreed_at": ""}, "an_agreement_says_where_it_was_reached"),
    ):
        with pytest.raises(IntegrityError, match=rule):
            put(rows, **values)
    agree(criterion, officer, Party(organisation=place.icb))
    for organisation, rule in (
        (place.icb, "a_party_agrees_once_to_the_same_words"),
        (elsewhere.council, "criterionagreement_organisation_same_area"),
    ):
        with pytest.raises(IntegrityError, match=rule):
            put(rows, organisation=organisation)


# Pages


def agreed(party: str, version: int = 1, **said: str) -> dict[str, str]:
    typed = {"version": str(version), "party": party, "agreed_on": "2026-03-03"}
    return typed | {"agreed_at": "Improvement board", "document": ""} | said


def test_an_officer_proposes_it_stakeholders_agree_and_it_is_judged(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    reader, browser = browse(adviser), browse(officer)
    assert "Nothing says yet what will be different" in body(reader.get(AREA))
    answer = browser.post(f"{AREA}criteria/add/", {"words": WORDS}, follow=True)
    assert "S1 added. Record who agrees to it next." in body(answer)
    assert "1 criterion: none is agreed, 1 is still open; none is met." in body(reader.get(AREA))
    assert "Record who agreed to S1" in body(browser.get(AREA))
    assert "Record who agreed" not in body(reader.get(AREA))

    for party in (f"organisation-{place.council.pk}", f"post-{place.posts['partner'].pk}"):
        assert browser.post(f"{ITEM}agree/", agreed(party)).status_code == 302
    read = body(reader.get(AREA))
    assert "Agreed by Exampleshire Council (3 March 2026) and Designated Clinical Officer" in read
    assert "Not agreed yet by parents and carers." in read
    assert "Judge whether S1 is met" in body(browser.get(AREA))

    typed = {"version": "1", "result": "criterion_met", "because": "93 of 100 said so"}
    typed |= {"judged_on": "2026-03-09", "evidence": ""}
    refused = browser.post(f"{ITEM}judge/", typed)
    assert "Choose the evidence that shows it is met." in body(refused)
    evidence = piece(place, officer)
    answer = browser.post(f"{ITEM}judge/", typed | {"evidence": str(evidence.pk)}, follow=True)
    assert "S1 judged: met." in body(answer)
    read = body(reader.get(AREA))
    assert "1 criterion: 1 is agreed; 1 is met." in read
    assert "93 of 100 said so" in read
    history = body(reader.get(f"{ITEM}history/"))
    assert "Judged it: met" in history
    assert "Recorded who agreed" in history


def test_parents_agree_as_a_group_and_nothing_is_missing_then(
    place: Place, officer: User, browse: Browse
) -> None:
    criterion = add(place, officer)
    agree(criterion, officer, Party(organisation=place.council))
    agree(criterion, officer, Party(organisation=place.icb))
    browse(officer).post(f"{ITEM}agree/", agreed("group-parents"))
    read = body(browse(officer).get(ITEM))
    assert "Parents and carers</strong>, 3 March 2026: Improvement board" in read
    assert "Not agreed yet" not in read


def test_new_words_show_who_agreed_to_the_old_ones(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    agree(add(place, officer), officer, Party(organisation=place.council))
    typed = {"version": "1", "words": "Families are heard", "reason": "Plainer"}
    answer = browse(officer).post(f"{ITEM}edit/", typed, follow=True)
    assert "S1 saved. Its new words are to be agreed." in body(answer)
    read = body(browse(adviser).get(ITEM))
    assert "Nobody has agreed to its new words yet." in read
    assert f"“{WORDS}”" in read


def test_words_of_somebody_else_are_shown_and_not_overwritten(
    place: Place, officer: User, browse: Browse
) -> None:
    criterion = add(place, officer)
    change(criterion, officer, "Families are heard")
    browser = browse(officer)
    typed = {"version": "1", "words": "Families feel heard", "reason": "Plainer"}
    late = browser.post(f"{ITEM}edit/", typed)
    assert late.status_code == 409
    assert "Families are heard" in body(late)
    assert "Families feel heard" in body(late)
    late = browser.post(f"{ITEM}agree/", agreed(f"organisation-{place.council.pk}"))
    assert late.status_code == 409
    criterion.refresh_from_db()
    assert criterion.words == "Families are heard"
    assert not criterion.agreements.exists()


def test_a_document_stands_in_for_the_meeting(place: Place, officer: User, browse: Browse) -> None:
    add(place, officer)
    browser = browse(officer)
    party = f"organisation-{place.council.pk}"
    nowhere = browser.post(f"{ITEM}agree/", agreed(party, agreed_at=""))
    assert "Name the meeting at which it was agreed" in body(nowhere)
    document = place.areas[0].finding.document
    typed = agreed(party, agreed_at="", document=str(document.pk))
    assert str(document) in body(browser.post(f"{ITEM}agree/", typed, follow=True))


def test_what_is_dropped_stands_apart_and_can_be_changed_no_more(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    add(place, officer)
    browser = browse(officer)
    answer = browser.post(f"{ITEM}drop/", {"version": "1", "because": "Too vague"}, follow=True)
    assert "Dropped on 11 March 2026: Too vague" in body(answer)
    assert "Change its words" not in body(answer)
    assert "Dropped: <a" in body(browse(adviser).get(AREA))
    assert "was dropped on 11 March 2026" in body(
        browser.post(f"{ITEM}drop/", {"version": "2", "because": "Again"})
    )


def test_what_people_type_is_shown_as_text(place: Place, officer: User, browse: Browse) -> None:
    criterion = add(place, officer, HOSTILE)
    agree(criterion, officer, Party(organisation=place.council), agreed_at=HOSTILE)
    judge(criterion, officer, because=HOSTILE, result=CriterionResult.NOT_YET)
    for address in (AREA, ITEM, f"{ITEM}history/", f"{ITEM}judge/", f"{ITEM}agree/"):
        read = body(browse(officer).get(address))
        assert "<script>alert" not in read
        assert "&lt;script&gt;alert" in read


def test_a_past_day_reads_who_had_agreed_then(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    agree(add(place, officer), officer, Party(organisation=place.council))
    reader = browse(adviser)
    assert "Agreed by" in body(reader.get(AREA))
    assert "Agreed by" not in body(reader.get(f"{AREA}?as-at=2026-03-01"))


def test_restricted_evidence_is_not_there_for_those_outside(
    place: Place, officer: User, adviser: User, partner: User, browse: Browse
) -> None:
    criterion = add(place, officer)
    agree(criterion, officer, Party(organisation=place.council))
    secret = piece(
        place, officer, title="One school named", classification=Classification.RESTRICTED
    )
    judge(criterion, officer, evidence=secret)
    assert "One school named" in body(browse(officer).get(ITEM))
    for reader in (adviser, partner):
        for address in (AREA, ITEM, f"{ITEM}history/"):
            read = body(browse(reader).get(address))
            assert "One school named" not in read
            assert f"/evidence/{secret.ref}/" not in read


def test_it_is_found_by_its_reference(
    place: Place, officer: User, adviser: User, stranger: User, browse: Browse
) -> None:
    add(place, officer)
    assert ITEM in body(browse(adviser).get("/exampleshire/search/?q=criterion s1", follow=True))
    elsewhere = browse(stranger).get("/elsewhere/search/?q=s1", follow=True)
    assert WORDS not in body(elsewhere)


def test_another_area_does_not_learn_of_it(
    place: Place, elsewhere: Place, officer: User, stranger: User, browse: Browse
) -> None:
    add(place, officer)
    browser = browse(stranger)
    assert browser.get(ITEM).status_code == 404
    assert browser.get("/elsewhere/plan/criteria/S1/").status_code == 404
    offered = body(browse(officer).get(f"{ITEM}agree/"))
    assert "Exampleshire Council" in offered
    assert str(elsewhere.council) not in offered
    foreign = browse(officer).post(f"{ITEM}agree/", agreed(f"organisation-{elsewhere.council.pk}"))
    assert foreign.status_code == 200
    assert not CriterionAgreement.objects.exists()


def test_many_criteria_need_no_more_queries(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    def one_more() -> None:
        criterion = add(place, officer)
        agree(criterion, officer, Party(organisation=place.council))
        agree(criterion, officer, Party(post=place.posts["partner"]))
        judge(criterion, officer, evidence=piece(place, officer))

    one_more()
    reader = browse(adviser)
    few = [count(reader, page) for page in (AREA, ITEM)]
    for _ in range(6):
        one_more()
    assert [count(reader, page) for page in (AREA, ITEM)] == few
