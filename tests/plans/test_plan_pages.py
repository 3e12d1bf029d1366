"""The whole plan, an area of weakness, and the forms that keep them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from plans import changes
from plans.models import Action, AreaOfWeakness, Outcome, Risk, Target
from plans.policies.work import A_PERSON_AND_A_DATE
from sendtrack.accounts.models import User
from sendtrack.accounts.unsaved import mark_of
from sendtrack.history import changes_of
from sendtrack.organisations import changes as organisations
from sendtrack.sources import changes as sources
from tests.conftest import Joins, Place
from tests.plans.conftest import Plan
from tests.plans.pages import HOSTILE, SHOWN, Browse, body, day

PLAN = "/exampleshire/plan/"
AREA_A = "/exampleshire/plan/areas/a/"
ADD_ACTION = "/exampleshire/plan/outcomes/A1/actions/add/"


# The whole plan


def test_the_whole_plan_shows_areas_outcomes_ladders_and_actions(
    place: Place, plan: Plan, target: Target, adviser: User, browse: Browse
) -> None:
    plan.outcomes["a"] = target.outcome
    plan.say(plan.action("Write the strategy"), "at_risk", on=date(2026, 3, 10))
    text = body(browse(adviser).get(PLAN))
    assert "Improvement Notice of 9 September 2025" in text
    assert "(a) Weakness a" in text
    assert "Leaders know how each child is doing." in text
    assert "no result recorded" in text
    assert "Write the strategy" in text
    assert "At risk" in text
    assert text.count("No outcome is recorded for this area.") == 5


def test_the_plan_says_what_paragraph_3_still_lacks(
    place: Place, target: Target, action: Action, adviser: User, browse: Browse
) -> None:
    text = body(browse(adviser).get(PLAN))
    assert "Area (a)</a>: measurable targets for 3, 12 and 24 months, a risk" in text
    assert "Area (b)</a>: an outcome, an action, a risk" in text


def test_gaps_are_links_on_plan_and_area_for_those_who_may_fill_them(
    place: Place, target: Target, officer: User, chair: User, browse: Browse
) -> None:
    risk = 'href="/exampleshire/risks/add/?area=a">a risk</a>'
    first = 'href="/exampleshire/plan/outcomes/A1/targets/add/">{} for 3, 12 and 24 months</a>'
    for address, words in ((PLAN, "measurable targets"), (AREA_A, "Measurable targets")):
        text = body(browse(officer).get(address))
        assert risk in text
        assert first.format(words) in text
        seen = body(browse(chair).get(address))
        assert f"{words} for 3, 12 and 24 months" in seen
        assert "targets/add/" not in seen
        assert "risks/add/" not in seen


def test_the_plan_is_narrowed_by_links_in_the_address(
    plan: Plan, officer: User, browse: Browse
) -> None:
    late = plan.action("Late work", due_on=date(2026, 3, 1))
    plan.action("Other work", area="b", post="partner")
    plan.say(late, "off_track", on=date(2026, 3, 10))
    browser = browse(officer)
    text = body(browser.get(PLAN))
    assert "Overdue (1)" in text
    assert "Off track (1)" in text
    for address in ("?show=overdue", "?show=off_track"):
        text = body(browser.get(PLAN + address))
        assert "Late work" in text
        assert "Other work" not in text


def test_the_plan_is_narrowed_to_one_organisation(
    place: Place, plan: Plan, elsewhere: Place, officer: User, browse: Browse
) -> None:
    plan.action("Of the council")
    plan.action("Of health", area="b", post="partner")
    browser = browse(officer)
    text = body(browser.get(f"{PLAN}?organisation={place.icb.pk}"))
    assert "Of health" in text
    assert "Of the council" not in text
    for bent in (elsewhere.council.pk, "x", "9" * 30, "-1"):
        assert "Of the council" in body(browser.get(f"{PLAN}?organisation={bent}&show=nothing"))


def test_a_filter_that_finds_nothing_says_so(plan: Plan, officer: User, browse: Browse) -> None:
    plan.action()
    text = body(browse(officer).get(f"{PLAN}?show=complete"))
    assert "No action of the plan is like that." in text


def test_a_place_without_a_notice_is_told_when_the_plan_begins(
    system: User, joins: Joins, browse: Browse
) -> None:
    from sendtrack.accounts import changes as accounts
    from sendtrack.accounts.permissions import Role

    area = organisations.open_area(slug="calm", name="Calm", council_name="Calm", by=system)
    user = accounts.open_account(email="o@calm.example", name="O", password="x" * 20)
    accounts.grant_access(
        user=user, area=area, role=Role.OFFICER, from_on=date(2026, 1, 1), by=system
    )
    browser = browse(user)
    assert "The plan begins when one is recorded." in body(browser.get("/calm/plan/"))
    assert "No risk is recorded. No Improvement Notice" in body(browser.get("/calm/risks/"))
    assert browser.get("/calm/risks/add/").status_code == 404
    assert browser.get("/calm/voices/add/").status_code == 404


def test_nobody_is_shown_as_doing_well_before_they_said_so(
    plan: Plan, officer: User, browse: Browse
) -> None:
    plan.action(start_on=date(2026, 2, 1))
    plan.action(start_on=date(2026, 4, 1))
    text = body(browse(officer).get(PLAN))
    assert "No update (1)" in text
    assert "nothing said since its start on 1 Feb 2026" in text
    assert "Not started (2)" in text
    assert "On track (" not in text


# An area


def test_an_area_shows_the_finding_its_names_and_where_it_comes_from(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    assert place.regime.document is not None
    letter = sources.cite(
        document=place.regime.document,
        paragraph="letter 1",
        words="Can be stepped down.",
        by=officer,
    )
    changes.step_down_area(area=place.areas[0], authority=letter, by=officer, on=date(2026, 2, 1))
    text = body(browse(adviser).get(AREA_A))
    assert "<p>Weakness a.</p>" in text
    assert "Improvement Notice, Annex 1 a" in text
    assert "Stepped down from formal monitoring" in text
    assert "since 1 February 2026" in text
    assert "“Can be stepped down.”" in text
    assert f"/exampleshire/documents/notice/#{letter.anchor}" in text


def test_an_empty_area_says_what_is_missing_everywhere(
    place: Place, adviser: User, browse: Browse
) -> None:
    text = body(browse(adviser).get(AREA_A))
    assert "In formal monitoring" in text
    assert "An outcome, an action, a risk" in text
    assert "No outcome is recorded for this area." in text
    assert "No risk is recorded" in text
    assert "No evidence recorded." in text
    assert "No views are recorded." in text


def test_an_action_that_a_document_states_shows_its_gaps(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    changes.add_cited_action(
        area=place.areas[0],
        title="Reinvest",
        citation=place.areas[0].finding,
        date_words="by the summer",
        by=officer,
    )
    text = body(browse(adviser).get(AREA_A))
    assert "by the summer" in text
    assert "Nobody recorded" in text
    assert "No update" in text


@pytest.mark.parametrize("path", ["areas/z/", "outcomes/A9/edit/", "outcomes/x/edit/"])
def test_what_is_not_there_is_not_found(
    outcome: Outcome, officer: User, browse: Browse, path: str
) -> None:
    assert browse(officer).get(PLAN + path).status_code == 404


def test_an_adviser_sees_no_edit_control(
    target: Target, action: Action, risk: Risk, adviser: User, officer: User, browse: Browse
) -> None:
    pages = [
        PLAN,
        AREA_A,
        f"{PLAN}outcomes/A1/targets/6/",
        "/exampleshire/risks/",
        "/exampleshire/risks/R1/",
        "/exampleshire/voices/",
    ]
    reader, editor = browse(adviser), browse(officer)
    for page in pages:
        text = body(reader.get(page))
        main = text[text.index("<main") : text.index("</main>")]
        assert 'method="post"' not in main
        for word in ("/add/", "/edit/", "/review/", "/close/", "/result/"):
            assert word not in main, f"{word} on {page}"
    edits = " ".join(body(editor.get(page)) for page in pages)
    for word in ("/add/", "/edit/", "/review/", "/close/", "/result/"):
        assert word in edits


# Outcomes


def test_an_officer_adds_and_changes_an_outcome(
    place: Place, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    answer = browser.post(
        f"{AREA_A}outcomes/add/", {"statement": "Children are heard"}, follow=True
    )
    assert "Outcome A1 added. Set its targets next." in body(answer)
    outcome = place.areas[0].outcomes.get()
    answer = browser.post(
        f"{PLAN}outcomes/A1/edit/",
        {"statement": "Every child is heard", "version": outcome.version},
        follow=True,
    )
    assert "Every child is heard" in body(answer)


def test_an_empty_or_over_long_outcome_is_refused_and_kept_on_the_page(
    place: Place, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    text = body(browser.post(f"{AREA_A}outcomes/add/", {"statement": " "}))
    assert "Enter the change" in text
    assert "<title>Error: " in text
    text = body(browser.post(f"{AREA_A}outcomes/add/", {"statement": "x" * 1001}))
    assert "must be 1,000 characters or fewer" in text
    assert "x" * 1001 in text
    assert not place.areas[0].outcomes.exists()


def test_two_people_changing_an_outcome_lose_nothing(
    outcome: Outcome, officer: User, lead: User, browse: Browse
) -> None:
    address = f"{PLAN}outcomes/A1/edit/"
    opened = outcome.version
    browse(lead).post(address, {"statement": "The lead's words", "version": opened})
    browser = browse(officer)
    answer = browser.post(address, {"statement": "The officer's words", "version": opened})
    assert answer.status_code == 409
    text = body(answer)
    assert "We could not save this because Programme lead changed it on 11 March 2026" in text
    assert "The lead&#x27;s words" in text
    assert text.count("The officer&#x27;s words") == 2
    outcome.refresh_from_db()
    assert outcome.statement == "The lead's words"

    browser.post(
        address, {"statement": "Both", "version": answer.context["form"]["version"].value()}
    )
    outcome.refresh_from_db()
    assert outcome.statement == "Both"
    assert changes_of(outcome).count() == 3


# Actions


def filled(place: Place, **typed: Any) -> dict[str, Any]:
    return {
        "title": "Publish the local offer",
        "success_criteria": "",
        "accountable": place.posts["partner"].pk,
        **day("due_on", "30 9 2026"),
        **typed,
    }


def test_an_officer_adds_an_action(
    place: Place, outcome: Outcome, officer: User, browse: Browse
) -> None:
    answer = browse(officer).post(ADD_ACTION, filled(place), follow=True)
    assert "Action A1.1 added: Publish the local offer" in body(answer)
    action = Action.objects.of(place.area).get()
    assert (action.accountable, action.due_on) == (place.posts["partner"], date(2026, 9, 30))


def test_the_notice_itself_refuses_an_action_without_person_and_date(
    place: Place, outcome: Outcome, officer: User, browse: Browse
) -> None:
    answer = browse(officer).post(ADD_ACTION, {"title": "Publish the local offer"})
    errors = answer.context["form"].errors
    assert set(errors) == {"accountable", "due_on"}
    text = body(answer)
    assert text.count(escape(A_PERSON_AND_A_DATE)) == 1, "the Notice is quoted once, at the top"
    assert text.count("Choose who is accountable.") == text.count("Enter the due date.") == 2
    assert "Publish the local offer" in text
    assert not Action.objects.of(place.area).exists()


def test_a_date_after_the_notice_is_saved_with_a_warning(
    place: Place, outcome: Outcome, officer: User, browse: Browse
) -> None:
    answer = browse(officer).post(
        ADD_ACTION, filled(place, **day("due_on", "31 3 2027")), follow=True
    )
    text = body(answer)
    assert "31 March 2027 is after 28 February 2027" in text
    assert "after the day by which actions should be delivered" in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (day("due_on", "31 9 2026"), "there is no 31 September"),
        (day("start_on", "1 10 2026"), "must be on or after the start date"),
        ({"title": "x" * 201}, "must be 200 characters or fewer"),
        ({"title": ""}, "Enter what will be done"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    place: Place,
    outcome: Outcome,
    officer: User,
    browse: Browse,
    typed: dict[str, str],
    sentence: str,
) -> None:
    assert sentence in body(browse(officer).post(ADD_ACTION, filled(place, **typed)))
    assert not Action.objects.of(place.area).exists()


def test_a_post_of_another_area_or_of_the_department_cannot_be_made_accountable(
    place: Place, elsewhere: Place, outcome: Outcome, officer: User, browse: Browse
) -> None:
    adviser_post = place.dfe.posts.get()
    for post in (elsewhere.posts["officer"], adviser_post):
        answer = browse(officer).post(ADD_ACTION, filled(place, accountable=post.pk))
        assert list(answer.context["form"].errors) == ["accountable"]
    assert not Action.objects.of(place.area).exists()


def test_an_action_is_handed_over_with_a_reason(
    place: Place, action: Action, officer: User, browse: Browse
) -> None:
    address = "/exampleshire/actions/A1.1/edit/"
    typed = {
        "title": action.title,
        "success_criteria": action.success_criteria,
        "accountable": place.posts["partner"].pk,
        "version": action.version,
    }
    browser = browse(officer)
    text = body(browser.post(address, {**typed, "reason": ""}))
    assert "Enter why you are changing it" in text
    browser.post(address, {**typed, "reason": "Health leads on this"})
    action.refresh_from_db()
    assert action.accountable == place.posts["partner"]
    assert changes_of(action)[0].history_change_reason == "Health leads on this"


def test_a_clash_over_a_post_is_told_by_its_name(
    place: Place, action: Action, officer: User, browse: Browse
) -> None:
    opened = action.version
    changes.edit_action(
        action=action,
        version=opened,
        title=action.title,
        success_criteria=action.success_criteria,
        accountable=place.posts["lead"],
        by=officer,
        reason="Handed over",
    )
    answer = browse(officer).post(
        "/exampleshire/actions/A1.1/edit/",
        {
            "title": action.title,
            "success_criteria": action.success_criteria,
            "accountable": place.posts["partner"].pk,
            "version": opened,
            "reason": "Mine",
        },
    )
    [difference] = answer.context["form"].clash.differences
    assert "SEND Programme Lead" in difference.now
    assert "Designated Clinical Officer" in difference.typed


# Markup, lost sessions, cost


def test_markup_is_shown_as_text(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    browser = browse(officer)
    browser.post(f"{AREA_A}outcomes/add/", {"statement": HOSTILE})
    browser.post(ADD_ACTION, filled(place, title=HOSTILE))
    for page in (PLAN, AREA_A):
        text = body(browse(adviser).get(page))
        assert "<script>alert" not in text
        assert text.count(SHOWN) >= 2


def test_what_was_typed_outlives_the_session(
    place: Place, outcome: Outcome, officer: User, browse: Browse
) -> None:
    browser = Client()
    typed = filled(place, title="Half an hour of work") | {"typed_by": mark_of(officer)}
    answer = browser.post(ADD_ACTION, typed)
    assert answer.status_code == 302
    browser.force_login(officer)
    text = body(browser.get(ADD_ACTION))
    assert "Half an hour of work" in text
    assert "Your session ended before this was saved" in text
    assert not Action.objects.of(place.area).exists()
    browser.post(ADD_ACTION, filled(place, title="Half an hour of work"))
    assert Action.objects.of(place.area).get().title == "Half an hour of work"
    assert "Your session ended" not in body(browser.get(ADD_ACTION))


def cost(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def grow(plan: Plan, areas: list[AreaOfWeakness], each: int) -> None:
    for letter, _ in zip("abcdef", areas, strict=True):
        for number in range(each):
            plan.action(f"Work {number}", area=letter)


def test_the_plan_and_an_area_cost_the_same_for_few_actions_and_for_many(
    place: Place, plan: Plan, officer: User, risk: Risk, browse: Browse
) -> None:
    browser = browse(officer)
    grow(plan, place.areas, 2)
    before = [cost(browser, page) for page in (PLAN, AREA_A)]
    grow(plan, place.areas, 33)
    assert Action.objects.of(place.area).count() == 210
    assert [cost(browser, page) for page in (PLAN, AREA_A)] == before
    assert 5 < min(before) <= max(before) <= 38
