"""The emulator's own calls, under /_keyturn/, beside those of AWS."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_api._internal.models import moto_api_backend
from werkzeug.wrappers import Request, Response

from . import account_access_sessions, clock, events, identity_center, passwords, sign_in
from .gate import Refusal
from .principals import root_credentials
from .root import set_root
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
        try:
            answer, status = handler(body), 200
        except Refusal as refusal:
            answer, status = {"code": refusal.code, "message": refusal.message}, refusal.status
        response = Response(json.dumps(answer), status, mimetype="application/json")
        return response(environ, start_response)


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


def console(body: dict[str, Any]) -> Any:
    return passwords.sign_in(body["account"], body["userName"], body["password"], body.get("code"))


def authorize(body: dict[str, Any]) -> Any:
    headers = {"X-Forwarded-For": body["sourceAddress"], "User-Agent": body["userAgent"]}
    return sign_in.authorize(body, headers)


def enable_identity_center(body: dict[str, Any]) -> Any:
    return identity_center.enable(body["account"], body["region"], body["source"])


def provision(body: dict[str, Any]) -> Any:
    return identity_center.provision(
        body["account"], body["region"], body["users"], body["groups"]
    )


def role_credentials(body: dict[str, Any]) -> Any:
    return account_access_sessions.role_credentials(
        body["applicationArn"], body["userName"], body["roleArn"], body.get("sessionName")
    )


def root(body: dict[str, Any]) -> Any:
    set_root(body["account"], body["has"])
    return {}


def delivered_events(body: dict[str, Any]) -> Any:
    return events.as_delivered(body.get("since"))


def refuse(body: dict[str, Any]) -> Any:
    state.refused = set(body["what"])
    state.refused_with = body.get("error") or ""
    return {}


def run_functions(body: dict[str, Any]) -> Any:
    state.invoker = body["at"]
    return {}


def tell_time(body: dict[str, Any]) -> Any:
    state.tells_time = body["is"]
    return {}


def calls(_: dict[str, Any]) -> Any:
    return state.calls


HANDLERS: dict[tuple[str, str], Callable[[dict[str, Any]], Any]] = {
    ("GET", "clock"): get_clock,
    ("POST", "clock"): set_clock,
    ("POST", "reset"): reset,
    ("POST", "credentials"): credentials,
    ("POST", "console"): console,
    ("POST", "authorize"): authorize,
    ("POST", "identity-center"): enable_identity_center,
    ("POST", "provision"): provision,
    ("POST", "role-credentials"): role_credentials,
    ("POST", "root"): root,
    ("GET", "events"): delivered_events,
    ("POST", "refuse"): refuse,
    ("POST", "run-functions"): run_functions,
    ("POST", "tell-time"): tell_time,
    ("GET", "calls"): calls,
}
