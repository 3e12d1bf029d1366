"""A report that is too much ends with a sentence, and takes nothing else with it."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from sendtrack.publishing.render import RenderFailedError, RenderRefusedError, pdf, render_pdf
from tests.sendtrack.publishing.conftest import page, text_of
from tests.sendtrack.publishing.samples import an_action, an_area, report_page

pytestmark = pytest.mark.slow


def test_an_endless_word_or_text_stays_bounded() -> None:
    """A word of 100 kB in prose and in a cell, and a text of 5 MB: cut, and said so."""
    html = report_page(
        areas=[an_area(happened="x" * 100_000, finding="x\u00a0" * 50_000)],
        actions=[an_action(said="y" * 100_000, owner="word " * 1_000_000, title="z" * 100_000)],
    )
    began = time.monotonic()
    text = text_of(render_pdf(html=html))
    assert time.monotonic() - began < 60
    assert text.count("99,000 more characters are in the record") == 4
    assert "4,980,000 more characters are in the record" in text


def test_a_page_that_is_too_large_is_refused_before_any_work() -> None:
    with pytest.raises(RenderRefusedError, match=r"too large to print: 16,\d{3},\d{3} bytes"):
        render_pdf(html=page("x" * 16_777_216))


def test_too_much_work_ends_at_the_limit_of_processor_time() -> None:
    with pytest.raises(RenderFailedError, match="too much processor time"):
        render_pdf(html=report_page(actions_per_area=200), cpu_seconds=2)


def test_too_much_memory_ends_at_the_limit_of_memory() -> None:
    with pytest.raises(RenderFailedError, match="too much memory"):
        render_pdf(html=report_page(), memory_bytes=170 * 1024 * 1024)


def test_a_standstill_ends_by_the_clock_on_the_wall() -> None:
    with pytest.raises(RenderFailedError, match="within 1 seconds"):
        render_pdf(html=report_page(actions_per_area=100), wall_seconds=1)


@pytest.mark.parametrize(
    ("html", "refusal"),
    [
        ("<!doctype html><html lang='en'><head></head><h1>x</h1>", "no <title>"),
        ("<!doctype html><html><head><title>x</title></head><h1>x</h1>", "no lang"),
        ("", "no lang"),
    ],
)
def test_a_page_without_title_or_language_is_refused(html: str, refusal: str) -> None:
    with pytest.raises(RenderRefusedError, match=refusal):
        render_pdf(html=html)


def test_the_child_knows_no_secret_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "SMTP_PASSWORD", "HTTP_PROXY"):
        monkeypatch.setenv(name, "a secret")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert "a secret" not in pdf._environment(str(tmp_path)).values()
    assert render_pdf(html=page("<p>Text</p>")).startswith(b"%PDF-1.7")
    assert os.listdir(tmp_path) == []


def test_one_broken_report_does_not_spoil_the_next() -> None:
    with pytest.raises(RenderFailedError):
        render_pdf(html=report_page(actions_per_area=100), cpu_seconds=1)
    assert "Text" in text_of(render_pdf(html=page("<p>Text</p>")))
