"""Rules for published files, for what of them a measure is compared with, and with whom."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from plans.measuring.calendar import PeriodType, named
from plans.measuring.figures import plain
from plans.measuring.words import PublishedState, Unit
from plans.models import Comparator, Definition, NeighbourSet, PublishedFile
from plans.models.published import UNUSED
from plans.published.councils import council_of
from plans.published.shape import Indicator, Shape, UnreadableError
from plans.published.stamps import counted_as, kinds_of, read_stamp
from sendtrack.organisations.models import LocalArea
from sendtrack.periods import day_in_words
from sendtrack.refusals import Refusal

MOST_NEIGHBOURS = 20
ALL_SHARES = 1


def check_released(released_on: date, *, on: date) -> None:
    if released_on > on:
        raise Refusal("The day of publication has not come yet.", field="released_on")


def check_same_bytes(sha256: str, earlier: Sequence[PublishedFile]) -> None:
    for each in earlier:
        if each.file.sha256 == sha256 and each.state not in UNUSED:
            raise Refusal(
                f"This is the file of {day_in_words(each.released_on)} once more, byte for byte. "
                "Choose the later one.",
                field="upload",
            )


def check_can_be_taken_out(file: PublishedFile) -> None:
    if because := why_not_to_take_out(file):
        raise Refusal(because)


def why_not_to_take_out(file: PublishedFile) -> str:
    """Empty where a file can be taken out again."""
    if file.state == PublishedState.TAKEN_OUT:
        return "It is taken out already."
    if file.state == PublishedState.UNREADABLE:
        return "None of its figures is used: there is nothing to take out."
    if file.state != PublishedState.READ:
        return "It is being read. Take it out once it has been read."
    return ""


def check_same_set(shape: Shape, earlier: Shape | None) -> None:
    """A release may gain columns and lose some; one that has hardly any of those before is a file
    of something else. Raises `UnreadableError`."""
    if earlier is None:
        return
    known = {each.name.casefold() for each in earlier.indicators}
    shared = known & {each.name.casefold() for each in shape.indicators}
    if len(shared) * 2 < len(known):
        raise UnreadableError(
            f"It is no release of this data set: of the {len(known)} columns of figures before it, "
            f"the file has {len(shared)}. Bring it in as a data set of its own."
        )


def check_can_be_compared(file: PublishedFile) -> Shape:
    if file.state != PublishedState.READ:
        raise Refusal("The file has not been read yet. Try again when it has.")
    return file.shape


def check_indicator(shape: Shape, name: str) -> Indicator:
    found = shape.indicator(name)
    if found is None:
        raise Refusal("Choose one of the columns that hold numbers.", field="indicator")
    return found


def check_filters(shape: Shape, filters: Mapping[str, str]) -> None:
    """Each filter of the file has one of its words: else several rows would answer."""
    for each in shape.filters:
        word = filters.get(each.name, "")
        known = {choice.casefold() for choice in each.choices}
        if not word.strip() or (known and word.strip().casefold() not in known):
            raise Refusal(f"Choose what “{each.name}” has to be.", field=None)


def check_counted_by(shape: Shape, kind: str) -> None:
    if PeriodType(kind) not in kinds_in(shape):
        raise Refusal("The file has no periods that are counted so.", field="counted_by")
    if twice := _twice(shape, PeriodType(kind)):
        raise Refusal(f"The file has two figures for {twice}.", field="counted_by")


def _twice(shape: Shape, kind: PeriodType) -> str:
    """A period that two of the file's own would be, in words; empty where each is one."""
    seen = set()
    for stamp in shape.stamps:
        period = counted_as(read_stamp(*stamp), kind)
        if period is None:
            continue
        if period in seen:
            return named(kind, period)
        seen.add(period)
    return ""


def answers(shape: Shape, comparator: Comparator) -> str:
    """What keeps a release from answering a comparator, in a sentence; empty where it does."""
    filters = {name.casefold(): word for name, word in comparator.filters.items()}
    known = {each.name.casefold() for each in shape.filters}
    if shape.indicator(comparator.indicator) is None:
        return f"The column “{comparator.indicator}” is not there."
    if gone := next((name for name in filters if name not in known), ""):
        return f"The filter “{gone}” is not there."
    if new := next((name for name in known if name not in filters), ""):
        return f"“{new}” is a filter that the comparison says nothing of."
    if twice := _twice(shape, PeriodType(comparator.counted_by)):
        return f"The file has two figures for {twice}."
    return ""


def check_answers(shape: Shape, comparators: Iterable[Comparator]) -> None:
    """A later release of a data set answers what is compared by it already. Raises
    `UnreadableError`."""
    for each in comparators:
        if why := answers(shape, each):
            raise UnreadableError(
                f"{each.measure.ref} is compared with “{each.indicator}” of this data set. {why} "
                "Stop that comparison first, or bring this in as another data set."
            )


def kinds_in(shape: Shape) -> list[PeriodType]:
    """The kinds of period that the file's own can be counted as, in the order of the list."""
    found = {kind for stamp in shape.stamps for kind in kinds_of(read_stamp(*stamp).identifier)}
    return [kind for kind in PeriodType if kind in found]


def check_unit(definition: Definition, indicator: Indicator, times: Decimal) -> None:
    """What the column holds can be what the measure counts: a percentage stays below 100."""
    if times <= 0:
        raise Refusal("Multiply by a number above nought, 1 for nothing.", field="times")
    if not indicator.numbers:
        raise Refusal(f"“{indicator.name}” holds no number at all.", field="indicator")
    most, least = Decimal(str(indicator.most)) * times, Decimal(str(indicator.least)) * times
    if definition.unit == Unit.PERCENT and not 0 <= least <= most <= 100:
        raise Refusal(
            f"“{indicator.name}” goes from {plain(least)} to {plain(most)}, so it holds no "
            "percentages. Choose another column, or say what it is multiplied by.",
            field="indicator",
        )
    if definition.unit == Unit.COUNT and least < 0:
        raise Refusal(
            f"“{indicator.name}” goes down to {plain(least)}, so it holds no counts.",
            field="indicator",
        )


def warning_of_unit(definition: Definition, indicator: Indicator, times: Decimal) -> str:
    """A sentence where all percentages are 1 or less, as shares are written; else nothing."""
    most = Decimal(str(indicator.most)) * times
    if definition.unit == Unit.PERCENT and 0 < most <= ALL_SHARES:
        return (
            f"No figure of “{indicator.name}” is above {plain(most)}%. If these are shares of "
            "one, stop the comparison and multiply them by 100."
        )
    return ""


def check_members(members: Sequence[str], *, own: str, area: LocalArea) -> list[tuple[str, str]]:
    """Number and name of each neighbour. A made-up area may have made-up neighbours."""
    found: list[tuple[str, str]] = []
    for line in members:
        text, _, told = (part.strip() for part in line.partition(" "))
        council = council_of(text)
        if council is None and not (area.is_example and told):
            raise Refusal(
                f"“{text}” is no number or code of a council. Write one on each line, such as 802 "
                "or E06000024.",
                field="members",
            )
        if council is not None and council.ended_on:
            raise Refusal(
                f"{council.name} ended on {day_in_words(council.ended_on)}.", field="members"
            )
        found.append((council.number, council.name) if council else (text, told))
    numbers = [number for number, _ in found]
    if not found or len(found) > MOST_NEIGHBOURS:
        raise Refusal(f"Name at least one council and at most {MOST_NEIGHBOURS}.", field="members")
    if repeated := next((name for number, name in found if numbers.count(number) > 1), ""):
        raise Refusal(f"{repeated} stands there twice.", field="members")
    if own in numbers:
        raise Refusal("A council is not its own neighbour.", field="members")
    return found


def check_begins_later(
    from_on: date, *, before: NeighbourSet | None, newest: PublishedFile | None, on: date
) -> None:
    """A new set holds from a day after what it follows, and after what was compared with that."""
    if from_on > on:
        raise Refusal("Enter a set once it holds: the day has not come yet.", field="from_on")
    if before is None:
        return
    if from_on <= before.from_on:
        raise Refusal(
            f"The set before holds from {day_in_words(before.from_on)}: this one begins later.",
            field="from_on",
        )
    if newest is not None and from_on <= newest.released_on:
        raise Refusal(
            f"What was published on {day_in_words(newest.released_on)} is compared with the set "
            "before, and stays so. This one begins after that day.",
            field="from_on",
        )
