"""Published files come in whole, or not at all; figures are taken once and never changed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from plans import changes, scheduled
from plans.changes import published_reading
from plans.measuring.words import PublishedState
from plans.models import (
    Comparator,
    ComparedCouncil,
    FileReading,
    Measure,
    PublishedData,
    PublishedFigure,
    PublishedFile,
    TakenFigures,
)
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.files.models import StoredFile
from sendtrack.refusals import Refusal
from tests.conftest import NOW, Place
from tests.plans.measures.conftest import add
from tests.plans.published.conftest import RELEASED, Bring, Compare
from tests.plans.published.files import ENGLAND, NORTH_SOMERSET, row, usual, written
from tests.plans.published.test_reading import REFUSED


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Every file counts as large; what workers were asked to do."""
    asked: list[tuple[Any, ...]] = []
    monkeypatch.setattr("plans.changes.published.AT_ONCE", 0)
    for module in ("plans.changes.published", "plans.scheduled"):
        monkeypatch.setattr(f"{module}.wake", lambda *what: asked.append(what))
    return asked


def nothing_came() -> bool:
    return not any(
        model.objects.exists()
        for model in (PublishedFile, PublishedData, FileReading, StoredFile, PublishedFigure)
    )


def test_a_small_file_is_read_while_its_person_waits(bring: Bring) -> None:
    file = bring()
    assert file.state == PublishedState.READ
    assert file.shape.rows == 12
    assert file.reading.settled_at is not None
    assert file.history.count() == 1
    assert file.licence == "Open Government Licence v3.0"
    assert len(file.file.sha256) == 64


@pytest.mark.parametrize(("content", "sentence"), REFUSED, ids=[each[1][:40] for each in REFUSED])
def test_what_is_refused_leaves_nothing_behind(bring: Bring, content: bytes, sentence: str) -> None:
    with pytest.raises(Refusal) as refusal:
        bring(content)
    assert refusal.value.field == "upload"
    assert nothing_came()


def test_an_archive_is_refused_whatever_is_in_it(bring: Bring) -> None:
    with pytest.raises(Refusal, match="was not written by an office program"):
        bring(b"PK\x03\x04" + b"0" * 200)
    assert nothing_came()


def test_a_file_comes_once_and_not_before_its_day(bring: Bring, today: date) -> None:
    bring()
    with pytest.raises(Refusal, match="byte for byte"):
        bring()
    with pytest.raises(Refusal, match="has not come yet"):
        bring(usual()[:3], released_on=today + timedelta(days=1))
    assert PublishedFile.objects.count() == 1


def test_a_large_file_waits_for_a_worker_that_says_how_far_it_is(
    bring: Bring, large: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plans.published.reading.EVERY", 4)
    told: list[float] = []
    tell = published_reading.tell

    def listen(**given: Any) -> None:
        tell(**given)
        told.append(FileReading.objects.get().share)

    monkeypatch.setattr(published_reading, "tell", listen)
    file = bring()
    assert file.state == PublishedState.TO_READ
    assert large == [("plans.read_published", file.reading.pk)]
    scheduled.read_published(file.reading.pk)
    file.refresh_from_db()
    assert file.state == PublishedState.READ
    assert told == sorted(told)
    assert len(told) >= 4
    reading = FileReading.objects.get()
    assert (reading.share, reading.rows) == (1, 12)
    assert file.history.count() == 2


def test_a_large_file_that_is_wrong_says_so_and_none_of_it_is_used(
    bring: Bring, large: list[tuple[Any, ...]]
) -> None:
    file = bring([*usual(), usual()[0]])
    scheduled.read_published(file.reading.pk)
    file.refresh_from_db()
    assert file.state == PublishedState.UNREADABLE
    assert file.refused_because.startswith("Row 14: It is about the same period")
    scheduled.sweep()
    assert large == [("plans.read_published", file.reading.pk)]


def test_a_lost_message_loses_nothing_because_the_sweep_asks_again(
    bring: Bring, large: list[tuple[Any, ...]]
) -> None:
    file = bring()
    large.clear()
    scheduled.sweep()
    assert large == [("plans.read_published", file.reading.pk)]


def test_two_workers_read_a_file_once_and_a_dead_one_is_followed(
    bring: Bring, large: list[tuple[Any, ...]]
) -> None:
    file = bring()
    claimed = published_reading.claim(reading_id=file.reading.pk, at=NOW)
    assert claimed is not None
    assert published_reading.claim(reading_id=file.reading.pk, at=NOW) is None
    later = NOW + published_reading.LEASE + timedelta(seconds=1)
    with clock.at(later):
        scheduled.read_published(file.reading.pk)
    file.refresh_from_db()
    assert file.state == PublishedState.READ
    with pytest.raises(published_reading.LostClaimError):
        published_reading.read_in_hand(reading=claimed, at=later)


def test_a_file_that_cant_be_read_now_is_tried_again(
    bring: Bring, large: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = bring()

    def fails(**_: Any) -> None:
        raise OSError("the disk is away")

    with monkeypatch.context() as patch:
        patch.setattr(published_reading, "read_in_hand", fails)
        scheduled.read_published(file.reading.pk)
    reading = FileReading.objects.get()
    assert reading.last_error == "OSError"
    assert reading.settled_at is None
    with clock.at(NOW + timedelta(minutes=2)):
        scheduled.read_published(reading.pk)
    file.refresh_from_db()
    assert file.state == PublishedState.READ


def figures(comparator: Comparator) -> dict[tuple[str, int], Decimal | None]:
    rows = PublishedFigure.objects.filter(taken__comparator=comparator)
    return {(row.place, row.period_end.year): row.value for row in rows}


def test_a_measure_is_compared_once_and_later_files_follow(
    yearly: Measure, bring: Bring, compare: Compare
) -> None:
    made = compare(yearly, bring())
    assert figures(made)["E92000001", 2024] == Decimal("46.4")
    assert figures(made)["802", 2024] == Decimal("61.5")
    assert figures(made)["838", 2024] is None
    assert len(figures(made)) == 12
    bring([*usual(), row(ENGLAND, 2025, 9, 9, 100)], released_on=date(2025, 12, 1))
    assert TakenFigures.objects.filter(comparator=made).count() == 2
    assert PublishedFigure.objects.count() == 25


def test_files_that_came_before_the_measure_was_compared_are_taken_too(
    yearly: Measure, bring: Bring, compare: Compare
) -> None:
    bring(usual()[:3], released_on=date(2024, 6, 1))
    compare(yearly, bring())
    assert sorted(TakenFigures.objects.values_list("file__number", flat=True)) == [1, 2]


def test_large_files_are_taken_by_a_worker(
    yearly: Measure, bring: Bring, compare: Compare, large: list[tuple[Any, ...]]
) -> None:
    file = bring()
    scheduled.read_published(file.reading.pk)
    file.refresh_from_db()
    made = compare(yearly, file)
    assert not figures(made)
    scheduled.read_published(file.reading.pk)
    assert len(figures(made)) == 12
    later = bring([*usual(), row(ENGLAND, 2025, 9, 9, 100)], released_on=date(2025, 12, 1))
    scheduled.read_published(later.reading.pk)
    assert TakenFigures.objects.filter(comparator=made).count() == 2


def test_a_later_file_that_lacks_the_column_is_refused_whole(
    yearly: Measure, bring: Bring, compare: Compare, large: list[tuple[Any, ...]]
) -> None:
    first = bring()
    scheduled.read_published(first.reading.pk)
    first.refresh_from_db()
    compare(yearly, first)
    scheduled.read_published(first.reading.pk)
    content = written(usual()).replace(b"PC_in_time", b"share")
    later = bring(content, released_on=date(2025, 12, 1))
    scheduled.read_published(later.reading.pk)
    later.refresh_from_db()
    assert later.state == PublishedState.UNREADABLE
    assert "The column “PC_in_time” is not there." in later.refused_because
    assert TakenFigures.objects.count() == 1


def test_a_council_that_changed_its_code_has_one_line_of_figures(
    yearly: Measure, bring: Bring, compare: Compare
) -> None:
    found = figures(compare(yearly, bring()))
    assert found["933", 2023] == Decimal("42.1")
    assert found["933", 2024] == Decimal("33.5")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"indicator": "plans"}, "holds no percentages"),
        ({"indicator": "breakdown"}, "columns that hold numbers"),
        ({"times": Decimal(0)}, "above nought"),
        ({"times": Decimal(100)}, "holds no percentages"),
        ({"filters": {}}, "Choose what “breakdown” has to be."),
        ({"filters": {"breakdown": "Some plans"}}, "Choose what “breakdown” has to be."),
        ({"counted_by": "academic_year"}, "no periods that are counted so"),
    ],
)
def test_what_cannot_be_the_measures_own_kind_of_figure_is_refused(
    yearly: Measure, bring: Bring, compare: Compare, told: dict[str, Any], sentence: str
) -> None:
    file = bring()
    with pytest.raises(Refusal, match=sentence):
        compare(yearly, file, **told)
    assert not Comparator.objects.exists()


def test_words_that_no_row_has_together_are_refused(
    yearly: Measure, bring: Bring, compare: Compare
) -> None:
    ward = {**NORTH_SOMERSET, "geographic_level": "Ward"}
    file = bring([*usual(), row(ward, 2024, 1, 1, 1, breakdown="Wards alone")])
    with pytest.raises(Refusal, match="No row of the file"):
        compare(yearly, file, filters={"breakdown": "Wards alone"})
    assert not Comparator.objects.exists()


def test_shares_of_one_are_multiplied(
    place: Place, officer: User, today: date, bring: Bring, compare: Compare
) -> None:
    measure = add(place, officer, today, period_type="calendar_year", from_on=date(2023, 1, 1))
    file = bring([row(ENGLAND, 2024, 9, 3, 0.33), row(NORTH_SOMERSET, 2024, 4, 1, 0.25)])
    made = compare(measure, file, times=Decimal(100))
    assert figures(made)["802", 2024] == 25


def test_a_comparison_is_stopped_with_a_reason_and_its_figures_stay(
    yearly: Measure, bring: Bring, compare: Compare, officer: User, today: date
) -> None:
    file = bring()
    made = compare(yearly, file)
    with pytest.raises(Refusal, match="is compared already"):
        compare(yearly, file)
    changes.stop_comparing(
        comparator=made, version=made.version, because="The column was wrong", by=officer, on=today
    )
    assert len(figures(made)) == 12
    compare(yearly, file)


def test_postgresql_refuses_to_change_or_remove_a_figure_that_was_taken(
    yearly: Measure, bring: Bring, compare: Compare
) -> None:
    compare(yearly, bring())
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        PublishedFigure.objects.update(value=1)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        PublishedFigure.objects.all().delete()


def test_a_real_area_names_a_council_that_exists(place: Place, officer: User) -> None:
    said = changes.say_council(area=place.area, number="E10000027", by=officer, reason="Ours")
    assert (said.number, said.name, said.region_name) == ("933", "Somerset", "South West")
    with pytest.raises(Refusal, match="number of the council"):
        changes.say_council(area=place.area, number="000", by=officer, reason="Ours")


def choose(place: Place, by: User, on: date, **told: Any) -> Any:
    return changes.choose_neighbours(
        **{
            "area": place.area,
            "from_on": date(2025, 5, 1),
            "source": "Department for Education, 2025",
            "members": ["933", "E06000059", "886"],
            "by": by,
            "on": on,
            **told,
        }
    )


def test_a_set_of_neighbours_is_kept_in_order(
    place: Place, council: ComparedCouncil, officer: User, today: date
) -> None:
    assert choose(place, officer, today).names == ["Somerset", "Dorset", "Kent"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"members": ["933", "E10000027"]}, "Somerset stands there twice."),
        ({"members": ["802"]}, "not its own neighbour"),
        ({"members": ["909"]}, "Cumbria ended on 31 March 2023."),
        ({"members": ["Somerset"]}, "no number or code"),
        ({"members": []}, "at least one"),
        ({"source": " "}, "who chose these"),
        ({"from_on": date(2026, 3, 12)}, "has not come yet"),
    ],
)
def test_what_is_no_set_of_neighbours_is_refused(
    place: Place,
    council: ComparedCouncil,
    officer: User,
    today: date,
    told: dict[str, Any],
    sentence: str,
) -> None:
    with pytest.raises(Refusal, match=sentence):
        choose(place, officer, today, **told)


def test_a_new_set_begins_after_what_was_compared_with_the_one_before(
    place: Place, officer: User, today: date, bring: Bring
) -> None:
    bring()
    choose(place, officer, today)
    for day in (date(2025, 5, 1), date(2025, 4, 1), RELEASED):
        with pytest.raises(Refusal, match="begins"):
            choose(place, officer, today, from_on=day)
    assert choose(place, officer, today, from_on=RELEASED + timedelta(days=1)).number == 2
