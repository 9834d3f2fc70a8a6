"""AWS's services that moto does not have, answered by the models of them that botocore has."""

import re
from typing import Any

from flask import Flask
from moto import backend_index
from moto.core.responses import BaseResponse
from moto.core.utils import convert_to_flask_response
from moto.moto_server.werkzeug_app import (
    HTTP_METHODS,
    BackendRequest,
    DomainDispatcherApplication,
)

from .account_access import AccountAccessResponse
from .sign_in import SignInResponse

SERVICES: dict[str, type[BaseResponse]] = {
    "account-access": AccountAccessResponse,
    "signin": SignInResponse,
}
# What nobody signs names no service but by its path.
UNSIGNED = {"/v1/token": "signin"}


def install() -> None:
    for service in SERVICES:
        pattern = re.compile(rf"https?://{service}\.(.+)\.amazonaws\.com")
        backend_index.backend_url_patterns.append((service, pattern))


class Dispatcher(DomainDispatcherApplication):
    def infer_service_region_host(self, environ: dict[str, Any], path: str) -> str | None:
        service = UNSIGNED.get(path)
        if service is not None and "HTTP_AUTHORIZATION" not in environ:
            return f"{service}.us-east-1.amazonaws.com"
        return super().infer_service_region_host(environ, path)


def create_app(service: str) -> Flask:
    app = Flask("moto")
    app.debug = True
    app.request_class = BackendRequest
    view = convert_to_flask_response(SERVICES[service].dispatch)
    for path in ("/", "/<path:_>"):
        app.add_url_rule(path, path, view, methods=HTTP_METHODS)
    return app
