"""Measures, their figures and the published ones beside them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from plans import changes as plans
from plans.models import (
    Measure,
    PublishedFile,
)
from sendtrack.accounts.models import User
from sendtrack.periods import month_of
from tests.conftest import Place


def figure_import(place: Place, by: User) -> dict[str, Any]:
    """Brought in by an officer."""
    measure(place, by)
    row = plans.paste_figures(
        area=place.area,
        rows="M1\tJan 2026\t23\t44",
        source="Case system",
        source_on=date(2026, 2, 9),
        by=by,
        on=date(2026, 3, 11),
    )
    return {"number": row.number}


def measure(place: Place, by: User) -> dict[str, Any]:
    """One whose figures the partner's own organisation supplies."""
    made = plans.add_measure(
        area=place.area,
        name="New plans within 20 weeks",
        owner=place.posts["officer"],
        supplier=place.posts["partner"].organisation,
        areas=[place.areas[0]],
        from_on=date(2025, 10, 1),
        numerator="New plans issued within 20 weeks",
        denominator="All new plans",
        unit="percent",
        multiplier=100,
        decimals=1,
        polarity="high",
        cohort="ehcp",
        geography="maintaining",
        period_type="month",
        source="local",
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": made.ref}


PUBLISHED = (
    b"time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    b"region_name,new_la_code,old_la_code,la_name,share\r\n"
    b"2024,Calendar year,National,E92000001,England,,,,,,46.4\r\n"
    b"2024,Calendar year,Regional,E92000001,England,E12000009,South West,,,,40\r\n"
    b"2024,Calendar year,Local authority,E92000001,England,E12000009,South West,E06000066,933,"
    b"Somerset,33.5\r\n"
)


def published_file(place: Place, by: User) -> dict[str, Any]:
    """One that was read, in an area that has said who it is."""
    plans.say_council(area=place.area, number="802", by=by, reason="It is ours")
    plans.choose_neighbours(
        area=place.area,
        from_on=date(2025, 5, 1),
        source="Department for Education",
        members=["933"],
        by=by,
        on=date(2026, 3, 11),
    )
    made = plans.bring_published(
        area=place.area,
        upload=SimpleUploadedFile("timeliness.csv", PUBLISHED),
        publication="Education, health and care plans",
        title="timeliness",
        released_on=date(2025, 6, 26),
        by=by,
        on=date(2026, 3, 11),
    )
    return {"number": made.number}


def to_compare(place: Place, by: User) -> dict[str, Any]:
    return {**measure(place, by), **published_file(place, by)}


def comparison(place: Place, by: User) -> dict[str, Any]:
    sample = to_compare(place, by)
    plans.compare_with(
        measure=Measure.objects.get(local_area=place.area, ref=sample["ref"]),
        file=PublishedFile.objects.get(local_area=place.area, number=sample["number"]),
        indicator="share",
        filters={},
        counted_by="calendar_year",
        cohort="ehcp",
        geography="maintaining",
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": sample["ref"]}


def measure_csv(place: Place, by: User) -> dict[str, Any]:
    return {**measure(place, by), "form": "csv"}


def comparison_csv(place: Place, by: User) -> dict[str, Any]:
    return {**comparison(place, by), "form": "csv"}


def reading(place: Place, by: User) -> dict[str, Any]:
    found = Measure.objects.get(local_area=place.area, ref=measure(place, by)["ref"])
    entered = plans.enter_reading(
        measure=found,
        period=month_of(date(2026, 1, 1)),
        numerator=Decimal(23),
        denominator=Decimal(44),
        finality="provisional",
        source="Case system",
        source_on=date(2026, 2, 9),
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": found.ref, "ends": entered.period_end}


def audience(place: Place, by: User) -> dict[str, Any]:
    return {"audience": "board"}


def waiver(place: Place, by: User) -> dict[str, Any]:
    """Asked for by the officer of the tests, so that lead and chair may grant it."""
    ref = reading(place, by)["ref"]
    made = plans.ask_waiver(
        measure=Measure.objects.get(local_area=place.area, ref=ref),
        audience="board",
        from_on=date(2026, 3, 11),
        until_on=date(2026, 4, 30),
        because="Agreed with the Caldicott guardian",
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": ref, "number": made.number}


def rebase(place: Place, by: User) -> dict[str, Any]:
    ref = reading(place, by)["ref"]
    found = Measure.objects.get(local_area=place.area, ref=ref)
    made = plans.rebase(
        measure=found,
        version=found.version,
        starts_on=date(2026, 1, 1),
        because="A second team began",
        by=by,
        on=date(2026, 3, 11),
    )
    return {"ref": ref, "starts": made.starts_on}


def point(place: Place, by: User) -> dict[str, Any]:
    ref = measure(place, by)["ref"]
    made = plans.set_point(
        measure=Measure.objects.get(local_area=place.area, ref=ref),
        by_on=date(2026, 9, 9),
        value=Decimal(70),
        tolerance=Decimal(3),
        source="Improvement board",
        by=by,
        reason="Agreed",
    )
    return {"ref": ref, "by_on": made.by_on}
