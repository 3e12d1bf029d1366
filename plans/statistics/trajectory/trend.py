"""Where a series stands and how fast it moves: segments, slopes and a band (measures, F1.1 to 4).

Times are months counted from any start, with their real spacing. Floating point: nothing here is
decided by an equality.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import inf, log, sqrt
from statistics import NormalDist, fmean, median

Z = NormalDist().inv_cdf(0.9)
"""Standard deviations on each side of a band that holds 80 %: 1.2816."""

SHORTEST_COMPARED = 8
"""Points from which a level, a line and a step are told from each other (F1.1)."""

SHORTEST_SIDE = 3
"""Points that a step has on each of its sides, at least (F1.1)."""

STEADIEST = 0.8
"""The highest correlation of neighbours that the band is widened for (F1.4)."""

SIGMA = 1.128
"""Average moving range over standard deviation: the control chart’s own sigma."""


@dataclass(frozen=True, slots=True)
class Points:
    """Months and values of the points that have a value, in order of time."""

    months: Sequence[float]
    values: Sequence[float]

    def __len__(self) -> int:
        return len(self.values)

    def since(self, place: int) -> "Points":
        return Points(self.months[place:], self.values[place:])

    @property
    def length(self) -> float:
        """Months from the first point to the last."""
        return self.months[-1] - self.months[0]


@dataclass(frozen=True, slots=True)
class Shape:
    """Which of three shapes explains the points best: a level, a line, or a step at a place."""

    sloped: bool
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Theil and Sen’s line, with the 80 % interval of its slope."""

    slope: float
    slope_low: float
    slope_high: float
    middle: tuple[float, float]
    """The month and the value that it runs through: the medians of both."""

    def at(self, month: float) -> float:
        return self.middle[1] + self.slope * (month - self.middle[0])


def shape(points: Points) -> Shape:
    """A level, a straight line or one step, by AICc (F1.1; Hurvich and Tsai 1989).

    Below eight points nothing tells them apart, and the line is taken.
    """
    if len(points) < SHORTEST_COMPARED:
        return Shape(sloped=True)
    flat = aicc(points, _about_mean(points.values), 2)
    line = aicc(points, _about_line(points), 3)
    places = range(SHORTEST_SIDE, len(points) - SHORTEST_SIDE + 1)
    at = min(places, key=lambda place: _about_step(points, place))
    step = aicc(points, _about_step(points, at), 4)
    if step < min(flat, line):
        return Shape(sloped=False, step=at)
    return Shape(sloped=line < flat)


def line_through(points: Points, confidence: float = 0.8) -> Line:
    """The median of all slopes between two points, and Sen’s interval (F1.3; Sen 1968).

    Ranks that aren’t whole are rounded to the nearest, as SciPy’s theilslopes does.
    """
    slopes = sorted(
        (later - earlier) / (end - start)
        for (start, earlier), (end, later) in combinations(
            zip(points.months, points.values, strict=True), 2
        )
    )
    number = len(slopes)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(_variance_of_ranks(points.values))
    low = max(round((number - reach) / 2), 1)
    high = min(round((number + reach) / 2) + 1, number)
    return Line(
        slope=median(slopes),
        slope_low=slopes[low - 1],
        slope_high=slopes[high - 1],
        middle=(median(points.months), median(points.values)),
    )


def half_width(points: Points, line: Line, month: float) -> float:
    """Half the 80 % band around the line at a month (F1.4).

    The larger of what the slope’s interval and the control chart’s sigma give, widened where
    neighbouring points go together: those say less than their number.
    """
    number = len(points)
    middle = fmean(points.months)
    spread = sum((at - middle) ** 2 for at in points.months)
    sigma = fmean([abs(b - a) for a, b in pairwise(points.values)]) / SIGMA
    of_slope = (line.slope_high - line.slope_low) / 2 * abs(month - line.middle[0])
    of_sigma = student(number - 2) * sigma * sqrt(1 / number + (month - middle) ** 2 / spread)
    together = min(max(0.0, _together(points, line)), STEADIEST)
    return sqrt((1 + together) / (1 - together)) * max(of_slope, of_sigma)


def _variance_of_ranks(values: Sequence[float]) -> float:
    """Kendall’s variance of the score of n values, less what ties take from it (F1.3)."""

    def part(number: int) -> int:
        return number * (number - 1) * (2 * number + 5)

    ties = sum(part(values.count(value)) for value in set(values))
    return (part(len(values)) - ties) / 18


def student(freedom: int) -> float:
    """The 0.9 quantile of Student’s t, by the series around the normal one.

    Right to four figures from ten degrees of freedom on; a verdict has at least those.
    """
    z, n = Z, freedom
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    )


def _together(points: Points, line: Line) -> float:
    """How far what is left after the line goes together from one point to the next: lag 1."""
    left = [y - line.at(x) for x, y in zip(points.months, points.values, strict=True)]
    mean = fmean(left)
    whole = sum((one - mean) ** 2 for one in left)
    if not whole:
        return 0.0
    return sum((a - mean) * (b - mean) for a, b in pairwise(left)) / whole


def aicc(points: Points, squares: float, parameters: int) -> float:
    """Akaike’s criterion for few points; what explains all of them wins."""
    n, k = len(points), parameters
    tiny = 1e-12 * max(1.0, sum(value * value for value in points.values))
    fit = n * log(squares / n) if squares > tiny else -inf
    return fit + 2 * k + 2 * k * (k + 1) / (n - k - 1)


def _about_mean(values: Sequence[float]) -> float:
    mean = fmean(values)
    return sum((value - mean) ** 2 for value in values)


def _about_line(points: Points) -> float:
    """Squares left by the least-squares line."""
    middle, mean = fmean(points.months), fmean(points.values)
    pairs = list(zip(points.months, points.values, strict=True))
    slope = sum((x - middle) * (y - mean) for x, y in pairs) / sum(
        (x - middle) ** 2 for x in points.months
    )
    return sum((y - mean - slope * (x - middle)) ** 2 for x, y in pairs)


def _about_step(points: Points, place: int) -> float:
    return _about_mean(points.values[:place]) + _about_mean(points.values[place:])
