"""An invented report of an invented area, as long and as wordy as a real one."""

from pathlib import Path
from typing import Any

from django.template import Context, Engine

HERE = Path(__file__).parent
TEMPLATES = HERE.parents[3] / "templates"

BLUE = {"colour": "blue", "mark": "✓", "word": "Complete and embedded"}
GREEN = {"colour": "green", "mark": "●", "word": "On track"}
YELLOW = {"colour": "yellow", "mark": "▲", "word": "At risk"}
RED = {"colour": "red", "mark": "■", "word": "Off track"}
GREY = {"colour": "grey", "mark": "○", "word": "Not started"}
OUTLINE = {"colour": "outline", "mark": "–", "word": "No update"}
MET = {"colour": "green", "mark": "●", "word": "Met", "date": "9 Feb 2022", "why": ""}
LATE = {
    "colour": "yellow",
    "mark": "◐",
    "word": "Met late",
    "date": "9 May 2022",
    "why": "on 2 June",
}
NOT_MET = {
    "colour": "red",
    "mark": "■",
    "word": "Not met",
    "date": "9 Nov 2022",
    "why": "by 2 points: 58 of 60 per cent",
}
AHEAD = {"colour": "grey", "mark": "○", "word": "Not yet due", "date": "9 Nov 2023", "why": ""}

AREAS = [
    ("a", "Joint commissioning", YELLOW, "Emerging", "↓ from On track", 2),
    ("b", "Co-production with parents and carers", GREEN, "Evidenced", "no change", 0),
    ("c", "Quality of EHC plans", YELLOW, "Emerging", "↑ from Off track", 3),
    ("d", "Timeliness of assessments", RED, "No difference yet", "↓ from At risk", 5),
    ("e", "Graduated response in schools", GREEN, "Emerging", "↑ from At risk", 1),
    ("f", "The local offer", BLUE, "Embedded", "↑ from On track", 0),
]
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


def report_page(*, actions_per_area: int = 10, **other: Any) -> str:
    """The whole report as HTML. `other` replaces parts of its data."""
    data = {
        "council": "Wealdshire County Council",
        "sentences": [
            "Three of six areas are on track or complete, two are at risk and one is off track.",
            "Since November two areas improved and two worsened.",
            "Assessments in time fell from 57 to 49 per cent, because therapy advice came late.",
            "Plans judged good rose from 22 to 31 of 40.",
            "The board met in both months, and both advisers were invited to each meeting.",
        ],
        "areas": [_area(*row) for row in AREAS],
        "actions": [
            _action(letter, number)
            for letter, *_ in AREAS
            for number in range(1, actions_per_area + 1)
        ],
    }
    engine = Engine(dirs=[TEMPLATES, HERE])
    return engine.get_template("report.html").render(Context(data | other))


def _area(
    letter: str, short: str, status: dict[str, str], impact: str, moved: str, overdue: int
) -> dict[str, Any]:
    return status | {
        "letter": letter,
        "short": short,
        "impact": impact,
        "moved": moved,
        "overdue": overdue,
        "finding": FINDING,
        "happened": HAPPENED,
        "difference": "" if impact == "No difference yet" else DIFFERENCE,
        "points": " ".join(
            f"{30 + 40 * month},{100 - value}"
            for month, value in enumerate((41, 43, 42, 46, 45, 49, 50, 48, 52, 54, 57, 58))
        ),
        "outcomes": [
            {"title": "Plans describe the child", "rungs": [MET, LATE, NOT_MET, AHEAD]},
            {"title": "Advice arrives in six weeks", "rungs": [MET, MET, NOT_MET, AHEAD]},
        ],
        "slow": [
            RED
            | {"ref": f"{letter.upper()}1.4", "title": "Agree a shared therapy rota", "why": WHY}
            | {"due": "30 Nov 2022"},
            YELLOW
            | {"ref": f"{letter.upper()}2.1", "title": "Publish the joint standard", "why": WHY}
            | {"due": "31 Jan 2023"},
        ],
    }


def _action(letter: str, number: int) -> dict[str, str]:
    status = (GREEN, GREEN, YELLOW, BLUE, OUTLINE, RED, GREY)[number % 7]
    return status | {
        "ref": f"{letter.upper()}{1 + number // 5}.{number}",
        "title": "Bring health, care and education advice into one meeting for each child",
        "baseline": "30 Sep 2022",
        "due": "31 Jan 2023",
        "owner": "Service Manager, SEND Assessment, Wealdshire County Council",
        "said": "The meeting ran for 18 of 24 children in December; four families asked for a"
        " later date and two for an interpreter.",
    }
