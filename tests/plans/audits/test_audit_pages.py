"""Audits on their pages: what each role reads and does there."""

from datetime import date, timedelta

import pytest
from django.test import Client

from plans.models import AuditProgramme, AuditRound
from sendtrack import clock
from sendtrack.accounts.models import User
from tests.conftest import Place
from tests.plans.audits.conftest import ADDRESS, Record, start
from tests.plans.measures.test_leaks import AUDITS
from tests.plans.pages import Browse, body, day
from tests.plans.reading import queries
from tests.plans.test_evidence_changes import add_evidence

QA1 = f"{ADDRESS}QA1/"


def test_an_area_without_audits_says_what_fills_the_page(
    place: Place, browse: Browse, officer: User, adviser: User
) -> None:
    told = body(browse(officer).get(ADDRESS))
    assert "No audits are planned." in told
    assert "Start a programme of audits" in told
    assert "Start a programme of audits" not in body(browse(adviser).get(ADDRESS))
    assert 'href="/exampleshire/audits/"' in body(browse(officer).get("/exampleshire/measures/"))


def test_an_overdue_round_stands_in_words_on_the_list(
    audits: AuditProgramme, browse: Browse, chair: User
) -> None:
    told = body(browse(chair).get(ADDRESS))
    assert "1 programme of audits is behind its plan" in told
    assert "Overdue" in told


def test_an_officer_starts_audits_and_records_a_round(
    place: Place, browse: Browse, officer: User
) -> None:
    browser = browse(officer)
    browser.post(
        f"{ADDRESS}add/",
        {
            "name": "Audit of EHC plans",
            "subject": "plans",
            "lead": place.posts["partner"].pk,
            "partners": [place.icb.pk],
            "sampling": "By chance",
            "moderation": "Not yet",
            "planned_sample": "12",
            "every_months": "3",
            "area": place.areas[0].pk,
            "tool": "Plan audit",
            "edition": "version 1",
            "grades": "Good\r\nNot good\r\n",
            "good": "1",
            "criteria": ["health"],
            **day("planned_on", "1 3 2026"),
        },
    )
    typed = {
        "version": "1",
        **day("done_on", "2 3 2026"),
        **day("drawn_from", "1 1 2026"),
        **day("drawn_to", "28 2 2026"),
        "sample": "12",
        "moderated": "4",
        "moderators": [place.posts["officer"].pk],
        "grade_1": "7",
        "grade_2": "6",
        "health_met": "6",
        "health_partly": "6",
        "health_not_met": "0",
        "health_not_applicable": "0",
        "learnt": "2 children had no health advice",
        "doing": "Health is asked in week two",
    }
    record = f"{QA1}rounds/1/record/"
    assert "tells of a few children" in body(browser.post(record, typed))
    typed["learnt"] = "Health advice is late"
    assert "The grades add up to 13, and 12 were audited" in body(browser.post(record, typed))
    answer = browser.post(record, typed | {"grade_2": "5"}, follow=True)
    assert "Good: <strong>7 of 12 (58%)</strong>" in body(answer)
    assert AuditRound.objects.open().get().planned_on == date(2026, 6, 1)
    assert "QA1.1 recorded." in body(answer)


def test_two_who_record_one_round_see_both_texts(
    audits: AuditProgramme, round_of: Record, browse: Browse, officer: User
) -> None:
    row = round_of(audits, [2, 8, 9, 1])
    page = browse(officer).get(f"{QA1}rounds/1/record/")
    boxes = {bound.name: bound.value() for bound in page.context["form"]}
    sent = {name: value for name, value in boxes.items() if isinstance(value, int | str)}
    for name in ("done_on", "drawn_from", "drawn_to"):
        sent[name] = getattr(row, name).isoformat()
    round_of(audits, [3, 8, 8, 1], row=row, done_on=row.done_on, reason="One was misread")
    sent |= {"grade_1": 1, "grade_3": 10, "reason": "Counted again"}
    answer = browse(officer).post(f"{QA1}rounds/1/record/", sent)
    assert answer.status_code == 409
    assert AuditRound.objects.done().get().grade_1 == 3


def test_the_board_reads_shares_and_no_small_count(
    audits: AuditProgramme, round_of: Record, browse: Browse, chair: User, officer: User
) -> None:
    round_of(audits, [3, 9, 8, 0])
    told = body(browse(chair).get(f"{QA1}rounds/1/"))
    assert "Outstanding or good: <strong>12 of 20 (60%)</strong>" in told
    assert "[c] stands where a count is withheld." in told
    inside = body(browse(officer).get(f"{QA1}rounds/1/"))
    assert "Small numbers: do not publish." in inside
    assert "[c]" not in inside


def test_a_look_back_tells_the_board_nothing_that_was_put_right_since(
    audits: AuditProgramme, round_of: Record, browse: Browse, chair: User
) -> None:
    row = round_of(audits, [6, 6, 8, 0])
    assert "12 of 20" in body(browse(chair).get(f"{QA1}?as-at=2026-03-11"))
    round_of(audits, [6, 7, 7, 0], row=row, done_on=row.done_on, reason="One was misread")
    assert "13 of 20" in body(browse(chair).get(QA1))


@pytest.mark.parametrize("who", ["adviser", "chair", "partner", "administrator"])
def test_who_keeps_no_measures_changes_no_audits(
    place: Place, officer: User, browse: Browse, request: pytest.FixtureRequest, who: str
) -> None:
    start(place, officer, lead=place.posts["officer"])
    browser = browse(request.getfixturevalue(who))
    told = body(browser.get(QA1))
    for words in ("Record the round", "Change the tool", "End the audits"):
        assert words not in told
    assert browser.post(f"{QA1}rounds/1/record/").status_code == 403


def test_audits_of_another_area_are_not_there(
    elsewhere: Place, browse: Browse, officer: User, system: User
) -> None:
    start(elsewhere, system)
    browser = browse(officer)
    for rest in AUDITS:
        assert browser.get(f"{QA1}{rest}").status_code == 404
    assert "Multi-agency" not in body(browser.get(ADDRESS))


def test_the_pages_ask_as_much_for_many_rounds_as_for_few(
    place: Place, audits: AuditProgramme, round_of: Record, browse: Browse, chair: User
) -> None:
    browser: Client = browse(chair)
    round_of(audits, [2, 8, 9, 1])
    few = [queries(browser, path) for path in (ADDRESS, QA1, f"{QA1}rounds/1/")]
    for _ in range(2):
        round_of(audits, [2, 8, 9, 1], moderators=[place.posts["dcs"], place.posts["lead"]])
    start(place, audits.history.get().history_user)
    many = [queries(browser, path) for path in (ADDRESS, QA1, f"{QA1}rounds/1/")]
    assert many == few


def typed_round() -> dict[str, str]:
    judged = {
        f"{key}_{word}": "12" if word == "met" else "0"
        for key in ("health", "child")
        for word in ("met", "partly", "not_met", "not_applicable")
    }
    return {
        "version": "1",
        **day("done_on", "10 7 2025"),
        **day("drawn_from", "1 4 2025"),
        **day("drawn_to", "30 6 2025"),
        "sample": "12",
        "moderated": "4",
        "grade_1": "0",
        "grade_2": "7",
        "grade_3": "5",
        "grade_4": "0",
        "learnt": "Advice is late",
        "doing": "It is asked for sooner",
        **judged,
    }


def test_a_partner_records_the_rounds_that_their_organisation_leads(
    audits: AuditProgramme, browse: Browse, partner: User
) -> None:
    browser = browse(partner)
    told = body(browser.get(QA1))
    assert "Record the round" in told
    assert "Change the tool" not in told
    record = f"{QA1}rounds/1/record/"
    answer = browser.post(record, typed_round(), follow=True)
    assert "QA1.1 recorded." in body(answer)
    row = AuditRound.objects.done().get()
    assert row.recorded_by == partner
    assert browser.get(record).status_code == 403
    assert "Put the round right" not in body(answer)
    assert browser.post(f"{QA1}rounds/2/move/").status_code == 403


def test_what_a_partner_typed_is_kept_where_somebody_recorded_the_round_meanwhile(
    audits: AuditProgramme, round_of: Record, browse: Browse, partner: User, adviser: User
) -> None:
    browser, record = browse(partner), f"{QA1}rounds/1/record/"
    assert browser.get(record).status_code == 200
    row = round_of(audits, [3, 9, 8, 0])
    told = {**typed_round(), "learnt": "Advice of the therapists is late", "grade_3": "many"}
    answer = browser.post(record, told)
    assert answer.status_code == 409
    page = body(answer)
    assert f"because {row.recorded_by} recorded the round after you opened the form" in page
    typed, recorded = page.split('id="recorded"')
    assert "Advice of the therapists is late" in typed
    assert "30 June 2025" in typed
    assert "many" in typed
    assert "Outcomes are still too wide" in recorded
    assert "Outstanding or good: 12 of 20 (60%)" in recorded
    row.refresh_from_db()
    assert (row.learnt, row.version) == ("Outcomes are still too wide", 2)
    assert browse(adviser).post(record, told).status_code == 403


def test_a_round_waits_on_my_actions_of_whose_post_leads(
    place: Place, audits: AuditProgramme, browse: Browse, partner: User, officer: User
) -> None:
    told = body(browse(partner).get("/exampleshire/actions/mine/"))
    assert "Rounds of audits to record" in told
    assert 'href="/exampleshire/audits/QA1/rounds/1/record/"' in told
    assert "QA1.1" not in body(browse(officer).get("/exampleshire/actions/mine/"))


def test_areas_evidence_and_audits_lead_to_each_other(
    place: Place, audits: AuditProgramme, round_of: Record, browse: Browse, chair: User
) -> None:
    round_of(audits, [3, 9, 8, 0])
    browser = browse(chair)
    told = body(browser.get("/exampleshire/plan/areas/a/"))
    assert "outstanding or good 12 of 20 (60%) in QA1.1" in told
    assert '/plan/areas/a/#evidence">Evidence of area (a)</a>' in body(browser.get(QA1))
    assert 'href="/exampleshire/audits/"' in body(browser.get("/exampleshire/evidence/"))


def test_practice_evidence_names_the_audits_of_its_area(
    place: Place, audits: AuditProgramme, browse: Browse, chair: User, officer: User
) -> None:
    piece = add_evidence(place, officer, kind="practice")
    told = body(browse(chair).get(f"/exampleshire/evidence/{piece.ref}/"))
    assert "Audits of the same area" in told
    other = add_evidence(place, officer, kind="data")
    told = body(browse(chair).get(f"/exampleshire/evidence/{other.ref}/"))
    assert "Audits of the same area" not in told


def test_ticks_that_somebody_else_made_are_taken_over(
    place: Place, audits: AuditProgramme, browse: Browse, officer: User
) -> None:
    """Two open the form; the second changed the sample alone, and keeps the first one's ticks."""
    browser = browse(officer)
    page = browser.get(f"{QA1}edit/")
    boxes = {bound.name: bound.value() for bound in page.context["form"]}
    opened = {name: value for name, value in boxes.items() if value is not None}
    now = clock.now()
    with clock.at(now + timedelta(minutes=5)):
        first = {"partners": [place.council.pk], "reason": "The ICB audits no longer"}
        assert browser.post(f"{QA1}edit/", opened | first).status_code == 302
    with clock.at(now + timedelta(minutes=9)):
        sent = opened | {"planned_sample": "24", "reason": "More plans are issued"}
        answer = browser.post(f"{QA1}edit/", sent)
    assert answer.status_code == 409
    form = answer.context["form"]
    assert [each.label for each in form.clash.taken] == ["Which organisations take part?"]
    assert form["partners"].value() == [str(place.council.pk)]
    assert [each.label for each in form.clash.differences] == ["How many are audited in a round?"]


def test_each_tick_that_somebody_made_is_still_in_the_form_after_a_conflict(
    place: Place, audits: AuditProgramme, browse: Browse, officer: User
) -> None:
    browser = browse(officer)
    page = browser.get(f"{QA1}edit/")
    boxes = {bound.name: bound.value() for bound in page.context["form"]}
    opened = {name: value for name, value in boxes.items() if value is not None}
    now = clock.now()
    with clock.at(now + timedelta(minutes=5)):
        first = {"planned_sample": "24", "reason": "More plans are issued"}
        assert browser.post(f"{QA1}edit/", opened | first).status_code == 302
    ticks = sorted({place.council.pk, place.icb.pk})
    with clock.at(now + timedelta(minutes=9)):
        sent = opened | {"partners": ticks, "name": "Audit of plans", "reason": "A better name"}
        answer = browser.post(f"{QA1}edit/", sent)
    assert answer.status_code == 409
    form = answer.context["form"]
    assert sorted(int(each) for each in form["partners"].value()) == ticks
    assert [each.label for each in form.clash.taken] == ["How many are audited in a round?"]


def test_the_form_of_a_round_is_in_groups_and_folds_long_lists(
    place: Place, audits: AuditProgramme, browse: Browse, officer: User
) -> None:
    browser = browse(officer)
    record = f"{QA1}rounds/1/record/"
    page = browser.get(record)
    told = body(page)
    groups = ("What was audited", "How they were graded", "How they were moderated")
    assert [told.count(f">{group}</legend>") for group in groups] == [1, 1, 1]
    assert "Posts that moderated: none chosen" in told
    names = [post.organisation.name for post in page.context["form"].fields["moderators"].queryset]
    near = [name in (place.council.name, place.icb.name) for name in names]
    assert near == sorted(near, reverse=True)
    typed = typed_round() | {"moderators": [place.posts["dcs"].pk], "sample": ""}
    assert "Posts that moderated: 1 chosen" in body(browser.post(record, typed))
