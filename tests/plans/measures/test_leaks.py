"""Nothing that is given out tells which of two small numbers is the real one.

Two worlds are made that differ in numbers which are withheld and in nothing else. If any page,
download or report told one of them, by itself or worked out of others, it would differ as well.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from plans import changes
from plans.models import AuditFinding, AuditRound, Measure, Reading, Target
from plans.policies.audits import Judgement
from plans.queries.series import read_measure
from reviews.returns import to_payload
from reviews.returns.closing import closure_report
from sendtrack.accounts.models import User
from sendtrack.publishing.models import Message, RenditionFormat
from sendtrack.publishing.render import render_pdf
from tests.architecture.permission_table import AREA_ROUTES, EVERYBODY, csv, nothing
from tests.conftest import Place
from tests.plans.audits.conftest import start
from tests.plans.measures.conftest import Enter, add
from tests.plans.measures.test_door import BOARD_READER, PUBLIC, counted, values
from tests.plans.pages import Browse
from tests.plans.tracker.opened import parts
from tests.reviews.conftest import Life, parse, reported
from tests.sendtrack.publishing.conftest import text_of

TODAY = date(2026, 3, 11)
AUDITS = ["", "download/csv/", "history/", "?as-at=2026-03-11", "rounds/1/", "rounds/2/"]
TARGET = "/exampleshire/plan/outcomes/A1/targets/3/"
ON_EACH_PAGE = ["", "history/", "?as-at=2026-03-11", "chart/data.json"]


def becomes(measure: Measure, month: int, **numbers: int) -> None:
    """The figure is and always was another: also in its history."""
    told = {name: Decimal(number) for name, number in numbers.items()}
    rows = {"measure": measure, "period_end__month": month}
    assert Reading._base_manager.filter(**rows).update(**told) == 1
    assert Reading.history.filter(**rows).update(**told) == 1


@pytest.fixture
def measures(place: Place, officer: User, enter: Enter) -> dict[str, Measure]:
    """Counts, a percentage, a count that runs on through the year, and a total with its kinds."""
    headline = {"is_headline": True}
    made = {
        "count": counted(place, officer, [12, 14, 2, 13], enter, **headline),
        "newest": counted(place, officer, [12, 14, 13, 3], enter, **headline),
        "running": counted(place, officer, [14, 16, 30], enter, is_cumulative=True),
        "total": counted(place, officer, [29], enter, name="All"),
        "kind": counted(place, officer, [3], enter, name="One"),
        "other": counted(place, officer, [9], enter, name="Other"),
        "third": counted(place, officer, [17], enter, name="Third"),
        "share": add(place, officer, TODAY, is_headline=True, supplier=None),
    }
    enter(made["share"], date(2026, 1, 1), 22, 44, source_on=TODAY)
    enter(made["share"], date(2026, 2, 1), 41, 44, source_on=TODAY)
    changes.set_parts(
        measure=made["total"],
        version=made["total"].version,
        parts=[made[name] for name in ("kind", "other", "third")],
        by=officer,
        reason="Its kinds",
    )
    audited(place, officer)
    missed(place, officer)
    for name in ("count", "newest", "running"):
        changes.set_point(
            measure=made[name],
            by_on=date(2026, 1, 31),
            value=Decimal(8),
            tolerance=Decimal(1),
            source="Board",
            by=officer,
            reason="Agreed",
        )
    return made


def missed(place: Place, by: User) -> None:
    """A target of the plan whose result is typed: three children, where one was to be left."""
    outcome = changes.add_outcome(area=place.areas[0], statement="No child is out", by=by)
    target = changes.set_target(
        outcome=outcome,
        horizon_months=3,
        statement="Children out of school",
        unit="children",
        baseline=Decimal(9),
        value=Decimal(1),
        by=by,
    )
    changes.record_result(
        target=target,
        version=target.version,
        result="missed",
        value=Decimal(3),
        words="3 children are still out of school",
        on=date(2025, 12, 9),
        source="Board paper",
        by=by,
    )


def result_becomes(number: int) -> None:
    """The result is and always was another."""
    told = {"result_value": number, "result_words": f"{number} children are still out of school"}
    assert Target._base_manager.filter(result="missed").update(**told) == 1
    assert Target.history.filter(result="missed").update(**told) == 1


def audited(place: Place, by: User) -> None:
    """A round whose grades hide a few, and one whose share does."""
    audits = start(place, by)
    for grades, health in (([3, 9, 8, 0], (12, 6, 1, 1)), ([10, 8, 2, 0], (18, 1, 1, 0))):
        row = audits.rounds.open().get()
        changes.record_round(
            row=row,
            version=row.version,
            tool=audits.tools.get(),
            done_on=row.planned_on,
            drawn_from=row.planned_on,
            drawn_to=row.planned_on,
            population=400,
            sample=20,
            moderated=5,
            moderators=[],
            grades=grades,
            judged={"health": Judgement(*health), "child": Judgement(20, 0, 0, 0)},
            learnt="Outcomes are too wide",
            doing="Writers are trained",
            actions=[],
            by=by,
            on=TODAY,
        )


def round_becomes(number: int, **counts: int) -> None:
    """The counts are and always were others, of grades or of what was judged of health."""
    told = {"round__number": number, "criterion": "health"} if "met" in counts else {}
    model = AuditFinding if told else AuditRound
    rows = told or {"number": number, "done_on__isnull": False}
    assert model._base_manager.filter(**rows).update(**counts) == 1
    if told:
        assert model.history.filter(criterion="health", met__gt=0, round_id__in=_rounds(number))
        model.history.filter(criterion="health", round_id__in=_rounds(number)).update(**counts)
    else:
        assert model.history.filter(**rows).update(**counts) == 1


def _rounds(number: int) -> list[int]:
    return [*AuditRound._base_manager.filter(number=number).values_list("pk", flat=True)]


def paths(measures: dict[str, Measure]) -> Iterator[str]:
    """Every page of the area that is a list, its downloads as text, and those of each measure."""
    for route in AREA_ROUTES:
        if route.get != EVERYBODY or route.sample not in (nothing, csv):
            continue
        given = {"form": "csv"} if route.sample is csv else {}
        yield reverse(route.name, kwargs={"area": "exampleshire", **given})
    for words in ("plans", "M1", "One", "Board"):
        yield f"/exampleshire/search/?q={words}"
    yield "/exampleshire/measures/?as-at=2026-03-11"
    yield "/exampleshire/plan/areas/a/"
    yield from (TARGET, f"{TARGET}history/", f"{TARGET}?as-at=2026-03-11")
    for rest in AUDITS:
        yield f"/exampleshire/audits/QA1/{rest}"
    for measure in measures.values():
        for rest in ON_EACH_PAGE:
            yield f"/exampleshire/measures/{measure.ref}/{rest}"


def given_out(
    browse: Browse, user: User, measures: dict[str, Measure], among: Iterable[str] = ()
) -> dict[str, str]:
    browser = browse(user)
    told = {}
    for path in among or paths(measures):
        answer = browser.get(path, follow=True)
        assert answer.status_code == 200, path
        text = answer.content.decode()
        told[path] = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
        told[path] = re.sub(r'nonce[-="\w+/]+', "", told[path])
    return told


def another_world(measures: dict[str, Measure]) -> None:
    """Other numbers where they are withheld; what is printed still adds up."""
    result_becomes(4)
    becomes(measures["count"], 1, value=4)
    becomes(measures["newest"], 2, value=1)
    becomes(measures["share"], 2, numerator=39, value=88)
    running = values(measures["running"], BOARD_READER)
    month = [12, 1, 2][running.index(None)]
    becomes(measures["running"], month, value={12: 13, 1: 17, 2: 32}[month])
    hidden = [
        name
        for name in ("total", "other", "third")
        if values(measures[name], BOARD_READER) == [None]
    ]
    becomes(measures["kind"], 2, value=4)
    [beside] = hidden
    round_becomes(1, grade_1=4, grade_2=8)
    round_becomes(2, grade_1=10, grade_2=7, grade_3=3)
    round_becomes(1, met=12, partly=5, not_met=2)
    round_becomes(2, met=17, partly=2, not_met=1)
    becomes(measures[beside], 2, value={"total": 30, "other": 8, "third": 16}[beside])


@pytest.mark.parametrize("who", ["chair", "adviser", "partner", "administrator"])
def test_nothing_told_to_the_board_tells_which_small_number_it_is(
    place: Place,
    browse: Browse,
    measures: dict[str, Measure],
    request: pytest.FixtureRequest,
    who: str,
) -> None:
    user = request.getfixturevalue(who)
    one = given_out(browse, user, measures)
    another_world(measures)
    other = given_out(browse, user, measures)
    assert [path for path in one if one[path] != other[path]] == []


def held_in(content: bytes, form: str) -> dict[str, str]:
    """What a spreadsheet holds: each of its parts, but for the moment that it was made at."""
    found = parts(content)
    return {name: found[name] for name in found if name not in ("docProps/core.xml", "meta.xml")}


def spreadsheets(browse: Browse, user: User) -> dict[str, dict[str, str]]:
    browser = browse(user)
    found = {}
    for route in AREA_ROUTES:
        if route.get != EVERYBODY or route.sample is not csv:
            continue
        for form in ("xlsx", "ods"):
            path = reverse(route.name, kwargs={"area": "exampleshire", "form": form})
            answer = browser.get(path)
            assert answer.status_code == 200, path
            found[path] = held_in(answer.content, form)
    return found


@pytest.mark.parametrize("who", ["chair", "adviser", "partner", "administrator"])
def test_no_spreadsheet_tells_it_either(
    place: Place,
    browse: Browse,
    measures: dict[str, Measure],
    request: pytest.FixtureRequest,
    who: str,
) -> None:
    user = request.getfixturevalue(who)
    one = spreadsheets(browse, user)
    another_world(measures)
    other = spreadsheets(browse, user)
    assert len(one) >= 6
    assert [path for path in one if one[path] != other[path]] == []


def test_the_file_of_those_who_enter_figures_does_tell_it(
    browse: Browse, measures: dict[str, Measure], officer: User
) -> None:
    def taken(form: str) -> dict[str, str]:
        path = f"/exampleshire/measures/enter/spreadsheet/{form}/"
        return held_in(browse(officer).get(path).content, form)

    one = {form: taken(form) for form in ("xlsx", "ods")}
    another_world(measures)
    assert all(taken(form) != one[form] for form in one)


class _Back(Exception):
    """Ends a world, so that another one begins where it began."""


def sent_in_this_world(life: Life, place: Place, chair: User) -> dict[str, str]:
    """Every letter that goes out about figures and about the report, with what is attached to it
    and the page that it links to. Nothing of it stays."""
    found: dict[str, str] = {}
    with contextlib.suppress(_Back), transaction.atomic():
        changes.chase_figures(area=place.area, by=User.objects.system(), on=date(2026, 4, 20))
        report = life.approves(life.compiles(life.opens_report(TODAY), TODAY), chair, TODAY)
        assert report.snapshot is not None
        for message in Message.objects.order_by("pk"):
            mime = parse(bytes(message.mime))
            for number, part in enumerate(mime.walk()):
                content = part.get_payload(decode=True)
                if content is None:
                    continue
                is_pdf = part.get_content_type() == "application/pdf"
                text = text_of(content) if is_pdf else content.decode()
                found[f"{message.subject} {number}"] = text
        for rendition in report.snapshot.renditions.all():
            content = bytes(rendition.content)
            is_pdf = rendition.format == RenditionFormat.PDF
            found[rendition.format] = text_of(content) if is_pdf else content.decode()
        raise _Back
    return found


@pytest.mark.slow
def test_no_closure_report_tells_it_on_paper(
    place: Place, measures: dict[str, Measure], officer: User
) -> None:
    closure = changes.begin_closure(regime=place.regime, by=officer)

    def printed() -> str:
        report = closure_report(closure, TODAY, version=1, compiled_by="Officer")
        html = render_to_string("reviews/print/closure_report.html", {"report": report})
        return text_of(render_pdf(html=html)) + str(to_payload(report))

    one = printed()
    another_world(measures)
    assert "Children out of school: missed ([c] withheld" in one
    assert printed() == one


@pytest.mark.slow
def test_no_letter_and_no_report_on_paper_tells_it(
    place: Place, measures: dict[str, Measure], officer: User, chair: User
) -> None:
    life = Life(place, officer)
    one = sent_in_this_world(life, place, chair)
    another_world(measures)
    other = sent_in_this_world(life, place, chair)
    assert any(name.startswith("Late: ") for name in one)
    assert "All" in one["pdf"]
    assert sum("%PDF" not in text and len(text) > 1000 for text in one.values()) >= 3
    assert [name for name in one if one[name] != other[name]] == []


def test_who_enters_the_figures_does_see_them_in_the_same_places(
    place: Place, browse: Browse, measures: dict[str, Measure], officer: User
) -> None:
    """Or the comparison above would compare nothing."""
    one = given_out(browse, officer, measures)
    another_world(measures)
    other = given_out(browse, officer, measures)
    seen = {path for path in one if one[path] != other[path]}
    assert "/exampleshire/measures/" in seen
    assert "/exampleshire/measures/M1/" in seen
    assert "/exampleshire/measures/M1/history/" in seen
    assert "/exampleshire/measures/M1/chart/data.json" in seen
    assert {"/exampleshire/audits/QA1/", "/exampleshire/audits/QA1/history/"} <= seen
    assert "/exampleshire/audits/QA1/rounds/2/" in seen
    assert {TARGET, f"{TARGET}history/"} <= seen


def test_what_leaves_the_building_tells_who_enters_the_figures_no_more_than_anybody(
    place: Place, browse: Browse, measures: dict[str, Measure], officer: User
) -> None:
    """The table for scrutiny is printed by those who see each figure on other pages."""
    table = "/exampleshire/measures/scrutiny/"
    told = (table, f"{table}download/csv/", f"{table}?as-at=2026-03-11")
    one = given_out(browse, officer, measures, told)
    another_world(measures)
    other = given_out(browse, officer, measures, told)
    assert [path for path in one if one[path] != other[path]] == []
    assert "[c]" in one[table]


def test_no_report_that_is_sent_tells_which_small_number_it_is(
    place: Place, measures: dict[str, Measure]
) -> None:
    one = to_payload(reported(place))
    another_world(measures)
    assert to_payload(reported(place)) == one


def test_what_is_published_tells_the_board_nothing_more(
    place: Place, measures: dict[str, Measure]
) -> None:
    """Each audience by itself could withhold another of the figures that add up."""
    for measure in measures.values():
        pairs = zip(values(measure, BOARD_READER), values(measure, PUBLIC), strict=True)
        assert all(published is None for seen, published in pairs if seen is None)
    one = {name: values(each, PUBLIC) for name, each in measures.items()}
    another_world(measures)
    assert {name: values(each, PUBLIC) for name, each in measures.items()} == one


def test_the_figures_of_one_child_stay_with_those_who_enter_them(
    place: Place, officer: User, enter: Enter
) -> None:
    """Permanent exclusions of children with plans, year by year: 10 and 11, then one each."""
    made = counted(
        place,
        officer,
        [],
        enter,
        name="Permanent exclusions of children with EHC plans",
        period_type="academic_year",
        from_on=date(2018, 9, 1),
    )
    for year, figure in ((2018, 10), (2019, 11), (2020, 1), (2021, 1)):
        enter(
            made,
            date(year, 9, 1),
            value=Decimal(figure),
            kind="academic_year",
            source_on=TODAY,
        )
    assert values(made, BOARD_READER)[:4] == [10, 11, None, None]
    assert values(made, PUBLIC)[:4] == [10, 10, None, None]
    series = read_measure(made, TODAY, BOARD_READER)
    assert [point.figure is None for point in series.points[:4]] == [False] * 4
