"""Plain tables whose rows become blocks on a narrow screen, as those of `GovukTable` do.

The stylesheet takes a table's boxes apart there, and some browsers then no longer say that it is a
table: each part is given its role. Each cell is given its heading, to be shown beside it.
"""

import re
from html import unescape

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString

_START = re.compile(r"<(thead|tbody|tr|th|td)(?=[\s>])([^>]*)>")
_COLUMN = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)
_ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


def stacking(content: SafeString) -> SafeString:
    """The rows of a table that stacks: one heading for each cell, and no cell over two columns."""
    headings = [unescape(strip_tags(words)).strip() for words in _COLUMN.findall(content)]
    column = 0

    def marked(start: re.Match[str]) -> str:
        nonlocal column
        name, said = start.groups()
        if name == "tr":
            column = 0
        if name == "th":
            is_heading = 'scope="col"' in said
            column += not is_heading
            role = "columnheader" if is_heading else "rowheader"
            return f'<th role="{role}"{said}>'
        if name == "td":
            if "data-heading=" not in said:
                said += f' data-heading="{escape(headings[column])}"'
            column += 1
        return f'<{name} role="{_ROLES[name]}"{said}>'

    # Everything but the attributes added here was safe before; what stands in them is escaped.
    return SafeString(_START.sub(marked, content))
