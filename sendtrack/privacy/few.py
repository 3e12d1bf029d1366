"""Small numbers of people in what somebody writes (measures, D2)."""

import re

FEW = 5
"""As `plans.statistics.disclosure.policy.SMALL`: counts up to it are withheld."""

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PEOPLE = (
    r"child(?:ren)?|pupils?|students?|learners?|young\s+(?:person|people)|boys?|girls?|sons?|"
    r"daughters?|siblings?|famil(?:y|ies)|parents?|carers?|cases?|appeals?|exclusions?|"
    r"suspensions?|complaints?|tribunals?|plans?|placements?|residents?|teenagers?|cyp"
)

ONES = (
    r"child(?:ren)?|pupils?|students?|learners?|young\s+(?:person|people)|boys?|girls?|siblings?|"
    r"famil(?:y|ies)|teenagers?|cyp"
)
"""People alone: "both plans" and "the only case" are words of every meeting."""

_COUNT = re.compile(
    rf"(?<![\w.,£-])(?P<number>\d+|{'|'.join(NUMBERS)})(?![\d%]|[.,:/]\d|\s*(?:%|per\s?cent))"
    rf"(?:\s+[\w’'-]+){{0,3}}?\s+(?:{PEOPLE})\b",
    re.IGNORECASE,
)


NO_COUNTS = re.compile(
    r"%|£|per\s?cent|percentage|points?\b|days?\b|weeks?\b|months?\b|years?\b|hours?\b|score|"
    r"ratio|rate\b|out of (?:5|10|100)\b",
    re.IGNORECASE,
)
"""Units in which a small number counts nobody."""


_WITHOUT_A_NUMBER = re.compile(
    r"\b(?:a\s+single|the\s+only|both|a\s+couple\s+of|a\s+handful\s+of)(?:\s+[\w’'-]+){0,2}?\s+"
    rf"(?:{ONES})\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"\b(?:{ONES})\s*(?::\s*(?P<told>\d)|\((?P<held>\d)\))(?![\w%.,])", re.IGNORECASE
)


def counts_few(number: str, unit: str, *, threshold: int = FEW) -> bool:
    """Whether a number that somebody typed counts a few, unless its unit says that it can't."""
    written = number.strip().replace(",", "")
    if not re.fullmatch(r"\d{1,3}(?:\.0*)?", written) or NO_COUNTS.search(unit):
        return False
    return 1 <= int(float(written)) <= threshold


def small_numbers_in(text: str, *, threshold: int = FEW) -> list[str]:
    """The phrases that count a few people or cases: "1 child", "three permanent exclusions".

    A hint for the person who writes, not a door: words can say it in other ways.
    """
    found = []
    for match in _COUNT.finditer(text):
        written = match["number"].lower()
        number = NUMBERS.index(written) + 1 if written in NUMBERS else int(written)
        if 1 <= number <= threshold:
            found.append(" ".join(match.group().split()))
    found += [" ".join(match.group().split()) for match in _WITHOUT_A_NUMBER.finditer(text)]
    for match in _BEHIND.finditer(text):
        if 1 <= int(match["told"] or match["held"]) <= threshold:
            found.append(match.group())
    return found
