"""Tables: in an order that holds, on a page that exists, never silently empty."""

import django_tables2
import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Template
from django.test import RequestFactory

from sendtrack.govuk.tables import (
    DayColumn,
    GovukTable,
    LadderColumn,
    NumberColumn,
    StatusColumn,
    with_tie_breaker,
)
from sendtrack.organisations.models import Organisation


class OrganisationTable(GovukTable):
    caption = "Organisations"
    row_header = "name"
    name = django_tables2.Column()
    kind = django_tables2.Column()
    from_on = DayColumn(verbose_name="Since")

    class Meta(GovukTable.Meta):
        empty_text = "No organisation has joined yet. The administrator adds them."


class RiskTable(GovukTable):
    caption = "Risks"
    title = django_tables2.Column()
    score = NumberColumn()
    band = StatusColumn(verbose_name="Level")
    ladder = LadderColumn(verbose_name="Targets", orderable=False)

    class Meta(GovukTable.Meta):
        empty_text = "No risk stands above appetite."


def asked(address: str = "/"):
    return RequestFactory().get(address)


def drawn(table: GovukTable) -> BeautifulSoup:
    html = Template("{% show_table table %}").render(
        Context({"table": table, "request": table.request})
    )
    return BeautifulSoup(html, "html.parser")


@pytest.fixture
def organisations(place):
    return Organisation.objects.filter(local_area=place.area)


def test_rows_that_are_equal_in_what_they_are_sorted_by_keep_their_places(organisations):
    table = OrganisationTable.for_request(asked("/?sort=from_on"), organisations)
    assert table.data.data.query.order_by == ("from_on", "pk")
    assert with_tie_breaker(organisations).query.order_by == ("pk",)
    assert with_tie_breaker(organisations.order_by("-pk")).query.order_by == ("-pk",)


def test_rows_come_in_the_order_that_was_asked(organisations):
    table = OrganisationTable.for_request(asked("/?sort=-name"), organisations)
    names = [row.th.text for row in drawn(table).select("tbody tr")]
    assert names == sorted((org.name for org in organisations), reverse=True)
    heading = drawn(table).select_one("[aria-sort]")
    assert heading["aria-sort"] == "descending"
    assert heading.a["href"] == "?sort=name"


@pytest.mark.parametrize(
    "address",
    [
        "/?page=x",
        "/?page=0",
        "/?page=-1",
        "/?page=99999999999999999999999",
        "/?per_page=0",
        "/?per_page=-5",
        "/?per_page=1e9",
        "/?per_page=" + "9" * 5000,
        "/?sort=nothing",
        "/?sort=",
        "/?sort=-",
        "/?sort=--name",
        "/?sort=name&sort=-name&sort=kind&sort=from_on",
        "/?sort=name%00",
        "/?page=%00&per_page=%00",
        "/?page=²",
    ],
)
def test_a_bent_address_gives_a_page(organisations, address):
    table = OrganisationTable.for_request(asked(address), organisations)
    assert drawn(table).select("tbody tr")


def test_nobody_can_ask_for_everything_at_once(organisations):
    table = OrganisationTable.for_request(asked("/?per_page=100000"), organisations)
    assert table.paginator.per_page == 200


def test_a_long_list_says_which_part_of_it_this_is(organisations):
    table = OrganisationTable.for_request(asked("/?sort=name&page=2"), organisations, per_page=2)
    page = drawn(table)
    assert page.select_one(".app-count").text == f"Showing 3 to 4 of {organisations.count()}"
    assert page.select_one("[rel=prev]")["href"] == "?sort=name&page=1"


def test_sorting_starts_again_on_the_first_page(organisations):
    table = OrganisationTable.for_request(asked("/?page=2&kind=x"), organisations, per_page=2)
    assert drawn(table).select_one("thead a")["href"] == "?kind=x&sort=name"


def test_an_empty_table_says_why_and_what_fills_it(organisations):
    table = OrganisationTable.for_request(asked(), organisations.none())
    page = drawn(table)
    assert page.table is None
    assert "No organisation has joined yet." in page.text


def test_a_table_without_words_for_being_empty_is_not_made(organisations):
    class Silent(GovukTable):
        caption = "Organisations"
        name = django_tables2.Column()

    with pytest.raises(ImproperlyConfigured, match="empty_text"):
        Silent(organisations)


def test_a_table_without_a_caption_is_not_made(organisations):
    class Nameless(GovukTable):
        name = django_tables2.Column()

        class Meta(GovukTable.Meta):
            empty_text = "Nothing."

    with pytest.raises(ImproperlyConfigured, match="caption"):
        Nameless(organisations)


def test_a_table_of_plain_rows_shows_numbers_statuses_and_ladders():
    rows = [{"title": "No psychologists", "score": 12, "band": "high", "ladder": []}] * 2
    page = drawn(RiskTable.for_request(asked("/?sort=score"), rows))
    cells = page.select("tbody tr")[0].select("td")
    assert "govuk-table__cell--numeric" in cells[1]["class"]
    assert " ".join(cells[2].text.split()) == "High"
    assert [cell["data-heading"] for cell in cells] == ["Title", "Score", "", "Targets"]


def test_a_stacked_row_is_still_a_row_to_those_who_listen(organisations):
    page = drawn(OrganisationTable.for_request(asked(), organisations))
    assert page.table["role"] == "table"
    assert {row["role"] for row in page.select("tr")} == {"row"}
    assert page.select_one("tbody th")["scope"] == "row"
    assert page.select_one("thead th")["scope"] == "col"
    assert page.select_one("[role=region]")["aria-label"] == "Organisations"


def test_a_table_asks_the_database_twice_however_long_it_is(
    organisations, django_assert_num_queries
):
    with django_assert_num_queries(2):
        drawn(OrganisationTable.for_request(asked("/?sort=name"), organisations, per_page=3))


def test_a_cell_with_nothing_to_say_and_no_heading_is_left_out_where_rows_become_blocks():
    class Judged(GovukTable):
        caption = "Risks"
        title = django_tables2.Column()
        score = NumberColumn(default="–")
        band = StatusColumn(verbose_name="Level", default="–")

        class Meta(GovukTable.Meta):
            empty_text = "No risk stands above appetite."

    table = Judged.for_request(asked(), [{"title": "One"}, {"title": "Two", "band": "high"}])
    left_out = [
        [cell.text for cell in row.select(".app-table__nothing")]
        for row in drawn(table).select("tbody tr")
    ]
    assert left_out[0] == ["–"]
    assert left_out[1] == []


def test_a_table_with_much_beside_each_other_becomes_blocks_on_a_tablet_as_well(organisations):
    class Wide(OrganisationTable):
        stacks_early = True
        caption = "Organisations"

        class Meta(OrganisationTable.Meta):
            pass

    for kind, classes in ((Wide, 1), (OrganisationTable, 0)):
        table = kind.for_request(asked(), organisations)
        assert len(drawn(table).select("table.app-table--stacks-early")) == classes
