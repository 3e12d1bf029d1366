"""`python -m plans.statistics.control`: the whole chart for anyone to check, or one sentence."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from plans.statistics.control import Unreadable, control_chart
from plans.statistics.control.reading import as_json, series_from

ROOT = Path(__file__).resolve().parents[3]

GIVEN: dict[str, Any] = {
    "dates": ["2024-01-01", "2024-02-01", "2024-03-01"],
    "values": [1, 2.5, None],
    "rebase_dates": [],
    "baseline_points": None,
    "improvement": "increase",
    "target": 2,
    "rules": "plot-the-dots",
    "screen_moving_ranges": None,
}


def run(content: bytes) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own that has no settings of the product."""
    return subprocess.run(
        [sys.executable, "-m", "plans.statistics.control"],
        input=content,
        capture_output=True,
        cwd=ROOT,
        env={"LANG": "C"},
        check=False,
        timeout=60,
    )


def read(**changed: Any) -> dict[str, Any]:
    return as_json(control_chart(series_from(json.dumps({**GIVEN, **changed}).encode())))


def test_the_command_prints_each_point_and_the_verdicts_without_any_settings() -> None:
    done = run(json.dumps(GIVEN).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    said = json.loads(done.stdout)
    assert list(said) == ["points", "variation", "assurance", "warnings"]
    assert said["points"][1] == {
        "date": "2024-02-01",
        "value": 2.5,
        "group": 0,
        "mean": 1.75,
        "lower": -2.24,
        "upper": 5.74,
        "near_lower": -0.91,
        "near_upper": 4.41,
        "outside": False,
        "trend": False,
        "two_of_three": False,
        "shift": False,
        "label": "common cause",
        "kind": "common",
    }
    assert list(said["points"][0]) == list(said["points"][1])
    assert (said["variation"], said["assurance"]) == (None, "hit or miss")
    assert all(isinstance(sentence, str) for sentence in said["warnings"])


def test_the_command_answers_what_it_cannot_read_with_exit_2_and_one_sentence() -> None:
    done = run(b"no series")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == "The input isn’t JSON: line 1, column 1 can’t be read.\n".encode()


@pytest.mark.parametrize("rules", [r'"\ud800"', r'"a\nb"'])
def test_half_a_character_or_a_line_break_in_a_word_still_gives_one_line(rules: str) -> None:
    given = json.dumps(GIVEN).replace('"plot-the-dots"', rules)
    done = run(given.encode())
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_numbers_come_to_full_precision_and_points_in_date_order() -> None:
    said = read(dates=["2024-03-01", "2024-01-01", "2024-02-01"], values=[0.1, 0.2, 0.2])
    assert [point["date"] for point in said["points"]] == ["2024-01-01", "2024-02-01", "2024-03-01"]
    assert [point["value"] for point in said["points"]] == [0.2, 0.2, 0.1]
    assert said["points"][0]["mean"] == 0.16666666666666666
    assert said["points"][0]["upper"] == float(Fraction(1, 6) + Fraction("0.133"))


def test_what_is_left_out_is_what_making_data_count_does() -> None:
    short = {"dates": GIVEN["dates"], "values": [1, 2, 3], "improvement": "decrease"}
    found = control_chart(series_from(json.dumps(short).encode()))
    assert found.series.rules == "making-data-count"
    assert not found.series.screens
    assert found.series.baseline_points is found.series.target is None


def test_a_missing_value_has_limits_and_no_answer_to_any_rule() -> None:
    point = read()["points"][2]
    assert point["value"] is point["outside"] is point["trend"] is None
    assert point["two_of_three"] is point["shift"] is None
    assert (point["mean"], point["label"], point["kind"]) == (1.75, "common cause", "common")


def test_without_limits_the_rules_that_need_them_have_no_answer() -> None:
    point = read(rules="making-data-count")["points"][0]
    assert point["lower"] is point["upper"] is point["near_lower"] is point["near_upper"] is None
    assert (point["outside"], point["two_of_three"]) == (None, None)
    assert (point["trend"], point["shift"], point["mean"]) == (False, False, 1.75)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"values": [1, 2]}, "Give as many values as dates: there are 3 dates and 2 values."),
        (
            {"dates": ["2024-01-01", "2024-02-01"], "values": [1]},
            "Give as many values as dates: there are 2 dates and 1 value.",
        ),
        (
            {"dates": ["2024-01-01"], "values": [1, 2]},
            "Give as many values as dates: there is 1 date and 2 values.",
        ),
        ({"dates": []}, "Give as many values as dates: there are 0 dates and 3 values."),
        ({"dates": [], "values": []}, "There are no points: give at least one date"),
        ({"dates": "2024-01-01"}, "“dates” has to be a list."),
        ({"values": {"a": 1}}, "“values” has to be a list."),
        ({"values": None}, "“values” has to be a list."),
        ({"rebase_dates": None}, "“rebase_dates” has to be a list."),
        ({"dates": ["2024-01-01", "2024-01-01", "2024-03-01"]}, "2024-01-01 stands twice"),
        ({"dates": ["2024-01-01", "2024-02-30", "2024-03-01"]}, '"2024-02-30" isn’t a date'),
        ({"dates": ["20240101", "2024-02-01", "2024-03-01"]}, '"20240101" isn’t a date'),
        ({"dates": ["2024-01-01 ", "2024-02-01", "2024-03-01"]}, "isn’t a date"),
        ({"dates": [20240101, "2024-02-01", "2024-03-01"]}, "20240101 isn’t a date"),
        ({"dates": [None, "2024-02-01", "2024-03-01"]}, "null isn’t a date"),
        ({"rebase_dates": ["last May"]}, '"last May" isn’t a date: write it as 2024-01-31.'),
        ({"values": [True, 2, 3]}, "true isn’t a number: write 12.5, or null"),
        ({"values": ["1", 2, 3]}, '"1" isn’t a number'),
        ({"values": [[1], 2, 3]}, "isn’t a number"),
        ({"values": [float("nan"), 2, 3]}, "NaN isn’t a number: leave a missing value as null."),
        ({"values": [float("inf"), 2, 3]}, "Infinity isn’t a number"),
        ({"target": float("-inf")}, "-Infinity isn’t a number"),
        ({"values": [10**301, 2, 3]}, "is beyond what can be measured"),
        ({"target": "66"}, '"66" isn’t a number'),
        ({"target": False}, "false isn’t a number"),
        ({"baseline_points": 11}, "A baseline needs at least 12 points, and 11 are asked for."),
        ({"baseline_points": 12.5}, "12.5 isn’t a number of baseline points: write 12 or more."),
        ({"baseline_points": "12"}, '"12" isn’t a number of baseline points'),
        ({"baseline_points": True}, "true isn’t a number of baseline points"),
        ({"baseline_points": -12}, "at least 12 points, and -12 are asked for"),
        ({"improvement": "up"}, '“improvement” is increase, decrease or neutral, not "up".'),
        ({"improvement": None}, "“improvement” is increase, decrease or neutral, not null."),
        ({"rules": "wheeler"}, '“rules” is making-data-count or plot-the-dots, not "wheeler".'),
        ({"rules": ["plot-the-dots"]}, "“rules” is making-data-count or plot-the-dots"),
        ({"screen_moving_ranges": "yes"}, "“screen_moving_ranges” is true or false."),
        ({"screen_moving_ranges": 0}, "“screen_moving_ranges” is true or false."),
        ({"traget": 3}, '"traget" isn’t a key of a series: use dates, values, improvement'),
    ],
)
def test_each_fault_of_a_series_has_a_sentence(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(**changed)
    assert said in str(refused.value)
    assert str(refused.value).count("\n") == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The input is empty: give a series as JSON."),
        (b" \n", "The input is empty"),
        (b"{", "The input isn’t JSON: line 1, column 2 can’t be read."),
        (b"[]", "Give one series as a JSON object with its keys."),
        (b"3", "Give one series as a JSON object"),
        (b"{}", "“dates” is missing."),
        (b'{"dates": [], "values": []}', "“improvement” is missing."),
        (b'{"dates": [], "dates": []}', '"dates" stands twice: give each key once.'),
        (b"\xff\xfe{}", "The input isn’t text in UTF-8."),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"target": 1e999999999}', "1e999999999 is beyond what can be measured."),
        (b'{"target": 1e99999999999999999999}', "is beyond what can be measured."),
        (b'{"target": 1e-400}', "is beyond what can be measured."),
        (b'{"target": ' + b"9" * 5000 + b"}", "is beyond what can be measured."),
    ],
)
def test_what_is_no_series_at_all_has_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        series_from(content)
    assert said in str(refused.value)


def test_a_byte_order_mark_before_the_json_does_no_harm() -> None:
    assert series_from(b"\xef\xbb\xbf" + json.dumps(GIVEN).encode()).target == 2
