"""What the tests of the plan's pages share."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from sendtrack.accounts.models import User

Browse = Callable[[User], Client]

HOSTILE = "<script>alert('x')</script><b>bold</b> {{ 7 }} & \"quoted\""
SHOWN = (
    "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&lt;b&gt;bold&lt;/b&gt; {{ 7 }} "
    "&amp; &quot;quoted&quot;"
)


_TOKENS = re.compile(r'(name="(?:csrfmiddlewaretoken|typed_by)" value=)"[^"]*"')


def body(answer: Any) -> str:
    """The page without the white space between its parts, and without the tokens of its forms: by
    chance they hold any two letters that a test looks for."""
    return " ".join(_TOKENS.sub(r'\1""', answer.content.decode()).split())


def day(name: str, typed: str) -> dict[str, str]:
    """A day in the three boxes of a form: `day("due_on", "30 9 2026")`."""
    return dict(zip((f"{name}-day", f"{name}-month", f"{name}-year"), typed.split(), strict=True))
