"""An officer's working day."""

import pytest

from tests.journeys.conftest import PageOf

pytestmark = pytest.mark.browser


def test_an_officer_lands_on_what_waits(page_of: PageOf, javascript: bool) -> None:
    officer = page_of("officer", javascript=javascript)
    officer.opens("/fernshire/actions/mine/")
    officer.sees("6 actions need an update by 30 November")
    officer.presses("Update A1.1")
    officer.sees("What has happened so far?")
