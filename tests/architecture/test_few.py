"""Each form with room for prose warns of words that tell of a few children (measures, D2)."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from django import forms

from sendtrack.govuk.few import WarnsOfFew
from sendtrack.govuk.fields import LongTextField

HOUSE = Path(__file__).resolve().parents[2]
APPS = ("plans", "boards", "reviews", "sendtrack")

LEFT_ALONE = {
    ("boards/forms/terms.py", "terms of reference, as they were agreed"),
    ("plans/forms/audits.py", "names of grades"),
    ("plans/forms/figure_files.py", "judged row by row when they are compared"),
    ("plans/forms/published.py", "numbers or codes of councils"),
    ("plans/forms/regimes.py", "the words of a document, as they stand there"),
    ("reviews/forms/__init__.py", "the areas of weakness that a Notice lists"),
    ("reviews/forms/__init__.py", "the words of a Notice, as they stand there"),
    ("reviews/forms/__init__.py", "the words of a letter, as they stand there"),
    ("reviews/forms/strengths.py", "the words of a letter, as they stand there"),
    ("reviews/forms/templates.py", "the areas of weakness that Notices list"),
    ("sendtrack/contradictions/forms.py", "the words of a document, as they stand there"),
}
"""Where a question of several lines is left alone, and why."""


def below(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def forms_of_the_product() -> list[type[forms.BaseForm]]:
    for app in APPS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if ".forms" in module.name or module.name.endswith("entering"):
                importlib.import_module(module.name)
    return [kind for kind in below(forms.BaseForm) if kind.__module__.split(".")[0] in APPS]


def test_every_form_with_several_lines_warns_of_a_few() -> None:
    wrong = [
        f"{kind.__module__}.{kind.__name__}.{name}"
        for kind in forms_of_the_product()
        for name, field in getattr(kind, "base_fields", {}).items()
        if isinstance(field.widget, forms.Textarea)
        if not (isinstance(field, LongTextField) and issubclass(kind, WarnsOfFew))
    ]
    assert wrong == []


def test_what_is_left_alone_is_named_with_its_reason() -> None:
    found = {
        (str(path.relative_to(HOUSE)), keyword.value.value)
        for app in APPS
        for path in (HOUSE / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "lets_few_stand" and isinstance(keyword.value, ast.Constant)
    }
    assert found == LEFT_ALONE


def test_no_form_takes_the_warning_away() -> None:
    takes = [
        kind
        for kind in forms_of_the_product()
        if issubclass(kind, WarnsOfFew) and "_stands" in vars(kind)
    ]
    assert sorted({kind.__name__ for kind in takes}) == ["EditForm", "WarnsOfFew"]
