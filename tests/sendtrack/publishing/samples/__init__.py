"""An invented report of an invented area, as long and as wordy as a real one."""

from datetime import date
from pathlib import Path
from typing import Any

from django.template import engines

from sendtrack.govuk.ladder import Rung
from sendtrack.publishing.templatetags.print import Ladder

TEMPLATE = Path(__file__).with_name("report.html")

LADDERS = [
    Ladder(
        "Plans describe the child",
        [
            Rung("3m", "met", date(2022, 2, 9), name="3 months"),
            Rung("6m", "met_late", date(2022, 5, 9), "met late, on 2 June 2022", name="6 months"),
            Rung("12m", "not_met", date(2022, 11, 9), "missed by 2 points", name="12 months"),
            Rung("24m", "not_yet_due", date(2023, 11, 9), name="24 months"),
        ],
    ),
    Ladder(
        "Advice arrives in six weeks",
        [
            Rung("6m", "no_evidence", date(2022, 5, 9), name="6 months"),
            Rung("12m", "not_met", date(2022, 11, 9), "missed by 11 points", name="12 months"),
            Rung("24m", "not_yet_due", date(2023, 11, 9), name="24 months"),
        ],
    ),
]
AREAS = [
    ("a", "Joint commissioning", "on_track", "at_risk", "emerging", 2),
    ("b", "Co-production with parents and carers", "on_track", "on_track", "evidenced", 0),
    ("c", "Quality of EHC plans", "off_track", "at_risk", "emerging", 3),
    ("d", "Timeliness of assessments", "at_risk", "off_track", "none_yet", 5),
    ("e", "Graduated response in schools", "at_risk", "on_track", "emerging", 1),
    ("f", "The local offer", "on_track", "complete", "embedded", 0),
]
STATUSES = ("on_track", "on_track", "at_risk", "complete", "no_update", "off_track", "not_started")
FINDING = (
    "The local area's leaders have not made sufficient progress in tackling the weakness. Parents"
    " and carers report that they tell their story many times, and that plans do not describe what"
    " their children need."
)
HAPPENED = (
    "Twelve of the fourteen panel chairs completed the moderation training in November. The"
    " multi-agency audit read 40 plans against the agreed standard and found 31 good or better;"
    " in September it was 22 of 40. Three schools joined the pilot, and the designated clinical"
    " officer now sits on each panel."
)
DIFFERENCE = (
    "Parents who answered the survey after a final plan (64 of 210) said that the plan describes"
    " their child: 71 per cent agreed, 58 per cent in the spring."
)
WHY = (
    "Four of nine therapist posts are vacant and the agency contract ended on 30 November. Help"
    " wanted: NHS England to release the winter fund for two locums."
)
IN_TIME = (41, 43, 42, 46, 45, 49, 50, 48, 52, 54, 57, 58)


def report_page(*, actions_per_area: int = 10, **other: Any) -> str:
    """The whole report as HTML. `other` replaces parts of its data."""
    data = {
        "council": "Wealdshire County Council",
        "sentences": [
            "Three of six areas are on track or complete, two are at risk and one is off track.",
            "Since November three areas improved and two worsened.",
            "Assessments in time fell from 57 to 49 per cent, because therapy advice came late.",
            "Plans judged good rose from 22 to 31 of 40.",
            "The board met in both months, and both advisers were invited to each meeting.",
        ],
        "areas": [an_area(*row) for row in AREAS],
        "actions": [
            an_action(letter, number)
            for letter, *_ in AREAS
            for number in range(1, actions_per_area + 1)
        ],
    }
    template = engines["django"].from_string(TEMPLATE.read_text())
    return template.render(data | other)


def an_area(
    letter: str = "a",
    short: str = "Joint commissioning",
    before: str = "on_track",
    status: str = "at_risk",
    impact: str = "emerging",
    overdue: int = 2,
    **other: Any,
) -> dict[str, Any]:
    area: dict[str, Any] = {
        "letter": letter,
        "short": short,
        "before": before,
        "status": status,
        "impact": impact,
        "overdue": overdue,
        "finding": FINDING,
        "happened": HAPPENED,
        "difference": "" if impact == "none_yet" else DIFFERENCE,
        "points": " ".join(f"{30 + 40 * at},{100 - value}" for at, value in enumerate(IN_TIME)),
        "ladders": LADDERS,
        "slow": [
            {
                "ref": f"{letter.upper()}1.4",
                "title": "Agree a shared therapy rota",
                "status": "off_track",
                "due": "30 Nov 2022",
                "why": WHY,
            },
            {
                "ref": f"{letter.upper()}2.1",
                "title": "Publish the joint standard",
                "status": "at_risk",
                "due": "31 Jan 2023",
                "why": WHY,
            },
        ],
    }
    return area | other


def an_action(letter: str = "a", number: int = 1, **other: str) -> dict[str, str]:
    action = {
        "ref": f"{letter.upper()}{1 + number // 5}.{number}",
        "title": "Bring health, care and education advice into one meeting for each child",
        "status": STATUSES[number % len(STATUSES)],
        "baseline": "30 Sep 2022",
        "due": "31 Jan 2023",
        "owner": "Service Manager, SEND Assessment, Wealdshire County Council",
        "said": "The meeting ran for 18 of 24 children in December; four families asked for a"
        " later date and two for an interpreter.",
    }
    return action | other
