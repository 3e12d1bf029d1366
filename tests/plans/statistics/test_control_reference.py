"""Charts as NHSRplotthedots reads them: its own answers, run in R, for 24 series made here."""

import json
from pathlib import Path
from typing import Any

import pytest

from plans.statistics.control import control_chart
from plans.statistics.control.reading import as_json, series_from

FACTS = json.loads(Path(__file__).with_name("reference.json").read_text("utf-8"))["charts"]


@pytest.mark.parametrize("fact", FACTS, ids=[str(number) for number in range(len(FACTS))])
def test_plot_the_dots_answers_as_the_published_reference_does(fact: dict[str, Any]) -> None:
    found = control_chart(series_from(json.dumps(fact["series"]).encode()))
    said = as_json(found)
    assert [point["label"] for point in said["points"]] == fact["labels"]
    assert [point["group"] for point in said["points"]] == fact["groups"]
    assert said["assurance"] == fact["assurance"]
    for number, group in enumerate(found.groups):
        spread = group.spread
        assert spread.limits is not None
        assert spread.mean is not None
        assert float(spread.mean) == pytest.approx(fact["means"][number], abs=1e-8)
        assert float(spread.limits.lower) == pytest.approx(fact["lower"][number], abs=1e-8)
        assert float(spread.limits.upper) == pytest.approx(fact["upper"][number], abs=1e-8)


def test_the_answers_cover_every_label() -> None:
    seen = {label for fact in FACTS for label in fact["labels"]}
    assert len(seen) >= 8
