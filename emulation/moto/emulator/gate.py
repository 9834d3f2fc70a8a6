"""The way in of every call: who is calling, whether they may, and the record of it."""

import threading
from contextlib import nullcontext
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse
from moto.core.utils import get_service_model
from moto.iam import models as iam_models

from . import clock
from .principals import Principal, backend_of, principal_of
from .state import state

# Calls that nobody signs.
UNSIGNED = {"AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"}
# Calls that a session without MFA may make of IAM and STS.
WITHOUT_MFA = {"AssumeRole", "GetCallerIdentity"}
# What AWS holds to be one use of a key.
LAST_USED_SPAN_SECONDS = 15 * 60

# Moto's backends are not made for calls at the same time. SQS waits inside a call, for what others send.
_one_at_a_time = threading.RLock()
_call_of_moto = BaseResponse.call_action


class Refusal(ServiceException):
    def __init__(self, code: str, message: str, status: int = 403) -> None:
        super().__init__(code, message)
        self.status = status


def install() -> None:
    BaseResponse.call_action = call_action  # type: ignore[method-assign]
    # Moto marks a key as used before it is known whether the key is let in: `_mark_used` does instead.
    iam_models.mark_account_as_visited = lambda **_: None


def call_action(response: BaseResponse) -> Any:
    action = response._get_action()
    principal = None if action in UNSIGNED else principal_of(response.access_key)
    lock = nullcontext() if response.service_name == "sqs" else _one_at_a_time
    try:
        if action not in UNSIGNED:
            check(response, action, principal)
        with lock:
            if principal:
                _mark_used(response, principal)
                _name_the_caller(response, action, principal)
            answer = _call_of_moto(response)
    except Refusal as refusal:
        answer = _serialize(response, refusal)
    _record(response, action, principal, answer)
    return answer


def check(response: BaseResponse, action: str, principal: Principal | None) -> None:
    """Refuses what AWS refuses of anybody, whatever policies say."""
    is_query = _protocol(response) == "query"
    service = str(response.service_name)
    if principal is None:
        code = "InvalidClientTokenId" if is_query else "UnrecognizedClientException"
        raise Refusal(code, "The security token included in the request is invalid.")
    session = principal.session
    if (
        service in ("iam", "sts")
        and action not in WITHOUT_MFA
        and session is not None
        and session.kind == "user"
        and session.name == "GetSessionToken"
        and not session.mfa
    ):
        raise Refusal(
            "InvalidClientTokenId", "The security token included in the request is invalid."
        )
    if response.current_account in state.refused_accounts:
        code = "AccessDenied" if is_query else "AccessDeniedException"
        raise Refusal(
            code, f"User: {principal.arn} is not authorized to perform: {service}:{action}"
        )


def _name_the_caller(response: BaseResponse, action: str, principal: Principal) -> None:
    """IAM takes the caller where a call names no user. Moto does so for some calls and some keys."""
    if response.service_name != "iam" or response.params.get("UserName"):
        return
    shape = get_service_model("iam").operation_model(action).input_shape
    if shape is None or "UserName" not in shape.members or "UserName" in shape.required_members:
        return
    if principal.user is not None:
        response.params["UserName"] = principal.user.name
    elif action != "GetUser":
        raise Refusal(
            "ValidationError",
            "Must specify userName when calling with non-User credentials",
            400,
        )


def _mark_used(response: BaseResponse, principal: Principal) -> None:
    key = backend_of(principal.account).access_keys.get(principal.access_key_id)
    if key is None or key.user_name is None:
        return
    last = key.last_used
    if last is None or not (
        0 <= (clock.now().replace(tzinfo=None) - last.timestamp).total_seconds() < LAST_USED_SPAN_SECONDS
    ):
        key.last_used = iam_models.AccessKeyLastUsed(
            timestamp=iam_models.utcnow(),
            service=str(response.service_name),
            region=response.region,
        )


def _protocol(response: BaseResponse) -> str:
    return get_service_model(response.boto3_service_name).metadata["protocol"]


def _serialize(response: BaseResponse, refusal: Refusal) -> Any:
    _, headers, body = response.serialized(ActionResult(refusal))
    return refusal.status, headers, body


def _record(
    response: BaseResponse, action: str, principal: Principal | None, answer: Any
) -> None:
    state.calls.append(
        {
            "at": clock.now().isoformat(),
            "account": response.current_account,
            "region": response.region,
            "service": response.service_name,
            "action": action,
            "accessKeyId": response.access_key,
            "principal": principal.arn if principal else None,
            "status": int(answer[0]),
        }
    )
