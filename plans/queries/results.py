"""What was reached of a target, as it is told to who enters figures and to everybody else.

A result is typed and not counted, so nothing but its number and its unit tells that it counts a
few. Pages, reports and files that everybody reads leave those out, whoever asks.
"""

from plans.measuring.audiences import MARK
from plans.models import Target
from plans.statistics.targets import in_unit
from sendtrack.privacy.few import counts_few, small_numbers_in

KEPT = f"{MARK} withheld as a small number"
WORDS_KEPT = f"{MARK} the words are withheld: they tell of a few"


def tells_of_few(target: Target) -> bool:
    value = target.result_value
    return value is not None and counts_few(f"{value}", target.unit)


def reached(target: Target, *, exactly: bool = False) -> str:
    """ "61%"; the mark of what is withheld; empty where there is no number."""
    if tells_of_few(target) and not exactly:
        return KEPT
    return in_unit(target.result_value, target.unit)


def reached_in_words(target: Target, *, exactly: bool = False) -> str:
    """The words of the result, unless they tell of a few."""
    if not exactly and small_numbers_in(target.result_words):
        return WORDS_KEPT
    return target.result_words


def ever_told_of_few(target: Target) -> bool:
    """Whether a result that was recorded at any time tells of a few. One query."""
    told = target.history.values_list("result_value", "unit", "result_words").distinct()
    return any(
        (value is not None and counts_few(f"{value}", unit)) or small_numbers_in(words)
        for value, unit, words in told
    )
