"""A figure that is withheld is told by no comparison with what others published."""

from datetime import date
from decimal import Decimal

import pytest

from plans.models import Measure, Reading
from sendtrack.accounts.models import User
from tests.plans.measures.test_leaks import given_out, held_in
from tests.plans.pages import Browse
from tests.plans.published.conftest import Bring, Compare

SCRUTINY = "/exampleshire/measures/scrutiny/"
BESIDE = "/exampleshire/measures/M1/beside/"
PAGES = ("/exampleshire/measures/M1/", BESIDE, "/exampleshire/measures/", SCRUTINY)


def out_of_522(measure: Measure, number: int) -> None:
    """The figure of 2024 is and always was another."""
    told = {"numerator": number, "denominator": 522, "value": round(Decimal(number) / 522 * 100, 6)}
    rows = {"measure": measure, "period_end": date(2024, 12, 31)}
    assert Reading._base_manager.filter(**rows).update(**told) == 1
    assert Reading.history.filter(**rows).update(**told) == 1


@pytest.mark.parametrize("who", ["chair", "adviser", "administrator"])
def test_no_comparison_tells_it(
    browse: Browse,
    yearly: Measure,
    bring: Bring,
    compare: Compare,
    officer: User,
    request: pytest.FixtureRequest,
    who: str,
) -> None:
    """520 of 522 leaves two out, and stands beside England in the file and on the page."""
    compare(yearly, bring())
    out_of_522(yearly, 520)
    asked = [*PAGES, f"{BESIDE}download/csv/"]

    def held(user: User) -> dict[str, str]:
        told = given_out(browse, user, {}, asked)
        for form in ("xlsx", "ods"):
            answer = browse(user).get(f"{BESIDE}download/{form}/")
            told |= {f"{form} {name}": text for name, text in held_in(answer.content, form).items()}
        return told

    readers = (request.getfixturevalue(who), officer)
    one = [held(user) for user in readers]
    out_of_522(yearly, 519)
    other = [held(user) for user in readers]
    assert one[0] == other[0]
    assert {path for path in asked if one[1][path] != other[1][path]} >= {asked[0], asked[-1]}
