"""Text in a cell: harmless on the way out, as it was on the way back.

A spreadsheet program takes text that begins with = + - @ for a formula, also where it came from a
CSV file or was edited later. Such text gets an apostrophe in front, as people type it themselves;
coming back, exactly that apostrophe is taken off again.
"""

import re

_LOOKS_LIKE_A_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")
_AMOUNT = re.compile(r"[+-]\d[\d,]*(\.\d+)?%?( [A-Za-z]+)*")
_HIDDEN = re.compile(r"_x005F_|_x([0-9A-Fa-f]{4})_")
_MUST_HIDE = re.compile(
    r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]"
)


def harmless(text: str, *, is_typed: bool = False) -> str:
    """The text as it may stand in a cell of any format. A cell that `is_typed` as text holds an
    amount with its sign as it is: no program takes "+1.5 percentage points" for a formula there,
    nor would anything be worked out if it did."""
    if is_typed and _AMOUNT.fullmatch(text):
        return text
    return f"'{text}" if _LOOKS_LIKE_A_FORMULA.match(text) else text


def as_written(text: str) -> str:
    """What was meant: the text without the apostrophe that `harmless` put in front."""
    return text[1:] if text[:1] == "'" and _LOOKS_LIKE_A_FORMULA.match(text, 1) else text


def tidy(text: str) -> str:
    """The form in which texts are compared and kept: one kind of line end, no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def hide(text: str) -> str:
    """Characters that XML can't hold, written as office programs do: _x0001_."""
    return _MUST_HIDE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unhide(text: str) -> str:
    """The characters behind _x0001_. Half a pair of surrogates stays as it is written."""
    if "_x" not in text:
        return text
    return _HIDDEN.sub(_character, text)


def _character(found: "re.Match[str]") -> str:
    if found[1] is None:
        return "_"
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)
