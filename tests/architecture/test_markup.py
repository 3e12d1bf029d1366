"""Markup of the design system has one home, and nothing in a page needs `unsafe-inline`."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = sorted(
    path
    for package in ("sendtrack", "plans", "boards", "reviews")
    for path in (ROOT / package).rglob("*.py")
    if (ROOT / "sendtrack" / "govuk") not in path.parents
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if path.relative_to(ROOT / "templates").parts[0] != "print"]
HOME = ROOT / "templates" / "govuk"


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=named)
def test_code_outside_the_design_system_holds_none_of_its_markup(path):
    code = path.read_text()
    assert not re.search(r"govuk-[a-z]", code)
    assert not re.search(r"\bmark_safe\b|SafeString\(", code)


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_carries_no_styles_or_scripts_inside_it(path):
    page = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son(?!ce\b)[a-z]+=|javascript:", page)
    for script in re.findall(r"<script[^>]*>(.*?)</script>", page, flags=re.S):
        assert not script.strip()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_what_people_wrote_is_always_escaped(path):
    page = path.read_text()
    assert not re.search(r"\|\s*safe(seq)?\b|autoescape\s+off", page)


@pytest.mark.parametrize("path", [path for path in PAGES if HOME not in path.parents], ids=named)
def test_a_page_uses_plain_elements_and_tags_instead_of_the_design_systems_classes(path):
    """`<a>`, `<p>`, `<h2>` look right without a class; for the rest there are tags and `app-…`."""
    assert re.findall(r"govuk-[a-z_-]+", path.read_text()) == []


HOOKS = {"app-back", "app-banners", "app-container", "app-reveal"}
"""Names that carry no looks: a place for a script, for a council's stylesheet, for a test."""


def test_every_class_of_ours_has_its_looks():
    """A class without a rule is a slip of the pen, or a style that somebody forgot to write."""
    sources = "".join(path.read_text() for path in (ROOT / "static" / "src").glob("*.scss"))
    styled = set(re.findall(r"\.(app-[a-z0-9_-]+)", sources))
    used = {
        name
        for path in PAGES
        for classes in re.findall(r'class="([^"]*)"', path.read_text())
        for name in re.findall(r"app-[a-z0-9_-]+(?![a-z0-9_{-])", classes)
    }
    assert sorted(used - styled - HOOKS) == []
