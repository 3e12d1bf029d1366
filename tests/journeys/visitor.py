"""Somebody at a browser, and what no page may ever do while they use it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

from sendtrack.demo.accounts import SIGN_IN
from tests.journeys.story import address_of

_FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return [null, true];
  const style = getComputedStyle(one);
  const label = one.labels && one.labels.length ? one.labels[0].innerText : '';
  const drawn = one.matches('input[type=radio], input[type=checkbox]')
    ? getComputedStyle(one.nextElementSibling || one, '::before') : style;
  const seen = [style, drawn].some((drawing) => parseFloat(drawing.outlineWidth) > 0
    && drawing.outlineStyle !== 'none' || drawing.boxShadow !== 'none');
  return [(one.ariaLabel || label || one.innerText || one.name || one.id)
    .trim().replace(/\\s+/g, ' '), seen];
}"""

EXPECTED = frozenset({200, 302})
PATIENCE = 10_000
"""Milliseconds that a page may take before the journey is said to be stuck."""


class Visitor:
    """Does what people do, counts it, and keeps every fault of every page it meets."""

    def __init__(
        self, browser: Browser, origin: str, *, javascript: bool = True, width: int = 1280
    ) -> None:
        self.origin = origin
        self.javascript = javascript
        self.faults: list[str] = []
        self.interactions = 0
        self._allowed = EXPECTED
        self.context = browser.new_context(
            base_url=origin,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda fault: self.faults.append(f"script: {fault.error}"))
        self.context.on("request", self._watch_request)
        self.context.on("response", self._watch_response)
        self.page: Page = self.context.new_page()

    # What is watched

    def _hear(self, message: ConsoleMessage) -> None:
        """Chromium also reports the status of an answer here; `_watch_response` judges those."""
        said = message.text
        if message.type in ("error", "warning") and not said.startswith("Failed to load resource"):
            self.faults.append(f"console at {self.page.url}: {said}")

    def _watch_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        here = f"{address.scheme}://{address.netloc}"
        if address.scheme not in ("data", "blob") and here != self.origin:
            self.faults.append(f"{self.page.url} asked another host: {request.url}")

    def _watch_response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status not in (self._allowed if is_page else {200, 304}):
            self.faults.append(f"{response.url} answered {response.status}")

    @contextmanager
    def met_by(self, *statuses: int) -> Iterator[None]:
        """Inside the block pages answer with these statuses, and one of them does."""
        met: list[int] = []

        def note(response: Response) -> None:
            if response.request.is_navigation_request():
                met.append(response.status)

        self._allowed = EXPECTED | set(statuses)
        self.context.on("response", note)
        yield
        self.page.wait_for_load_state("load")
        self.context.remove_listener("response", note)
        self._allowed = EXPECTED
        assert set(statuses) & set(met), f"met by {met} and not by {statuses}"

    # What they do

    def opens(self, path: str, *, status: int = 200) -> "Visitor":
        """Type an address."""
        if status == 200:
            self.page.goto(path)
        else:
            with self.met_by(status):
                self.page.goto(path)
        return self

    def signs_in(self, email: str, password: str) -> "Visitor":
        """Through the form of the sign-in page, which has to be open."""
        self.types("Email address", email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.presses("Sign in")
        return self

    def has_session(self, key: str) -> None:
        """As if signed in already."""
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": key, "url": self.origin}])

    def signs_in_as(self, who: str) -> "Visitor":
        """With the example account of a role."""
        return self.signs_in(address_of(who), SIGN_IN)

    def types(self, label: str, words: str) -> None:
        self.interactions += 1
        self.page.get_by_label(label).fill(words)

    def chooses(self, label: str, *, about: str = "") -> None:
        """A radio button or checkbox, by its label; `about` names its group where several ask."""
        self.interactions += 1
        inside: Page | Locator = self.page
        if about:
            inside = self.page.get_by_role("group", name=about)
        inside.get_by_label(label, exact=True).check()

    def picks(self, label: str, option: str) -> None:
        """An option of a drop-down list, by how it begins."""
        self.interactions += 1
        choices = self.page.get_by_label(label)
        words = choices.locator("option").filter(has_text=option).first.inner_text()
        choices.select_option(label=words)

    def dates(self, label: str, day: str, month: str, year: str) -> None:
        """The three boxes of a date."""
        self.interactions += 1
        group = self.page.get_by_role("group", name=label)
        for box, words in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(box).fill(words)

    def presses(self, name: str, *, inside: Locator | None = None) -> None:
        """A button, or a link that looks like one: "Save", or "Update" with what it is about."""
        self.interactions += 1
        self._goes((inside or self.page).get_by_role("button", name=name, exact=True))

    def follows(self, name: str, *, inside: Locator | None = None) -> None:
        """A link, by whole words that it has: "Board" is not the dashboard."""
        self.interactions += 1
        words = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        self._goes((inside or self.page).get_by_role("link", name=words))

    def unfolds(self, summary: str) -> None:
        """A closed part of the page."""
        self.interactions += 1
        self.page.locator("summary").filter(has_text=summary).click()

    def _goes(self, control: Locator) -> None:
        control.first.click()
        self.page.wait_for_load_state("load")

    def tabs_through(self, most: int = 200) -> list[str]:
        """Press Tab from the top of the page until it is left; the names of what was met.

        Whatever has the focus must show it, and a group of radio buttons is one stop.
        """
        self.page.evaluate("document.activeElement.blur()")
        met = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            name, is_seen = self.page.evaluate(_FOCUSED)
            if name is None:
                return met
            assert is_seen, f"the focus on {name!r} can't be seen"
            met.append(name)
        raise AssertionError(f"Tab never leaves the page: {met[-10:]}")

    def tabs_to(self, name: str, *, most: int = 120) -> None:
        """Press Tab until something of this name has the focus, which can be seen all the way."""
        met = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            now, is_seen = self.page.evaluate(_FOCUSED)
            assert is_seen, f"the focus on {now!r} can't be seen"
            if now is not None and now.startswith(name):
                return
            met.append(now)
        raise AssertionError(f"Tab never comes to {name!r}: {met}")

    def arrows_to(self, name: str, *, most: int = 10) -> None:
        """Press the down arrow inside a group of radio buttons until this one is chosen."""
        for _ in range(most):
            now, _ = self.page.evaluate(_FOCUSED)
            if now.startswith(name):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never come to {name!r}")

    def enters(self) -> None:
        """Press Enter on what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    @property
    def focus(self) -> str:
        """The name of what has the focus."""
        name, _ = self.page.evaluate(_FOCUSED)
        return str(name)

    # What they see

    @property
    def heading(self) -> str:
        """The one h1."""
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def title(self) -> str:
        return self.page.title()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        """The words of the page, as somebody reads them."""
        return " ".join(self.page.locator("body").inner_text().split())

    def sees(self, *words: str) -> None:
        text = self.text
        for each in words:
            assert each in text, f"{each!r} is not at {self.path}:\n{text}"

    def does_not_see(self, *words: str) -> None:
        text = self.text
        for each in words:
            assert each not in text, f"{each!r} is at {self.path}:\n{text}"

    def is_told(self, *refusals: str) -> None:
        """The summary at the top says so, each line links to a field that is there, and with
        scripts it has the focus."""
        summary = self.page.locator(".govuk-error-summary")
        said = " ".join(summary.inner_text().split())
        for refusal in refusals:
            assert refusal in said, f"{refusal!r} is not in {said!r}"
        for link in summary.get_by_role("link").all():
            assert self.page.locator(str(link.get_attribute("href"))).count() == 1
        if self.javascript:
            assert summary.evaluate("one => one === document.activeElement")

    def holds(self, field: str, words: str) -> None:
        """A box, by its label, still has what was typed."""
        box = self.page.get_by_label(field)
        assert box.input_value() == words

    def leaves(self) -> None:
        """Close the browser. Whatever went wrong on any page on the way is told now."""
        self.context.close()
        assert not self.faults, "\n".join(self.faults)
