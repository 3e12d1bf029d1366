"""What a status is made of: a shape, a colour and what is judged by it."""

from enum import Enum, StrEnum


class Shape(Enum):
    """The shapes; the value is the text mark for places where no drawing is possible."""

    TICK = "✓"
    CIRCLE = "●"
    HALF = "◐"
    DIAMOND = "◆"
    TRIANGLE = "▲"
    SQUARE = "■"
    RING = "○"
    DASH = "–"


class Colour(StrEnum):
    """The colours a tag can take. `OUTLINE` is grey without a fill: nothing has been said."""

    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    GREY = "grey"
    OUTLINE = "outline"


class Family(Enum):
    """What is being judged; the value is the heading of its key."""

    DELIVERY = "How delivery is going"
    IMPACT = "What difference it makes"
    TARGET = "Targets"
    CRITERION = "Success criteria"
    VERDICT = "Duties"
    RISK = "Level of risk"
    CONTROL = "Whether a control works"
    REPORT = "Where a report is"
    MESSAGE = "Where a message is"
    IMPORT = "Where a tracker that was brought in is"
    PUBLISHED = "Where a file of published statistics is"
    REGIME = "Where a regime is"
    MONITORING = "What outside bodies have said of an area"
    MEETING = "Meetings"
    ATTENDANCE = "Who came"
    ITEM = "Risks, issues and items of the action log"
    FILE = "Where a file is"
    REQUEST = "Where a request is"
    WAIVER = "Whether small numbers of a measure are shown"
    AUDIT = "Where a round of audits is"
    STRENGTH = "Whether a strength still holds"
    TRAJECTORY = "The newest figure against what was due for it"
    VARIATION = "Variation: what the newest figure says"
    ASSURANCE = "Assurance: whether the target can be relied on"
