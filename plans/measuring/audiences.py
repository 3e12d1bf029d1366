"""Who reads a figure, and why one may not be shown to them."""

from django.db import models


class Audience(models.TextChoices):
    """What somebody reads figures as."""

    INTERNAL = "internal", "Those who enter the figures"
    BOARD = "board", "The board and its advisers"
    PUBLIC = "public", "Everybody: what is published"
    NHS = "nhs", "Everybody, for figures from NHS England"


class Withheld(models.TextChoices):
    """Why there is a figure and it is not shown. Which of the figures that are withheld together is
    the small one is not said: that would give away what the others protect."""

    SMALL = (
        "small",
        "A small number stands behind it, or could be worked out from it",
    )
    NO_PARTS = "no_parts", "Nobody has entered how many stand behind it, so it could be a few"
    REVISED = "revised", "It was revised since, and both figures together could tell of a few"


class WaiverState(models.TextChoices):
    """What became of small numbers of a measure being shown."""

    ASKED = "waiver_asked", "Waits for a second person"
    GRANTED = "waiver_granted", "Granted"
    ENDED = "waiver_ended", "Its time is over"
    WITHDRAWN = "waiver_withdrawn", "Withdrawn"


MARK = "[c]"
"""What stands in place of a figure that is withheld."""
