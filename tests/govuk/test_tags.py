"""The tags of pages: what a reader sees, hears and can follow."""

from datetime import UTC, date, datetime, time

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from sendtrack.govuk.ladder import Rung
from sendtrack.govuk.statuses import STATUSES, UnknownStatusError
from sendtrack.govuk.tags.dates import clock_time, day, moment, month, period, short_day, since
from sendtrack.govuk.tags.records import Step


def page(source: str, **context: object) -> BeautifulSoup:
    return BeautifulSoup(Template(source).render(Context(context)), "html.parser")


def seen_and_heard(element) -> str:
    """The words of an element, for eyes and ears alike, with single spaces."""
    return " ".join(element.text.split())


@pytest.mark.parametrize("status", STATUSES.values(), ids=str)
def test_a_status_is_a_word_with_a_shape_that_is_not_read_aloud(status):
    tag = page("{% status_tag key %}", key=status.key).strong
    assert seen_and_heard(tag) == status.word
    assert tag.svg["aria-hidden"] == "true"
    assert status.css_class in tag["class"]


def test_an_unknown_status_is_never_drawn_in_some_colour():
    with pytest.raises(UnknownStatusError):
        page("{% status_tag 'amber' %}")


def test_a_status_in_plain_text_keeps_its_shape():
    assert Template("{{ key|status_words }}").render(Context({"key": "at_risk"})) == "▲ At risk"


def test_movement_says_its_direction_to_those_who_listen():
    assert seen_and_heard(page("{% movement 'on_track' 'at_risk' %}")) == "↓ worse: from On track"
    assert seen_and_heard(page("{% movement 'at_risk' 'at_risk' %}")) == "no change"


RUNGS = [
    Rung("3m", "met", date(2022, 2, 9), url="/t/1", name="3 months"),
    Rung("12m", "missed", date(2022, 11, 9), words="missed by 4 points", name="12 months"),
    Rung("24m", "not_yet_due", date(2023, 11, 9), name="24 months"),
]


def test_a_ladder_says_each_target_in_words_with_its_day():
    ladder = page("{% ladder rungs about='Targets for area (a)' %}", rungs=RUNGS).ol
    assert ladder["aria-label"] == "Targets for area (a)"
    assert [seen_and_heard(rung) for rung in ladder.select("li")] == [
        "3 months met 9 Feb 2022",
        "12 months missed by 4 points 9 Nov 2022",
        "24 months not yet due 9 Nov 2023",
    ]
    assert [link["href"] for link in ladder.select("a")] == ["/t/1"]
    assert ladder.time["datetime"] == "2022-02-09"


@pytest.mark.parametrize("line", [True, False])
def test_the_states_of_rungs_differ_in_word_shape_and_look(line):
    states = ["met", "missed", "due_soon", "not_yet_due", "no_evidence"]
    rungs = [Rung(f"{months}m", state) for months, state in enumerate(states, 1)]
    drawn = page("{% ladder rungs line=line %}", rungs=rungs, line=line).select("li")
    for told in (
        [rung.select_one(".app-ladder__state").get_text() for rung in drawn],
        [str(rung.svg) for rung in drawn],
        [next(name for name in rung["class"] if "rung--" in name) for rung in drawn],
    ):
        assert len(set(told)) == len(states)


def test_a_short_ladder_is_heard_in_full():
    ladder = page("{% ladder rungs line=True %}", rungs=RUNGS)
    assert "missed by 4 points" in seen_and_heard(ladder.select("li")[1])
    for silent in ladder.select("[aria-hidden]"):
        silent.decompose()
    assert seen_and_heard(ladder.li) == "3 months: met 9 Feb 2022"


def test_a_plain_table_that_stacks_keeps_its_meaning_and_names_its_cells():
    table = page(
        """{% table "Risks" stacks=True %}
        <thead><tr><th scope="col">Risk</th><th scope="col">Owner’s <b>post</b></th>
        <th scope="col">Level &amp; "score"</th><th scope="col">Day</th></tr></thead>
        <tbody>{% for name in names %}<tr><th scope="row">{{ name }}</th><td>Lead</td>
        <td class="numeric">12</td><td data-heading="">Today</td></tr>{% endfor %}</tbody>
        {% endtable %}""",
        names=["<td>", "Waits"],
    ).table
    assert table["role"] == "table"
    assert [tag["role"] for tag in table.select("tr")] == ["row"] * 3
    assert {tag["role"] for tag in table.select("th[scope=row]")} == {"rowheader"}
    assert {tag["role"] for tag in table.select("th[scope=col]")} == {"columnheader"}
    assert [cell["data-heading"] for cell in table.select("td")] == [
        "Owner’s post",
        'Level & "score"',
        "",
    ] * 2


def test_each_of_many_buttons_says_what_it_is_about():
    assert seen_and_heard(page("{% button 'Update' about='A4.2' %}").button) == "Update A4.2"
    link = page("{% button 'Update' href='/x/' kind='secondary' %}").a
    assert (link["href"], link["role"]) == ("/x/", "button")


def test_a_button_that_must_act_once_ignores_a_second_press():
    assert page("{% button 'Send' once=True %}").button["data-prevent-double-click"] == "true"


@pytest.mark.parametrize(
    "source",
    [
        "{% button 'Save' colour='red' %}",
        "{% inset_text size='l' %}x{% endinset_text %}",
        "{% summary_list colour='red' %}{% endsummary_list %}",
        "{% details %}x{% enddetails %}",
    ],
)
def test_a_misspelt_option_fails_when_the_template_is_compiled(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_only_rows_without_a_link_leave_its_place_free():
    rows = page(
        "{% summary_list %}"
        "{% summary_row 'Owner' href='/x/' %}SEND Commissioner{% endsummary_row %}"
        "{% summary_row 'Due' %}{{ due|day }}{% endsummary_row %}"
        "{% endsummary_list %}",
        due=date(2021, 11, 9),
    ).select(".govuk-summary-list__row")
    assert seen_and_heard(rows[0].a) == "Change owner"
    assert "govuk-summary-list__row--no-actions" not in rows[0]["class"]
    assert "govuk-summary-list__row--no-actions" in rows[1]["class"]
    assert seen_and_heard(rows[1].dd) == "9 November 2021"


def test_rows_from_an_included_template_are_not_lost():
    source = "{% summary_list %}{% include inner %}{% endsummary_list %}"
    inner = Template("{% summary_row 'Key' %}Value{% endsummary_row %}")
    assert seen_and_heard(page(source, inner=inner).dl) == "Key Value"


def test_what_people_wrote_is_shown_as_text_in_every_component():
    evil = "<b>bold</b>"
    for source in (
        "{% button evil %}",
        "{% button 'x' about=evil %}",
        "{% tag evil %}",
        "{% inset_text %}{{ evil }}{% endinset_text %}",
        "{% quotation source=evil paragraph=evil %}{{ evil }}{% endquotation %}",
        "{% details evil %}{{ evil }}{% enddetails %}",
        "{% summary_list title=evil %}{% summary_row evil href='/' about=evil %}{{ evil }}"
        "{% endsummary_row %}{% endsummary_list %}",
        "{% table evil %}<tr><td>{{ evil }}</td></tr>{% endtable %}",
        "{% breadcrumbs evil '/' evil %}",
        "{% why '/' evil %}",
        "{% steps steps about=evil %}",
        "{% ladder rungs about=evil %}",
        "{% generic_header evil product=evil %}",
        "{% service_navigation navigation %}",
    ):
        drawn = page(
            source,
            evil=evil,
            steps=[Step(evil, "now", evil)],
            rungs=[Rung(evil, "met", words=evil)],
            navigation=[(evil, "/", False)],
        )
        assert drawn.b is None, source


def test_breadcrumbs_end_at_this_page():
    crumbs = page("{% breadcrumbs 'Plan' '/plan/' 'A4.2' %}").select("li")
    assert crumbs[0].a["href"] == "/plan/"
    assert crumbs[1]["aria-current"] == "page"
    assert crumbs[1].a is None


def test_a_table_can_be_reached_and_is_named():
    region = page("{% table 'The six areas' %}<tr><td>1</td></tr>{% endtable %}").div
    assert (region["role"], region["tabindex"]) == ("region", "0")
    assert region["aria-label"] == region.caption.text == "The six areas"


def test_a_report_shows_where_it_has_got_to():
    drawn = page(
        "{% steps steps about='Where the report is' %}",
        steps=[
            Step("Due", "done", "9 January 2023"),
            Step("Approved", "now"),
            Step("Sent", "ahead"),
        ],
    ).select("li")
    assert [seen_and_heard(step) for step in drawn] == [
        "Due: done 9 January 2023",
        "Approved",
        "Sent: still to come",
    ]
    assert [step.get("aria-current") for step in drawn] == [None, "step", None]


def test_the_navigation_says_where_the_reader_is():
    navigation = page(
        "{% service_navigation items %}", items=[("Plan", "/plan/", True), ("Risks", "/r/", False)]
    )
    here = navigation.select("[aria-current]")
    assert [link.text for link in here] == ["Plan"]


def paged(address: str, number: int) -> BeautifulSoup:
    request = RequestFactory().get(address)
    found = Paginator(range(95), 10).get_page(number)
    return page("{% pagination found about='actions' %}", request=request, found=found)


def test_paging_keeps_the_filters_of_the_address():
    nav = paged("/?status=at_risk&q=a%26b&page=2", 2).nav
    assert nav["aria-label"] == "Pages of actions"
    assert nav.select_one("[rel=next]")["href"] == "?status=at_risk&q=a%26b&page=3"
    assert nav.select_one("[aria-current]").text.strip() == "2"


def test_one_page_needs_no_paging():
    found = Paginator(range(5), 10).get_page(1)
    assert page("{% pagination found %}", found=found).nav is None


class Message:
    def __init__(self, message: str, tags: str) -> None:
        self.message, self.tags = message, tags


def test_messages_share_one_banner():
    messages = [Message("A4.2 is saved.", "success"), Message("<b>A4.3</b> is next.", "success")]
    banner = page("{% message_banner messages %}", messages=messages)
    assert len(banner.select(".govuk-notification-banner--success")) == 1
    assert "<b>A4.3</b> is next." in banner.text
    assert page("{% message_banner messages %}", messages=[]).div is None


def test_a_warning_among_the_messages_is_no_success():
    messages = [Message("Saved.", "success"), Message("The date is past the end.", "warning")]
    banner = page("{% message_banner messages %}", messages=messages)
    assert banner.h2.text == "Important"


def test_days_are_written_as_people_write_them():
    noon = datetime(2021, 7, 9, 11, 0, tzinfo=UTC)
    assert day(date(2021, 11, 9)) == "9 November 2021"
    assert short_day(date(2021, 11, 9)) == "9 Nov 2021"
    assert month(date(2021, 11, 9)) == "November 2021"
    assert moment(noon) == "9 July 2021 at midday"
    assert day(None) == short_day(None) == moment(None) == ""


def test_a_moment_is_told_in_the_time_of_the_place():
    late = datetime(2021, 7, 9, 23, 30, tzinfo=UTC)
    assert moment(late) == "10 July 2021 at 12:30am"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(0), "midnight"),
        (time(9, 5), "9:05am"),
        (time(12, 30), "12:30pm"),
        (time(17), "5:00pm"),
    ],
)
def test_times_are_written_as_people_say_them(at, words):
    assert clock_time(at) == words


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 10), "12 days ago"),
        (date(2026, 11, 23), "tomorrow"),
        (date(2026, 11, 27), "in 5 days"),
    ],
)
def test_how_long_ago_is_counted_from_the_day_of_the_page(then, words):
    assert since(then, date(2026, 11, 22)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2021, 11, 1), date(2021, 11, 30), "1 to 30 November 2021"),
        (date(2021, 10, 1), date(2021, 11, 30), "1 October to 30 November 2021"),
        (date(2021, 11, 10), date(2022, 1, 9), "10 November 2021 to 9 January 2022"),
        (date(2021, 11, 10), date(2021, 11, 10), "10 November 2021"),
    ],
)
def test_a_period_repeats_nothing_that_is_the_same(start, end, words):
    assert period(start, end) == words
