"""What the browser asks for is there, under names that change with the content."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from ops import machine


def test_every_file_that_a_template_names_is_found() -> None:
    named = {
        (name, template.name)
        for template in (machine.ROOT / "templates").rglob("*.html")
        for name in re.findall(r"""{%\s*static\s+["']([^"']+)["']""", template.read_text())
    }
    assert named
    assert [name for name in sorted(named) if finders.find(name[0]) is None] == []


@pytest.fixture
def served(tmp_path: Path, settings: LazySettings) -> Path:
    settings.STATIC_ROOT = tmp_path / "served"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "sendtrack.static_files.HashedFiles"},
    }
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
    return tmp_path / "served"


def test_scripts_import_each_other_under_hashed_names(served: Path) -> None:
    (start,) = served.glob("js/start.????????????.js")
    imported = re.findall(r"""(?:from|import)\s+["']([^"']+)["']""", start.read_text())
    assert imported
    for name in imported:
        assert re.search(r"\.[0-9a-f]{12}\.(min\.)?js$", name), name
        assert (start.parent / name).is_file(), name


def test_styles_load_fonts_under_hashed_names(served: Path) -> None:
    (styles,) = served.glob("app.????????????.css")
    named = set(re.findall(r"""url\(["']?([^"')]+)""", styles.read_text()))
    fonts = {name for name in named if name.endswith(".woff2")}
    assert len(fonts) == 6
    for name in fonts:
        assert re.search(r"\.[0-9a-f]{12}\.woff2$", name), name
        assert (styles.parent / name).is_file(), name
