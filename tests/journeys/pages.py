"""The pages of an area that somebody reaches by following links from where they land."""

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import Resolver404, resolve

FEW = 3
"""Addresses of one route that are visited: the first, and some that may look different."""


@dataclass
class Reached:
    """Addresses by route and by title, what did not answer, and the forms that were met."""

    by_route: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pages: list[str] = field(default_factory=list)
    titles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    broken: list[str] = field(default_factory=list)
    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The addresses that forms are posted to, each with the pages that hold one."""


def walk(browser: Client, *starts: str, few: int = FEW) -> Reached:
    """Follow every link, at most `few` addresses of each route."""
    reached = Reached()
    waiting, known = deque(starts), set(starts)
    while waiting:
        path = waiting.popleft()
        route = _route(path)
        if len(reached.by_route[route]) >= few:
            continue
        answer = browser.get(path)
        if answer.status_code in (301, 302):
            links = [answer["Location"]]
        elif answer.status_code != 200:
            reached.broken.append(f"{path} answered {answer.status_code}")
            continue
        else:
            reached.by_route[route].append(path)
            links = _read(answer, path, reached)
        for link in links:
            if link not in known:
                known.add(link)
                waiting.append(link)
    return reached


def _read(answer: Any, path: str, reached: Reached) -> list[str]:
    """Note the page and return the addresses it links to."""
    if not answer["Content-Type"].startswith("text/html"):
        return []
    page = BeautifulSoup(answer.content, "html.parser")
    reached.pages.append(path)
    assert page.title is not None
    reached.titles[page.title.get_text()].append(path)
    for form in page.find_all("form", method=re.compile("post", re.IGNORECASE)):
        reached.forms[form.get("action") or path].add(path)
    found = []
    for link in page.find_all("a", href=True):
        address = urldefrag(urljoin(path, str(link["href"]))).url
        if not urlsplit(address).netloc and not urlsplit(address).scheme:
            found.append(address)
    return found


def _route(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return "nowhere"
