"""The emulator's own calls, under /_keyturn/, beside those of AWS."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_api._internal.models import moto_api_backend
from werkzeug.wrappers import Request, Response

from . import clock
from .principals import root_credentials
from .state import state

PREFIX = "/_keyturn/"


class Control:
    """WSGI: answers what is under the prefix and hands everything else to moto."""

    def __init__(self, moto: Callable[..., Iterable[bytes]]) -> None:
        self.moto = moto

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(PREFIX):
            return self.moto(environ, start_response)
        request = Request(environ)
        handler = HANDLERS.get((request.method, request.path.removeprefix(PREFIX)))
        if handler is None:
            return Response("no such call of the emulator\n", 404)(environ, start_response)
        body = request.get_json() if request.method == "POST" else dict(request.args)
        answer = json.dumps(handler(body))
        return Response(answer, 200, mimetype="application/json")(environ, start_response)


def get_clock(_: dict[str, Any]) -> Any:
    return {"now": clock.now().isoformat()}


def set_clock(body: dict[str, Any]) -> Any:
    clock.set_to(body["now"])
    return {}


def reset(_: dict[str, Any]) -> Any:
    moto_api_backend.reset()
    state.reset()
    return {}


def credentials(body: dict[str, Any]) -> Any:
    return root_credentials(body["account"])


def refuse(body: dict[str, Any]) -> Any:
    state.refused_accounts = set(body["accounts"])
    return {}


def calls(_: dict[str, Any]) -> Any:
    return state.calls


HANDLERS: dict[tuple[str, str], Callable[[dict[str, Any]], Any]] = {
    ("GET", "clock"): get_clock,
    ("POST", "clock"): set_clock,
    ("POST", "reset"): reset,
    ("POST", "credentials"): credentials,
    ("POST", "refuse"): refuse,
    ("GET", "calls"): calls,
}
