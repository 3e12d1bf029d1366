"""What somebody typed, as a question to PostgreSQL's full text search."""

import re
from dataclasses import dataclass

LONGEST = 200
"""Letters of a question that are read; the rest is left out, and the page says so."""

MOST_WORDS = 12
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Question:
    """`typed` is what stands in the box; `query` is it for `to_tsquery`, empty where there is
    nothing to look for."""

    typed: str
    query: str
    is_cut: bool = False


def question(asked: str) -> Question:
    """Every word has to be there, as a beginning of a word; "in quotes", side by side; a word
    after a minus must not be there.

    The query holds letters, digits and our own operators only, so that nothing typed is read as
    an operator.
    """
    typed = " ".join(asked.replace("\x00", " ")[: LONGEST + 1].split())
    is_cut, typed = len(typed) > LONGEST, typed[:LONGEST]
    wanted: list[str] = []
    for part in _PART.finditer(typed):
        phrase = part["phrase"] is not None
        words = [
            word for word in _WORD.findall(part["phrase"] or part["word"] or "") if word != "_"
        ]
        if not phrase:
            words = [word for word in words if len(word) > 1 or word.isdigit()]
        if words:
            joined = " <-> ".join(words) if phrase else " & ".join(f"{word}:*" for word in words)
            wanted.append(f"!({joined})" if part["minus"] else f"({joined})")
    if all(part.startswith("!") for part in wanted):
        return Question(typed, "", is_cut)
    return Question(typed, " & ".join(wanted[:MOST_WORDS]), is_cut)
