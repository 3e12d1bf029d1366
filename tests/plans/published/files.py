"""Published files in the shape of the Department's, made row by row. All figures are invented."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

COLUMNS = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "new_la_code", "old_la_code", "la_name", "breakdown"),
    *("plans", "plans_in_time", "PC_in_time"),
)
ENGLAND = {"geographic_level": "National", "country_code": "E92000001", "country_name": "England"}
SOUTH_WEST = {
    **ENGLAND,
    "geographic_level": "Regional",
    "region_code": "E12000009",
    "region_name": "South West",
}


def council(number: str, code: str, name: str) -> dict[str, str]:
    return {
        **SOUTH_WEST,
        "geographic_level": "Local authority",
        "new_la_code": code,
        "old_la_code": number,
        "la_name": name,
    }


NORTH_SOMERSET = council("802", "E06000024", "North Somerset")
SOMERSET_THEN = council("933", "E10000027", "Somerset")
SOMERSET_NOW = council("933", "E06000066", "Somerset")
BRISTOL = council("801", "E06000023", "Bristol, City of")
DORSET = council("838", "E06000059", "Dorset")
KENT = council("886", "E10000016", "Kent")


def row(where: Row, year: int | str, plans: Any, in_time: Any, share: Any, **more: Any) -> Row:
    return {
        "time_period": year,
        "time_identifier": "Calendar year",
        "breakdown": "All plans",
        "plans": plans,
        "plans_in_time": in_time,
        "PC_in_time": share,
        **where,
        **more,
    }


def usual() -> list[Row]:
    """Two years of England, a region and four councils, with signs and a council that changed."""
    return [
        row(ENGLAND, 2024, 1000, 464, 46.4),
        row(SOUTH_WEST, 2024, 200, 80, 40),
        row(NORTH_SOMERSET, 2024, 522, 321, 61.5),
        row(SOMERSET_NOW, 2024, 567, 190, 33.5),
        row(DORSET, 2024, "x", "x", "x"),
        row(KENT, 2024, 300, 45, 15),
        row(ENGLAND, 2023, 900, 453, 50.3),
        row(SOUTH_WEST, 2023, 180, 90, 50),
        row(NORTH_SOMERSET, 2023, 360, 150, 41.7),
        row(SOMERSET_THEN, 2023, 615, 259, 42.1),
        row(DORSET, 2023, 400, "c", "c"),
        row(KENT, 2023, 250, 0, 0),
    ]


def written(
    rows: Iterable[Row],
    columns: Sequence[str] = COLUMNS,
    *,
    mark: bytes = b"\xef\xbb\xbf",
    ends: str = "\r\n",
) -> bytes:
    """As the Department writes it: a byte-order mark, and the line ends of Windows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator=ends, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return mark + text.getvalue().encode()
