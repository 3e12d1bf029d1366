"""Finding where structured facts contradict each other. Pure: facts in, contradictions out.

A rule is a function of all facts of an area that yields what it finds, each with the sentence that
does the sum. Facts come with their citations and documents; no rule asks the database.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import combinations, product

from sendtrack.periods import add_months, day_in_words
from sendtrack.sources.models import Conflict, Fact, FactKind, Relation

MONTH = Decimal("30.4375")
"""Days of an average month."""

ALIKE = 0.8
"""From how like each other two names are taken for one name, spelt in two ways."""

ROUNDED = Decimal("0.5")
"""How far a percentage may be from the sum that it is computed from."""


@dataclass(frozen=True)
class Contradiction:
    """What a rule found: the facts, in their order, and why they can't all hold as stated."""

    rule: "Rule"
    facts: tuple[Fact, ...]
    because: str

    @property
    def codes(self) -> str:
        """Its place in addresses: "1a,1b"."""
        return ",".join(fact.code for fact in self.facts)

    @property
    def conflict(self) -> Conflict | None:
        """The point where people have explained or decided it: that of the fact that claims it."""
        points = [fact.conflict for fact in self.facts]
        return None if None in points else points[0]

    @property
    def is_between_documents(self) -> bool:
        return len({fact.citation.document_id for fact in self.facts}) > 1


Finds = Callable[["Facts"], Iterator[tuple[tuple[Fact, ...], str]]]


@dataclass(frozen=True)
class Rule:
    key: str
    label: str
    finds: Finds


RULES: list[Rule] = []


def rule(key: str, label: str) -> Callable[[Finds], Finds]:
    """Register a rule, under what its findings are called on the page."""

    def register(finds: Finds) -> Finds:
        RULES.append(Rule(key, label, finds))
        return finds

    return register


class Facts:
    """The structured facts of an area, by what they are about."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.all = [fact for fact in facts if fact.kind]
        self.about: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.all:
            self.about[fact.about].append(fact)

    def with_relation(self, *relations: Relation) -> Iterator[Fact]:
        return (fact for fact in self.all if fact.relation in relations)

    def told_of(self, name: str, kind: FactKind, *, near: Fact) -> list[Fact]:
        """What is stated of something, each value once: by the same point as `near` if it can."""
        told = [fact for fact in self.about.get(name, ()) if fact.kind == kind]
        told.sort(key=lambda fact: fact.conflict_id != near.conflict_id)
        values = {(fact.earliest, fact.latest, fact.number): fact for fact in reversed(told)}
        return [fact for fact in told if fact in values.values()]


def contradictions(facts: Iterable[Fact]) -> list[Contradiction]:
    """Everything that the rules find, each pair of facts once for each rule."""
    known = Facts(facts)
    found: dict[tuple[str, frozenset[str]], Contradiction] = {}
    for each in RULES:
        for those, because in each.finds(known):
            key = (each.key, frozenset(fact.code for fact in those))
            found.setdefault(key, Contradiction(each, those, because))
    return list(found.values())


def _number(number: Decimal | None) -> str:
    if number is None:
        return "no number"
    return f"{number:,.0f}" if number == number.to_integral_value() else f"{number.normalize():,f}"


def _days(fact: Fact) -> tuple[date, date]:
    """The first and the last day of a fact that is a time: the database asks for both."""
    assert fact.earliest is not None
    assert fact.latest is not None
    return fact.earliest, fact.latest


def _told(fact: Fact) -> str:
    return _when(*_days(fact))


def _when(earliest: date, latest: date) -> str:
    """ "9 November 2021", "November 2022", or from when to when."""
    if earliest == latest:
        return day_in_words(earliest)
    is_month = (earliest.year, earliest.month) == (latest.year, latest.month)
    if is_month and earliest.day == 1 and latest.day >= 28:
        return f"{earliest:%B %Y}"
    return f"{day_in_words(earliest)} to {day_in_words(latest)}"


def _months(start: date, end: date) -> Decimal:
    return (Decimal((end - start).days) / MONTH).quantize(Decimal("0.1"))


def _overlap(one: Fact, other: Fact) -> bool:
    (first, last), (from_on, to_on) = _days(one), _days(other)
    return first <= to_on and from_on <= last


@rule("two-values", "Two values for one thing")
def two_values(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    """The same thing has two days, counts, percentages or numbers of months."""
    for those in facts.about.values():
        for one, other in combinations(those, 2):
            if one.kind != other.kind or one.kind == FactKind.NAME:
                continue
            if Relation.PART in (one.relation, other.relation):
                continue
            if one.kind == FactKind.DAY:
                if not _overlap(one, other):
                    yield (one, other), _two_days(one, other)
            elif one.number != other.number:
                yield (one, other), _two_numbers(one, other)


def _two_days(one: Fact, other: Fact) -> str:
    (first, last), (from_on, to_on) = _days(one), _days(other)
    apart = max((from_on - last).days, (first - to_on).days)
    days = f"{apart} day{'' if apart == 1 else 's'}"
    return f"{_told(one)} and {_told(other)} are at least {days} apart."


def _two_numbers(one: Fact, other: Fact) -> str:
    assert one.number is not None
    assert other.number is not None
    said = f"{_number(one.number)} and {_number(other.number)}"
    sentence = f"{said} differ by {_number(abs(one.number - other.number))}."
    first, last = one.number_as_at, other.number_as_at
    if first and last and first != last:
        return f"{sentence} They are of {day_in_words(first)} and of {day_in_words(last)}."
    return sentence


@rule("two-names", "Two names or two wordings for one thing")
def two_names(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    """One thing goes by two names; or the words differ in what matters."""
    for those in facts.about.values():
        names = [fact for fact in those if fact.kind == FactKind.NAME]
        for one, other in combinations(names, 2):
            if _plain(one.value) != _plain(other.value) and not _is_alike(one, other):
                yield (one, other), f"“{one.value}” and “{other.value}” are not the same words."


@rule("spelt-differently", "One name, spelt in two ways")
def spelt_differently(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    for those in facts.about.values():
        names = [fact for fact in those if fact.kind == FactKind.NAME]
        for one, other in combinations(names, 2):
            if _plain(one.value) != _plain(other.value) and _is_alike(one, other):
                yield (one, other), f"“{one.value}” and “{other.value}” look like one name."


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _is_alike(one: Fact, other: Fact) -> bool:
    return SequenceMatcher(None, _plain(one.value), _plain(other.value)).ratio() >= ALIKE


@rule("after-the-end", "After the day by which it should be")
def after_the_end(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    """A horizon, a due day or a review lies after the day that it should not come after."""
    for fact in facts.with_relation(Relation.NOT_AFTER):
        if fact.kind != FactKind.DAY:
            continue
        for limit in facts.told_of(fact.related_to, FactKind.DAY, near=fact):
            late = (_days(fact)[0] - _days(limit)[1]).days
            if late > 0:
                yield (
                    (fact, limit),
                    f"{_told(fact)} begins {late} day{'' if late == 1 else 's'} after "
                    f"{_told(limit)}.",
                )


@rule("months-apart", "Months that do not come out")
def months_apart(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    """ "Within 18 months of the revisit": the days are further apart than that."""
    for fact in facts.with_relation(Relation.WITHIN):
        for anchor in facts.told_of(fact.related_to, FactKind.DAY, near=fact):
            assert fact.relation_number is not None
            start, named = _days(anchor)[1], _days(fact)[1]
            last = add_months(start, int(fact.relation_number))
            if named > last:
                yield (
                    (fact, anchor),
                    f"{_number(fact.relation_number)} months from {day_in_words(start)} end on "
                    f"{day_in_words(last)}. {day_in_words(named)} is {_months(start, named)} "
                    f"months after {day_in_words(start)}.",
                )


@rule("computed-day", "A day that another rule puts elsewhere")
def computed_day(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    """ "18 months from the date of issue" is another day than the one that is named."""
    for fact in facts.with_relation(Relation.AFTER):
        assert fact.number is not None
        for anchor in facts.told_of(fact.related_to, FactKind.DAY, near=fact):
            first, last = (add_months(each, int(fact.number)) for each in _days(anchor))
            told = f"{_number(fact.number)} months from {_told(anchor)}"
            for named in facts.told_of(fact.about, FactKind.DAY, near=fact):
                if _days(named)[1] < first or _days(named)[0] > last:
                    yield (
                        (fact, anchor, named),
                        f"{told} come to {_when(first, last)}, not to {_told(named)}.",
                    )


@rule("sum", "Parts that do not add up")
def parts_add_up(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    """Percentages that one document gives as the parts of one whole, at one time."""
    wholes: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in facts.with_relation(Relation.PART):
        if fact.kind == FactKind.PERCENTAGE:
            wholes[fact.related_to, fact.citation.document_id].append(fact)
    for (whole, _), parts in wholes.items():
        numbers = [fact.number for fact in parts if fact.number is not None]
        total = sum(numbers, Decimal(0))
        if len(parts) > 1 and abs(total - 100) > ROUNDED * len(parts):
            told = " + ".join(f"{_number(number)}%" for number in numbers)
            yield tuple(parts), f"{told} = {_number(total)}%, not 100%, of {whole}."


@rule("ratio", "A percentage that does not come out")
def ratio(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    """A stated percentage is not the one that the stated counts give."""
    for fact in facts.with_relation(Relation.SHARE):
        parts = facts.told_of(fact.related_to, FactKind.COUNT, near=fact)
        wholes = facts.told_of(fact.whole, FactKind.COUNT, near=fact)
        for part, whole in product(parts, wholes):
            if not whole.number or part.number is None or fact.number is None:
                continue
            computed = part.number * 100 / whole.number
            if abs(computed - fact.number) > ROUNDED:
                yield (
                    (fact, part, whole),
                    f"{_number(part.number)} of {_number(whole.number)} are "
                    f"{computed:.1f}%, not {_number(fact.number)}%.",
                )


@rule("direction", "A rise or fall that is none")
def direction(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    for fact in facts.with_relation(Relation.FALLEN, Relation.RISEN):
        before, now = fact.relation_number, fact.number
        if before is None or now is None:
            continue
        word = "fallen" if fact.relation == Relation.FALLEN else "risen"
        if (now >= before) if word == "fallen" else (now <= before):
            yield (fact,), f"{_number(now)} has not {word} from {_number(before)}."


@rule("not-yet", "Told as past before it happened")
def not_yet(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    """What a document tells as done lies after the document's own day."""
    for fact in facts.with_relation(Relation.PAST):
        written = fact.citation.document.dated_on
        if fact.earliest and written and fact.earliest > written:
            yield (
                (fact,),
                f"{_told(fact)} is after {day_in_words(written)}, the day of the document.",
            )


@rule("figures-of", "Figures of another time than their heading")
def figures_of(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    for fact in facts.with_relation(Relation.FIGURES_OF):
        for heading in facts.told_of(fact.related_to, FactKind.DAY, near=fact):
            if not _overlap(fact, heading):
                yield (
                    (fact, heading),
                    f"{_told(fact)} is not in {_told(heading)}.",
                )


@rule("same-number", "One number for two things")
def same_number(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], str]]:
    """Two things have the same large count in one document: one may have been copied."""
    counts: dict[tuple[int, Decimal], list[Fact]] = defaultdict(list)
    for fact in facts.all:
        if fact.kind == FactKind.COUNT and fact.number is not None and fact.number >= 100:
            counts[fact.citation.document_id, fact.number].append(fact)
    for (_, number), those in counts.items():
        for one, other in combinations(those, 2):
            if one.about != other.about:
                yield (one, other), f"{_number(number)} is given for both. One may be a slip."
