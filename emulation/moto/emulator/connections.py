"""Connections that stay open after an answer, as AWS's do. Werkzeug closes each after some waiting."""

from types import SimpleNamespace
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug import serving
from werkzeug.exceptions import ClientDisconnected
from werkzeug.wsgi import LimitedStream

READ_AT_ONCE = 65536


class NothingToRead:
    """In the place of the selector with which werkzeug waits for the rest of a request."""

    def register(self, *_: object) -> None: ...

    def select(self, timeout: float) -> tuple[()]:
        return ()

    def close(self) -> None: ...


class KeptAliveRequestHandler(MotoRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer's head and body go in one piece, and at once: the client would let the second wait.
    wbufsize = -1
    disable_nagle_algorithm = True

    def make_environ(self) -> dict[str, Any]:
        environ = super().make_environ()
        if not environ.get("wsgi.input_terminated"):  # As it is where it comes in chunks.
            size = int(environ.get("CONTENT_LENGTH") or 0)
            environ["wsgi.input"] = LimitedStream(self.rfile, size)
        self.body = environ["wsgi.input"]
        return environ

    def run_wsgi(self) -> None:
        super().run_wsgi()
        try:
            # What the application did not read would be taken for the next request.
            while self.body.read(READ_AT_ONCE):
                pass
        except (ClientDisconnected, OSError):
            self.close_connection = True

    def handle_expect_100(self) -> bool:
        goes_on = super().handle_expect_100()
        self.wfile.flush()
        return goes_on

    def send_header(self, keyword: str, value: str) -> None:
        if (keyword, value) != ("Connection", "close") or self.close_connection:
            super().send_header(keyword, value)


def install() -> None:
    serving.selectors = SimpleNamespace(DefaultSelector=NothingToRead, EVENT_READ=None)
