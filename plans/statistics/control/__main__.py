"""`python -m plans.statistics.control < series.json` prints the whole chart as JSON.

Exit code 2 and one sentence where the input can't be read. Needs neither settings nor database.
"""

import json
import sys

from plans.statistics.control.chart import control_chart
from plans.statistics.control.reading import as_json, series_from
from plans.statistics.control.series import Unreadable


def main() -> int:
    try:
        chart = control_chart(series_from(sys.stdin.buffer.read()))
    except Unreadable as unreadable:
        sys.stderr.buffer.write(f"{unreadable}\n".encode(errors="replace"))
        return 2
    answer = json.dumps(as_json(chart), ensure_ascii=False, allow_nan=False, indent=2)
    sys.stdout.buffer.write(f"{answer}\n".encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
