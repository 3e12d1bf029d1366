"""Every template compiles, and every address in it exists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Node
from django.template.defaulttags import URLNode
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.urls import URLPattern, URLResolver, get_resolver

HOME = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(
    str(path.relative_to(HOME)) for path in HOME.rglob("*") if path.suffix in {".html", ".txt"}
)


def nodes_of(name: str) -> list[Any]:
    template: Any = get_template(name)
    return list(template.template.nodelist.get_nodes_by_type(Node))


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from names(entry, inner)


@pytest.fixture(scope="module")
def known() -> set[str]:
    return set(names(get_resolver()))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_leads_only_to_addresses_that_exist(
    name: str, known: set[str]
) -> None:
    for node in nodes_of(name):
        if isinstance(node, URLNode) and isinstance(node.view_name.var, str):
            assert node.view_name.var in known


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_a_template_extends_or_includes_exists(name: str) -> None:
    for node in nodes_of(name):
        other = getattr(node, "parent_name", None) if isinstance(node, ExtendsNode) else None
        if isinstance(node, IncludeNode):
            other = node.template
        if other is not None and isinstance(other.var, str):
            get_template(other.var)
