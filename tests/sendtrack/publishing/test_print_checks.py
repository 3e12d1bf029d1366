"""A machine that can't print says so before anybody waits for a report."""

import subprocess
from xml.etree import ElementTree

import pytest
from django.core.checks import run_checks

from ops import setup
from sendtrack.publishing import checks
from sendtrack.publishing.render import RendererMissingError, pdf, render_pdf
from sendtrack.publishing.render.packaged import HERE, LAST_FALLBACK_FOLDERS
from tests.sendtrack.publishing.conftest import page


def test_this_machine_can_print() -> None:
    assert run_checks(tags=["publishing"]) == []


def test_set_up_and_renderer_look_for_the_last_font_in_the_same_folders() -> None:
    folders = ElementTree.parse(HERE / "fonts.conf").findall("dir")
    assert [folder.text for folder in folders] == list(LAST_FALLBACK_FOLDERS)
    assert setup.FONT_FOLDERS == LAST_FALLBACK_FOLDERS


def test_a_missing_pango_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checks, "LIBRARIES", ("pango-of-another-world",))
    (warning,) = run_checks(tags=["publishing"])
    assert warning.id == "publishing.W001"
    assert "pango-of-another-world not installed" in warning.msg
    assert "apt-get install" in (warning.hint or "")


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "packaged_files", dict)
    (warning,) = run_checks(tags=["publishing"])
    assert warning.id == "publishing.W002"
    assert "source-sans-3-latin-400-normal.woff2" in warning.msg


def test_without_its_files_no_report_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "packaged_files", dict)
    with pytest.raises(RendererMissingError, match=r"print\.css"):
        render_pdf(html=page("<p>Text</p>"))


def test_without_pango_the_person_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failed = subprocess.CompletedProcess(
        [], pdf.EXIT["engine missing"], b"", b"cannot load library 'libgobject-2.0-0'"
    )
    monkeypatch.setattr(pdf.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(RendererMissingError, match=r"apt-get install .* libpango-1.0-0"):
        render_pdf(html=page("<p>Text</p>"))
