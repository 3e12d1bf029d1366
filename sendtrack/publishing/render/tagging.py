"""What WeasyPrint 70 leaves out of a tagged PDF, added afterwards.

None of it is seen on the page; all of it is heard by people who have the report read to them.
Runs in the child process only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from io import BytesIO

import pikepdf

PRINTED = 4  # the annotation flag "Print"
ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"

# WeasyPrint writes text as hexadecimal strings, so that nothing on a page can look like this.
_marked = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")


def finish_tags(drawn: bytes) -> bytes:
    """The same pages with header scopes, page furniture marked as such, and printable links."""
    with pikepdf.open(BytesIO(drawn)) as pdf:
        spoken = _add_scopes(pdf)
        _set_furniture_apart(pdf, spoken)
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                annotation["/F"] = PRINTED
        target = BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue()


def _add_scopes(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Give every table header a /Scope; return the ids of all elements that are read out.

    WeasyPrint links cells to headers by /Headers ids alone, so the head above a column of row
    heads belongs to nobody. A header in THead heads its column, any other one its row.
    """
    spoken: set[tuple[int, int]] = set()
    waiting = [(pdf.Root.StructTreeRoot, False)]
    while waiting:
        element, in_head = waiting.pop()
        spoken.add(element.objgen)
        kind = element.get("/S")
        if kind == "/TH":
            attributes = element.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
            attributes["/Scope"] = pikepdf.Name.Column if in_head else pikepdf.Name.Row
            element["/A"] = attributes
        inside = kind == "/THead" or (in_head and kind != "/Table")
        waiting.extend((kid, inside) for kid in _kids(element))
    return spoken


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", [])
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid


def _set_furniture_apart(pdf: pikepdf.Pdf, spoken: set[tuple[int, int]]) -> None:
    """Mark running headers and footers as artifacts: they are not text of the report.

    WeasyPrint tags them, but hangs their elements nowhere in the tree.
    """
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    elements_of = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        elements = elements_of[int(page.obj.StructParents)]
        silent = {at for at, element in enumerate(elements) if element.objgen not in spoken}
        if not silent:
            continue
        for at in silent:
            elements[at] = None
        content = page.obj.Contents
        content.write(_marked.sub(partial(_as_artifact, silent), content.read_bytes()))


def _as_artifact(silent: set[int], mark: re.Match[bytes]) -> bytes:
    return ARTIFACT if int(mark[1]) in silent else mark[0]
