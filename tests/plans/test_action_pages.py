"""The pages that the officer's working day begins with."""

from datetime import date, timedelta

import pytest

from plans import changes
from plans.states import Status
from sendtrack.accounts.models import User
from sendtrack.history import record
from sendtrack.organisations import changes as organisations
from tests.conftest import Place
from tests.plans.conftest import Plan
from tests.plans.pages import body
from tests.plans.reading import ALL, MINE, Browse, page, queries

# My actions


def test_an_officer_reads_the_job_first(plan: Plan, officer: User, browse: Browse) -> None:
    plan.action("Write the strategy")
    plan.action("Train the panel", due_on=date(2026, 3, 1))

    answer = browse(officer).get(MINE)

    text = body(answer)
    assert "<h1>2 actions need an update by 31 March</h1>" in text
    assert text.index("Train the panel") < text.index("Write the strategy")
    assert "10 days overdue" in text
    assert "nothing said yet" in text


def test_one_action_is_told_in_the_singular(plan: Plan, officer: User, browse: Browse) -> None:
    plan.action()

    assert "1 action needs an update by 31 March" in body(browse(officer).get(MINE))


def test_after_the_deadline_the_heading_says_still(
    plan: Plan, officer: User, browse: Browse
) -> None:
    from sendtrack import clock
    from tests.conftest import NOW

    plan.action()
    with clock.at(NOW.replace(month=5, day=30)):
        assert "1 action still needs an update for May" in body(browse(officer).get(MINE))


def test_silence_of_more_than_a_round_of_updates_is_said_with_its_days(
    plan: Plan, officer: User, browse: Browse
) -> None:
    plan.say(plan.action("Silent since January"), on=date(2026, 1, 30))
    plan.say(plan.action("Said in February"), on=date(2026, 2, 1))

    silent, recent = body(browse(officer).get(MINE)).split("Said in February")

    assert "No update since 30 January 2026, 40 days" in silent
    assert "said 38 days ago" in recent
    assert "No update since" not in recent


def test_an_empty_desk_says_when_the_next_updates_open(
    plan: Plan, officer: User, browse: Browse, today: date
) -> None:
    plan.say(plan.action(), on=today)

    text = body(browse(officer).get(MINE))

    assert "Nothing is waiting for you" in text
    assert "The next updates open on 1 April 2026." in text
    assert "On track and up to date (1)" in text


def test_somebody_without_actions_is_told_why_the_page_is_empty(
    place: Place, partner: User, browse: Browse
) -> None:
    assert "No open action has a post that you hold" in body(browse(partner).get(MINE))


def test_a_lead_without_a_post_sees_the_whole_area(
    plan: Plan, place: Place, lead: User, browse: Browse, system: User, today: date
) -> None:
    plan.action("Of the officer", post="officer")
    assert "Of the officer" not in body(browse(lead).get(MINE))

    organisations.appoint(
        post=place.posts["lead"], person=place.people["dcs"], from_on=today, by=system
    )

    text = body(browse(lead).get(MINE))
    assert "Of the officer" in text
    assert "this is everything in Exampleshire" in text


def test_a_record_of_published_documents_wants_no_update_by_any_day(
    plan: Plan, place: Place, officer: User, browse: Browse, today: date
) -> None:
    plan.action()
    with record(actor=officer, reason="The record is made from published documents"):
        place.area.record_ends_on = today
        place.area.save()

    text = body(browse(officer).get(MINE))

    assert "<h1>1 action in this record without an update</h1>" in text
    assert "31 March" not in text
    assert "Nothing is due: where they tell how an action went" in text
    assert text.count(">Update<") == text.count("govuk-button--secondary") == 1


# All actions


def test_the_list_shows_every_action_with_what_is_known(
    plan: Plan, chair: User, browse: Browse, today: date
) -> None:
    plan.say(plan.action("Write the strategy"), Status.AT_RISK, on=today)
    plan.action("Train the panel", due_on=date(2026, 3, 10), post="partner")

    text = body(browse(chair).get(ALL))

    assert "2 actions" in text
    assert "At risk" in text
    assert "1 day overdue" in text
    assert "Designated Clinical Officer" in text


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("area=b", {"Second"}),
        ("status=at_risk", {"First"}),
        ("status=not_started", {"Second", "Third"}),
        ("show=overdue", {"Third"}),
        ("show=no-update", {"Second", "Third"}),
        ("organisation=Exampleshire Integrated Care Board", {"Second"}),
        ("area=a&show=no-update", {"Third"}),
        ("area=nowhere&status=nothing&page=x&sort=y", {"First", "Second", "Third"}),
    ],
)
def test_filters_are_links_in_the_address(
    plan: Plan, officer: User, browse: Browse, today: date, query: str, seen: set[str]
) -> None:
    plan.say(plan.action("First"), Status.AT_RISK, on=today)
    plan.action("Second", area="b", post="partner")
    plan.action("Third", due_on=date(2026, 3, 10))

    text = body(browse(officer).get(f"{ALL}?{query}"))

    assert {title for title in ("First", "Second", "Third") if f">{title}</a>" in text} == seen


@pytest.mark.parametrize("sort", ["ref", "title", "status", "due_on", "last_update_on"])
def test_the_list_can_be_sorted_by_every_column(
    plan: Plan, officer: User, browse: Browse, today: date, sort: str
) -> None:
    plan.say(plan.action("A first", due_on=date(2026, 3, 20)), Status.OFF_TRACK, on=today)
    plan.action("B second")
    plan.say(plan.action("C third", due_on=date(2026, 12, 1)), Status.COMPLETE, on=today)

    def order(query: str) -> list[str]:
        text = body(browse(officer).get(f"{ALL}?sort={query}"))
        return sorted(["A first", "B second", "C third"], key=lambda title: text.index(title))

    up, down = order(sort), order(f"-{sort}")
    assert up != down
    if sort == "status":
        assert up == ["A first", "B second", "C third"]


# One action


def test_the_page_of_an_action_tells_its_whole_story(
    plan: Plan, place: Place, adviser: User, browse: Browse, today: date
) -> None:
    action = plan.say(plan.action("Write the strategy"), on=date(2026, 2, 3))
    plan.say(
        action,
        Status.AT_RISK,
        on=today,
        happened="Two workshops took place",
        reason="The health lead left",
        help_wanted="A named deputy",
        due_on=date(2026, 7, 31),
        move_reason="Late papers",
    )

    text = body(browse(adviser).get(page(action)))

    for words in (
        "Write the strategy",
        "Outcome a",
        "SEND Commissioner (Exampleshire officer)",
        "Exampleshire Council",
        "31 July 2026",
        "First due 30 June 2026, moved 1 time",
        "Why at risk?",
        "until then it was on track",
        "The health lead left",
        "A named deputy",
        "Late papers",
        "Two workshops took place",
        "No evidence recorded",
        "Full history of A1.1",
    ):
        assert words in text


def test_only_those_who_may_update_see_the_button(
    plan: Plan,
    officer: User,
    partner: User,
    chair: User,
    adviser: User,
    administrator: User,
    browse: Browse,
) -> None:
    action = plan.action(post="officer")
    of_partner = plan.action(post="partner")

    def buttons(user: User) -> list[bool]:
        return [
            page(each, "update") in body(browse(user).get(page(each)))
            for each in (action, of_partner)
        ]

    assert buttons(officer) == [True, True]
    assert buttons(partner) == [False, True]
    for reader in (chair, adviser, administrator):
        assert buttons(reader) == [False, False]


def test_an_action_of_a_document_shows_its_gaps_and_its_source(
    place: Place, officer: User, browse: Browse
) -> None:
    action = changes.add_cited_action(
        area=place.areas[0],
        title="Cited work",
        citation=place.areas[0].finding,
        date_words="By summer",
        by=officer,
    )

    text = body(browse(officer).get(page(action)))

    assert "No post stated" in text
    assert "By summer" in text
    assert "Weakness a." in text
    assert "Improvement Notice" in text
    assert "Nobody has said yet how this action is going" in text
    assert "None yet" in body(browse(officer).get(ALL))


def test_facts_that_speak_against_the_status_are_shown(
    plan: Plan, chair: User, browse: Browse, today: date
) -> None:
    action = plan.action(due_on=today - timedelta(days=2))
    plan.say(action, Status.ON_TRACK, on=today, reason="Sign-off is on Friday")

    text = body(browse(chair).get(page(action)))

    assert "On track, but 2 days overdue" in text
    assert "Sign-off is on Friday" in text


def test_a_due_date_after_the_end_of_the_notice_is_pointed_out(
    plan: Plan, chair: User, browse: Browse
) -> None:
    action = plan.action(due_on=date(2027, 4, 1))

    assert "1 April 2027 is after 28 February 2027" in body(browse(chair).get(page(action)))


def test_an_action_that_is_not_there_and_one_of_elsewhere_look_the_same(
    plan: Plan, stranger: User, officer: User, browse: Browse
) -> None:
    action = plan.action()

    for address in (page(action), page(action, "update"), page(action, "history")):
        assert browse(stranger).get(address).status_code == 404
        assert browse(officer).get(address.replace(action.ref, "Z9.9")).status_code == 404


def test_the_history_names_people_reasons_and_what_changed(
    plan: Plan, officer: User, adviser: User, browse: Browse, today: date
) -> None:
    action = plan.say(plan.action(), Status.AT_RISK, on=today, reason="The lead left")

    text = body(browse(adviser).get(page(action, "history")))

    assert "History of A1.1" in text
    assert officer.name in text
    assert "The lead left" in text
    assert "Not started" in text


# What it costs


def test_pages_cost_the_same_for_a_few_actions_and_for_many(
    plan: Plan, officer: User, browse: Browse, today: date
) -> None:
    def grow(by: int) -> None:
        for number in range(by):
            area = "abcdef"[number % 6]
            plan.action(area=area)
            plan.say(plan.action(area=area), Status.AT_RISK, on=today)
            plan.say(plan.action(area=area), on=today)

    browser = browse(officer)
    address = page(plan.action(), "update")
    grow(4)
    browser.get(MINE)
    few = [queries(browser, each) for each in (MINE, ALL, address)]
    grow(30)
    assert [queries(browser, each) for each in (MINE, ALL, address)] == few


def test_an_action_costs_the_same_after_two_updates_and_after_fifty(
    plan: Plan, officer: User, browse: Browse
) -> None:
    action = plan.action()
    browser = browse(officer)

    def say(times: int) -> None:
        for number in range(times):
            status = [Status.ON_TRACK, Status.AT_RISK][number % 2]
            plan.say(action, status, on=date(2026, 3, 2))

    say(2)
    few = [queries(browser, page(action)), queries(browser, page(action, "update"))]
    say(50)
    assert [queries(browser, page(action)), queries(browser, page(action, "update"))] == few
    assert "Updates (52)" in body(browser.get(page(action)))
    assert 'rel="next"' in body(browser.get(page(action)))
