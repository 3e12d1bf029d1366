"""Nothing that stands on a page makes the renderer open a file or a socket.

The engine runs in this process here, under an audit hook that sees every file and socket that
Python opens; what a person types is tried through the whole child process as well.
"""

import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from sendtrack.publishing.render import RenderRefusedError, render_pdf
from sendtrack.publishing.render.engine import RefusedError, draw
from sendtrack.publishing.render.packaged import packaged_files
from tests.sendtrack.publishing.conftest import page, text_of
from tests.sendtrack.publishing.samples import an_action, an_area, report_page

pytestmark = pytest.mark.slow

CANARY = b"the canary is in the PDF"

HEADS = {
    "a stylesheet": '<link rel="stylesheet" href="{url}">',
    "an import": "<style>@import url({url});</style>",
    "an import in a media rule": '<style>@import "{url}" print;</style>',
    "a font": (
        "<style>@font-face {{ font-family: X; src: url({url}) }} h1 {{ font: 9pt X }}</style>"
    ),
    "a system font": (
        '<style>@font-face {{ font-family: X; src: local("DejaVu Serif"), url({url}) }}'
        " h1 {{ font: 9pt X }}</style>"
    ),
    "a colour profile": "<style>@color-profile --x {{ src: url({url}) }}</style>",
    "an attachment": '<link rel="attachment" href="{url}">',
    "a base address": '<base href="{url}">',
    "a page background": "<style>@page {{ background: url({url}) }}</style>",
    "a margin image": "<style>@page {{ @top-center {{ content: url({url}) }} }}</style>",
}
BODIES = {
    "an image": '<img alt="x" src="{url}">',
    "an image by base address": '<base href="{url}"><img alt="x" src="canary.txt">',
    "an object": '<object data="{url}">x</object>',
    "an embed": '<embed src="{url}">',
    "a frame": '<iframe src="{url}"></iframe>',
    "a background": '<p style="background: url({url})">x</p>',
    "a list mark": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "a border": '<p style="border-image: url({url}) 1; border: 1px solid">x</p>',
    "generated content": "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    "a linked attachment": '<a rel="attachment" href="{url}">x</a>',
    "an image in a drawing": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
        '<image href="{url}" width="9" height="9"/></svg>'
    ),
    "an old image in a drawing": (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' width="9" height="9"><title>x</title><image xlink:href="{url}" width="9" height="9"/>'
        "</svg>"
    ),
    "a borrowed shape": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
        '<use href="{url}#a"/></svg>'
    ),
    "a stylesheet in a drawing": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
        "<style>@import url({url}); rect {{ fill: url({url}#a) }}</style>"
        '<rect width="9" height="9"/></svg>'
    ),
    "a picture with sources": '<picture><source srcset="{url}"><img alt="x" src="{url}"></picture>',
    "an input": '<form><input type="image" src="{url}"></form>',
}
SCHEMES = ("file", "http", "redirect", "ftp", "relative", "data", "packaged")


class Listener(socketserver.ThreadingTCPServer):
    """A web server on loopback that counts who comes, and sends them on to a file."""

    allow_reuse_address = True
    daemon_threads = True
    visits = 0


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Listener)
        self.server.visits += 1
        self.send_response(302 if "redirect" in self.path else 200)
        self.send_header("Location", "file:///etc/hostname")
        self.end_headers()
        self.wfile.write(CANARY)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with Listener(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("canary") / "canary.txt"
    file.write_bytes(CANARY)
    return file


class Watch:
    """Every file and socket that Python opens while it is on. Hooks stay for good, so one does."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str]] | None = None
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.events is not None and (event == "open" or event.startswith(("socket.", "urllib"))):
            self.events.append((event, str(arguments[0])))

    @contextmanager
    def on(self) -> Iterator[list[tuple[str, str]]]:
        self.events = seen = []
        try:
            yield seen
        finally:
            self.events = None


@pytest.fixture(scope="session")
def watch() -> Watch:
    return Watch()


def addresses(scheme: str, listener: Listener, canary: Path) -> str:
    port = listener.server_address[1]
    return {
        "file": canary.as_uri(),
        "http": f"http://127.0.0.1:{port}/canary.css",
        "redirect": f"http://127.0.0.1:{port}/redirect",
        "ftp": f"ftp://127.0.0.1:{port}/canary.txt",
        "relative": f"../../../../../../..{canary}",
        "data": "data:text/plain,the%20canary",
        "packaged": f"packaged:../../../../../../../../..{canary}",
    }[scheme]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("place", [*HEADS, *BODIES])
def test_no_markup_opens_a_file_or_a_socket(
    place: str, scheme: str, listener: Listener, canary: Path, watch: Watch
) -> None:
    url = addresses(scheme, listener, canary)
    head, body = HEADS.get(place, ""), BODIES.get(place, "")
    html = page(body.format(url=url), head=head.format(url=url))
    with watch.on() as seen:
        drawn = _drawn_or_refused(html)
    opened = {name for event, name in seen if event == "open"}
    assert {event for event, _ in seen} <= {"open"}
    assert str(canary) not in opened
    assert listener.visits == 0
    assert _attachments(drawn) == 0


def _drawn_or_refused(html: str) -> bytes:
    """The PDF, or nothing where the page was refused."""
    try:
        return draw(html, packaged_files())
    except RefusedError:
        return b""


def test_the_watch_and_the_listener_would_have_seen_it(
    listener: Listener, canary: Path, watch: Watch
) -> None:
    """Without our fetcher the same markup does reach both: the tests above can fail."""
    import weasyprint

    markup = BODIES["an image"].format(url=canary.as_uri()) + BODIES["an object"].format(
        url=addresses("http", listener, canary)
    )
    with watch.on() as seen:
        weasyprint.HTML(string=page(markup)).write_pdf()
    assert ("open", str(canary)) in seen
    assert any(event.startswith("socket.") for event, _ in seen)
    assert listener.visits == 1
    listener.visits = 0


def test_a_page_that_asks_for_an_address_is_refused_with_its_name(listener: Listener) -> None:
    url = addresses("http", listener, Path("/"))
    with pytest.raises(RenderRefusedError, match="asks for “http://127"):
        render_pdf(html=page(f'<img alt="x" src="{url}">'))
    assert listener.visits == 0


TYPED = {
    "markup": '<b>bold</b> <img src="file:///etc/passwd" alt=""> <script>alert(1)</script>',
    "the end of an element": "</td></tr></table></body></html>",
    "a comment": "<!-- not hidden --> <![CDATA[ x ]]>",
    "a stylesheet": "</style><style>* { display: none }</style> @import url(http://x.example)",
    "an attribute": '" onclick="x" style=\'background:url(http://x.example)\'',
    "an entity": "&amp; &lt; &#0; &#x202e;",
    "template language": "{{ settings.SECRET_KEY }} {% debug %} {# x #}",
    "a generated value": "counter(page) attr(data-marking) \\0041",
}


def test_what_a_person_types_is_printed_as_they_typed_it() -> None:
    """One page with all of it in prose, in cells, in headings and in the page margins."""
    areas = [an_area(happened=typed, finding=typed) for typed in TYPED.values()]
    actions = [an_action(said=typed, owner=typed, title=typed) for typed in TYPED.values()]
    council = TYPED["markup"]
    pdf = render_pdf(html=report_page(areas=areas, actions=actions, council=council))
    text = text_of(pdf)
    for typed in TYPED.values():
        for word in typed.split():
            assert word in text
    assert TYPED["the end of an element"] in text
    assert text.count("Page 1 of") == 1
    assert _attachments(pdf) == 0


def test_the_child_has_no_network(listener: Listener) -> None:
    """The second wall: what got past the fetcher would find no network."""
    port = listener.server_address[1]
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import socket\n"
            "from sendtrack.publishing.render.__main__ import leave_the_network\n"
            "left = leave_the_network()\n"
            "try:\n"
            f"    socket.create_connection(('127.0.0.1', {port}), timeout=5)\n"
            "except OSError:\n"
            "    print('unreachable')\n"
            "else:\n"
            "    print('left' if left else 'forbidden')\n",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    if run.stdout.strip() == "forbidden":
        pytest.skip("this machine forbids network namespaces; the fetcher stands alone")
    assert run.stdout.strip() == "unreachable"


def _attachments(pdf: bytes) -> int:
    if not pdf:
        return 0
    assert CANARY not in pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        assert not any(CANARY in stream.read_bytes() for stream in streams if _plain(stream))
        return len(opened.attachments)


def _plain(stream: pikepdf.Stream) -> bool:
    return stream.get("/Filter") in (None, "/FlateDecode")
