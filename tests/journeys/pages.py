"""The pages of an area that somebody reaches by following links from where they land."""

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

_DIFFERS_EACH_TIME = re.compile(r'name="csrfmiddlewaretoken"[^>]*|<code>[0-9a-f]{16}</code>')

FEW = 2
"""How many addresses of one route are visited: two pages of a kind may look different."""


@dataclass
class Reached:
    """Addresses by route and by title, what did not answer, and the forms that were met."""

    by_route: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pages: list[str] = field(default_factory=list)
    titles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    broken: list[str] = field(default_factory=list)
    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The addresses that forms are posted to, each with the pages that hold one."""
    contents: dict[str, str] = field(default_factory=dict)
    """What each page holds, without what differs each time. Roles often read the same page."""


def walk(browser: Client, start: str, *besides: str) -> Reached:
    """Follow every link from the start, `FEW` addresses of each route; then from `besides`."""
    reached = Reached()
    known: set[str] = set()
    for first in (start, *besides):
        waiting = deque([first])
        while waiting:
            path = waiting.popleft()
            is_enough = len(reached.by_route[_route(path)]) >= FEW and path != first
            if path not in known and not is_enough:
                known.add(path)
                waiting.extend(_visit(browser, path, reached))
    return reached


def _visit(browser: Client, path: str, reached: Reached) -> list[str]:
    """Open one address; the addresses that it leads to."""
    answer = browser.get(path)
    if answer.status_code in (301, 302):
        return [answer["Location"]]
    if isinstance(answer, StreamingHttpResponse):
        assert b"".join(answer)  # type: ignore[arg-type]  # of bytes
    if answer.status_code != 200:
        reached.broken.append(f"{path} answered {answer.status_code}")
        return []
    reached.by_route[_route(path)].append(path)
    return _read(answer, path, reached)


def _read(answer: Any, path: str, reached: Reached) -> list[str]:
    """Note the page and return the addresses it links to."""
    if not answer["Content-Type"].startswith("text/html"):
        return []
    page = BeautifulSoup(answer.content, "html.parser")
    reached.pages.append(path)
    assert page.title is not None
    reached.titles[page.title.get_text()].add(urlsplit(path).path)
    reached.contents[path] = _DIFFERS_EACH_TIME.sub("", str(page.main))
    for form in page.find_all("form", method=re.compile("post", re.IGNORECASE)):
        reached.forms[form.get("action") or path].add(path)
    found = [
        urljoin(path, str(form["action"]))
        for form in page.find_all("form", method=re.compile("get", re.IGNORECASE), action=True)
    ]
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
