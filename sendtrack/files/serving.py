"""How a file goes out: as an attachment that no browser opens by itself, from a view that has
asked who may have it."""

import logging

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from sendtrack.files.models import StoredFile
from sendtrack.files.queries import Damaged, open_stored

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}

logger = logging.getLogger(__name__)


def hand_out(request: HttpRequest, stored: StoredFile) -> HttpResponse | FileResponse:
    """The file as an attachment; where there is nothing to have, a page that says why.

    A file that waits is 409: ask again later. One that the scanner refused is 410: gone.
    """
    if not stored.may_be_downloaded:
        status = 409 if stored.judged_at is None else 410
        return render(request, "files/not_here.html", {"file": stored}, status=status)
    try:
        content = open_stored(stored)
    except Damaged:
        logger.exception("A stored file can't be read")
        context = {"file": stored, "is_damaged": True}
        return render(request, "files/not_here.html", context, status=410)
    response = FileResponse(
        content,
        as_attachment=True,
        filename=stored.original_name,
        content_type=stored.content_type,
    )
    for name, value in HEADERS.items():
        response[name] = value
    return response
