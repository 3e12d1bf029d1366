"""The application behind a real port, standing on a moment of its own."""

from collections.abc import Callable, Iterable
from datetime import datetime
from threading import Thread
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import QuietWSGIRequestHandler

from sendtrack import clock


class Server:
    """`moment` is what the clock says in every request; a journey may move it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self.application = WSGIHandler()
        self.httpd = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
        self.httpd.set_app(self._answer)
        self.origin = f"http://127.0.0.1:{self.httpd.server_port}"
        self.thread = Thread(target=self.httpd.serve_forever, daemon=True)

    def _answer(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        # The clock is a context variable, so that each thread of the server has to be told.
        with clock.at(self.moment):
            return self.application(environ, start_response)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.httpd.shutdown()
        self.thread.join()
        self.httpd.server_close()
