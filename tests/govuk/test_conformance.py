"""Our components say what govuk-frontend's own macros say, case by case.

govuk-frontend ships, for each component, cases of options and the HTML they must give. Each case
is rendered by our template from the same options and compared element by element: names,
attributes, words. What we leave out on purpose stands in `LEFT_OUT` with its reason.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from django.conf import settings
from django.utils.safestring import SafeString

from sendtrack.govuk.components import render

PACKAGE = Path(settings.BASE_DIR) / "node_modules/govuk-frontend/dist/govuk/components"

COMPONENTS = [
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "fieldset",
    "file-upload",
    "footer",
    "generic-header",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tag",
    "textarea",
    "warning-text",
]

# (component, option or name of a case): why it is not compared.
LEFT_OUT = {
    ("button", "is_start_button"): "a start button opens a service from a page on gov.uk",
    ("footer", "navigation"): "our footer has no columns of links",
    ("footer", "content_licence"): "councils' pages are not under the Open Government Licence",
    ("footer", "copyright"): "councils' pages are not Crown copyright",
    ("panel", "actions"): "interruption pages are not used",
    ("service-navigation", "slots"): "sign-out stands above the navigation, not inside it",
    ("character-count", "maxwords"): "characters are counted, as the database does",
    ("character-count", "count_type"): "characters are counted, as the database does",
    ("character-count", "count_message"): "the message looks the same on every page",
    ("character-count", "characters_under_limit_text"): "the words are govuk-frontend's own",
    ("character-count", "with neither maxlength nor maxwords set"): "long texts have a limit",
    ("input", "input_wrapper"): "the wrapper has no looks of its own",
    ("date-input", "items"): "a date has the parts day, month and year",
    ("date-input", "with values, name prefix and custom names"): "the parts keep their names",
    ("date-input", "day and month"): "a date has the parts day, month and year",
    ("date-input", "month and year"): "a date has the parts day, month and year",
    ("file-upload", "javascript"): "the browser's own control is announced more reliably",
    ("file-upload", "value"): "browsers ignore the value of a file control",
    ("select", "with falsy values"): "values are text",
}
CROWN = ".govuk-footer__crown, .govuk-footer__licence-logo, .govuk-footer__licence-description"


@cache
def fixtures(component: str) -> list[dict[str, Any]]:
    return json.loads((PACKAGE / component / "fixtures.json").read_text())["fixtures"]


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def ours(value: Any, key: str = "") -> Any:
    """Their options in our words: snake_case, and HTML as a SafeString under the text's name."""
    if key == "attributes" and isinstance(value, dict):
        return {name: attribute(said) for name, said in value.items()}
    if isinstance(value, list):
        return [ours(item) for item in value]
    if not isinstance(value, dict):
        return value
    said: dict[str, Any] = {}
    for name, inner in value.items():
        if name != "html" and not name.endswith("Html"):
            said[snake(name)] = ours(inner, name)
    for name, inner in value.items():
        if (name == "html" or name.endswith("Html")) and isinstance(inner, str) and inner:
            text = "text" if name == "html" else snake(name.removesuffix("Html")) + "_text"
            said[text] = SafeString(inner)
    return said


def attribute(said: Any) -> Any:
    """Theirs print None as an empty value and True as "true", unless they are called optional."""
    if isinstance(said, dict):
        return said["value"] if said.get("optional") else attribute(said.get("value"))
    return {None: "", True: "true", False: "false"}.get(said, said) if _is_plain(said) else said


def _is_plain(said: Any) -> bool:
    return said is None or isinstance(said, bool)


def flattened(component: str, options: dict[str, Any]) -> dict[str, Any]:
    """The few places where our options have another shape than theirs."""
    if component in {"label", "hint", "error-message"}:
        name = component.replace("-", "_")
        if component == "error-message":
            options.setdefault("visually_hidden_text", "Error")
        return {name: options}
    if component in {"radios", "checkboxes"}:
        for item in options.get("items", []):
            if item and item.get("conditional"):
                item["conditional"] = item["conditional"].get("text", "")
    if component == "input" and "form_group" in options:
        after = options["form_group"].get("after_input", {})
        options["form_group"]["after_input"] = after.get("text", "")
    if component == "fieldset" and "text" in options:
        options["content"] = options.pop("text")
    if component == "notification-banner" and isinstance(options.get("text"), SafeString):
        options["content"] = options.pop("text")
    if component == "summary-list":
        for row in filter(None, options.get("rows", [])):
            _flatten_actions(row)
        if options.get("card"):
            _flatten_actions(options["card"])
    return options


def _flatten_actions(holder: dict[str, Any]) -> None:
    actions = holder.pop("actions", None) or {}
    holder["actions"] = actions.get("items", [])
    holder["actions_classes"] = actions.get("classes", "")


def option_names(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(option_names, value)) if value else set()
    if isinstance(value, dict):
        return set(map(snake, value)).union(*map(option_names, value.values()))
    return set()


def reasons(component: str, case: dict[str, Any]) -> list[str]:
    """Why a case is left out, if it is."""
    names = {case["name"], *option_names(case["options"])}
    said = [why for (of, name), why in LEFT_OUT.items() if of == component and name in names]
    if isinstance(case["options"].get("attributes"), str):
        said.append("attributes are given by name, never as a ready-made string")
    if "interruption" in str(case["options"].get("classes")):
        said.append("interruption pages are not used")
    return said


def tokens(html: str) -> list[Any]:
    """Elements with their attributes, and words, in order; spaces and order of classes aside."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select(CROWN):
        element.decompose()
    for element in soup.select(".govuk-footer__copyright-logo"):
        element.parent.decompose()
    found: list[Any] = []

    def walk(node: Tag) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                attrs = {
                    name: tuple(sorted(said)) if isinstance(said, list) else " ".join(said.split())
                    for name, said in child.attrs.items()
                }
                found.append((child.name, attrs))
                walk(child)
                found.append(f"/{child.name}")
            elif type(child) is NavigableString and child.strip():
                found.append("".join(child.split()))

    walk(soup)
    return found


CASES = [
    pytest.param(component, case, id=f"{component}: {case['name']}")
    for component in COMPONENTS
    for case in fixtures(component)
    if not reasons(component, case)
]


@pytest.mark.parametrize(("component", "case"), CASES)
def test_a_component_says_what_govuk_frontend_says(component, case):
    options = flattened(component, ours(case["options"]))
    assert tokens(render(component, options)) == tokens(case["html"])


def test_most_cases_are_compared():
    """So that a list of omissions cannot quietly grow until nothing is checked."""
    assert len(CASES) >= 450


def test_every_omission_still_leaves_something_out():
    in_use = {
        (component, name)
        for component in COMPONENTS
        for case in fixtures(component)
        for name in {case["name"], *option_names(case["options"])}
    }
    assert [omission for omission in LEFT_OUT if omission not in in_use] == []
