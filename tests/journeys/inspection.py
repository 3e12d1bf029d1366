"""What is asked of every page, whoever reads it: axe, one heading, no sideways scrolling."""

from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"

# The whole list of what is let pass: at most two, each with its thread.
# Radios that reveal a question have aria-expanded: govuk-frontend's own script sets it, and keeps
# it because screen readers announce it well. https://github.com/alphagov/govuk-frontend/issues/979
KNOWN = {"aria-allowed-attr": "input[type=radio][aria-controls].govuk-radios__input"}

_RUN_AXE = """(KNOWN) => axe.run(document, {
  runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa',
    'best-practice']},
  rules: {'target-size': {enabled: true}},
  resultTypes: ['violations'],
}).then((found) => found.violations.flatMap((rule) => rule.nodes.filter(
  (node) => !KNOWN[rule.id] || !document.querySelector(node.target[0]).matches(KNOWN[rule.id])
).map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))"""

_TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= window.innerWidth) return [];
  const named = (one) => one.tagName.toLowerCase()
    + [...one.classList].map((name) => '.' + name).join('') + ' ' + one.innerText.slice(0, 40);
  const scrolls = (one) => one && (getComputedStyle(one).overflowX !== 'visible'
    || scrolls(one.parentElement));
  return [`the page is ${wide} wide in a window of ${window.innerWidth}`,
    ...[...document.body.querySelectorAll('*')]
      .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 0.5
        && !scrolls(one.parentElement)).slice(0, 5).map(named)];
}"""

_UNNAMED_REGIONS = """() => [...document.body.querySelectorAll('*')].filter((one) =>
    ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)
    && one.scrollWidth > one.clientWidth + 1 && one.tagName !== 'TEXTAREA'
    && !(one.tabIndex === 0 && one.getAttribute('role') === 'region'
      && (one.ariaLabel || one.getAttribute('aria-labelledby')))
  ).map((one) => `scrolls sideways without a name: ${one.outerHTML.slice(0, 120)}`)"""

_STRUCTURE = """() => {
  const faults = [];
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) faults.push(`${headings} first headings`);
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  if (twice.length) faults.push(`ids used twice: ${twice}`);
  if (document.documentElement.lang !== 'en-GB') faults.push('no language');
  const broken = [...document.querySelectorAll('a[href^="#"]')]
    .filter((one) => one.hash.length > 1 && !document.getElementById(one.hash.slice(1)));
  faults.push(...broken.map((one) => `leads nowhere: ${one.getAttribute('href')}`));
  // What documents say in their own words may well be "None".
  const code = /\\bNone\\b(?! [a-z(])|\\{\\{|\\{%|<[A-Z]\\w+: |\\b(True|False)\\b/;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const leaked = texts.currentNode.data.match(code);
    const quoted = 'blockquote, .app-card, .app-stated, script';
    if (leaked && !texts.currentNode.parentElement.closest(quoted))
      faults.push(`says ${leaked[0]}`);
  }
  return faults;
}"""


def violations(page: Page) -> list[str]:
    """What axe finds, one line for each element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(_RUN_AXE, KNOWN)
    return found


def structure(page: Page) -> list[str]:
    """One first heading, a language, unique ids, no broken link inside the page, no leaked code."""
    found: list[str] = page.evaluate(_STRUCTURE)
    return found


def too_wide(page: Page, *widths: int) -> list[str]:
    """What makes the page scroll sideways in windows of these widths."""
    before = page.viewport_size
    found: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found += [*page.evaluate(_TOO_WIDE), *page.evaluate(_UNNAMED_REGIONS)]
    if before:
        page.set_viewport_size(before)
    return found


def inspect(page: Page) -> list[str]:
    """Everything at once, at the window’s width and in windows of 320 and 360 px. Needs scripts."""
    return [*structure(page), *violations(page), *too_wide(page, 320, 360)]
