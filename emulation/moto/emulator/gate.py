"""The way in of every call: who is calling, whether they may, and the record of it."""

import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from moto.core.responses import ActionResult, BaseResponse
from moto.core.utils import get_service_model
from moto.iam import models as iam_models
from moto.s3.exceptions import S3AccessDeniedError, S3ClientError, S3InvalidAccessKeyIdError

from . import clock, events, root, without_case
from .call_subject import about
from .principals import Principal, backend_of, principal_of
from .state import state

# Calls that nobody signs.
UNSIGNED = {"AssumeRoleWithWebIdentity", "AssumeRoleWithSAML", "CreateOAuth2Token"}
# What a session from GetSessionToken without MFA may do in IAM and STS.
WITHOUT_MFA = {"AssumeRole", "GetCallerIdentity"}
# What a session of the console may do before a password is changed that must be.
BEFORE_PASSWORD_CHANGE = {"ChangePassword", "GetAccountPasswordPolicy"}
# What others run.
WAITS_FOR = ("awslambda", "Invoke")
# IAM counts uses of a key within this as one.
LAST_USED_SPAN_SECONDS = 15 * 60

# Moto's backends are not made for calls at the same time. SQS waits inside a call, for what others
# send, and Lambda for a function that makes calls itself.
_one_at_a_time = threading.RLock()
_call_of_moto = BaseResponse.call_action


class Refusal(Exception):
    """An error that is nobody's in moto, with its HTTP status."""

    def __init__(self, code: str, message: str, status: int = 403) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


def install() -> None:
    BaseResponse.call_action = call_action  # type: ignore[method-assign]
    # Moto marks a key as used before it is known whether the key is let in: `_mark_used` does it
    # when it is.
    iam_models.mark_account_as_visited = lambda **_: None


def call_action(response: BaseResponse) -> Any:
    action = response._get_action()
    principal = None if action in UNSIGNED else principal_of(response.access_key)
    is_waiting = response.service_name == "sqs" or (response.service_name, action) == WAITS_FOR
    with nullcontext() if is_waiting else _one_at_a_time:
        try:
            answer = _answer(response, action, principal)
        except Refusal as refusal:
            error = ActionResult(refusal)
            _, headers, body = response.serialized(error)
            answer = refusal.status, headers, body
        _record(response, action, principal, int(answer[0]))
    return answer


def call_bucket(response: Any, call: Callable[[], Any]) -> Any:
    """A call of S3, which says what it is only once moto has looked into it.

    So what is refused is done first: that is of use for calls that read.
    """
    principal = principal_of(response.access_key)
    with _one_at_a_time:
        try:
            if principal is None:
                raise S3InvalidAccessKeyIdError()
            _mark_used(response, principal)
            answer = call()
            if f"s3:{response.data.get('Action')}" in state.refused:
                raise S3AccessDeniedError()
        except S3ClientError as error:
            answer = response.serialized(ActionResult(error))
        status = int(answer[0]) if isinstance(answer, tuple) else 200
        _record(response, str(response.data.get("Action")), principal, status)
    return answer


def _answer(response: BaseResponse, action: str, principal: Principal | None) -> Any:
    if action in UNSIGNED:
        return _call_of_moto(response)
    if principal is None:
        raise _unknown_token(response)
    _check_session(response, action, principal)
    what = f"{response.service_name}:{action}"
    user = about(response, action).get("UserName")
    check_account(response, response.current_account, principal, what, user)
    _mark_used(response, principal)
    events.record_use(response, action, principal)
    if response.service_name != "iam":
        return _call_of_moto(response)
    asked = dict(response.params)
    without_case.name_as_stored(response)
    _name_the_caller(response, action, principal)
    answer = _call_of_moto(response)
    if int(answer[0]) < 300:
        events.record(response, action, principal, asked, answer[2])
    return answer


def _check_session(response: BaseResponse, action: str, principal: Principal) -> None:
    session = principal.session
    if session is None:
        return
    if session.expires_at is not None and session.expires_at <= clock.now():
        code = "ExpiredToken" if _speaks_query(response) else "ExpiredTokenException"
        raise Refusal(code, "The security token included in the request is expired")
    if principal.user is None:
        return
    if session.name == "console":
        if principal.user.password_reset_required and action not in BEFORE_PASSWORD_CHANGE:
            raise Refusal("AccessDenied", "The password must be changed first.")
    elif session.name == "GetSessionToken" and _needs_mfa(response, action) and not session.mfa:
        raise _unknown_token(response)


def _needs_mfa(response: BaseResponse, action: str) -> bool:
    return response.service_name in ("iam", "sts") and action not in WITHOUT_MFA


def is_refused(account: str, what: str, user: str | None = None) -> bool:
    return not state.refused.isdisjoint({account, what, f"{what}/{user}"})


def check_account(
    response: BaseResponse,
    account: str,
    principal: Principal,
    what: str,
    user: str | None = None,
) -> None:
    if not is_refused(account, what, user):
        return
    if state.refused_with:
        raise Refusal(state.refused_with, f"{what} is answered so here", 400)
    code = "AccessDenied" if _speaks_query(response) else "AccessDeniedException"
    raise Refusal(code, not_authorized(principal, what))


def not_authorized(principal: Principal, what: str) -> str:
    return f"User: {principal.arn} is not authorized to perform: {what}"


def _unknown_token(response: BaseResponse) -> Refusal:
    code = "InvalidClientTokenId" if _speaks_query(response) else "UnrecognizedClientException"
    return Refusal(code, "The security token included in the request is invalid.")


def _speaks_query(response: BaseResponse) -> bool:
    return get_service_model(response.boto3_service_name).metadata["protocol"] == "query"


def _name_the_caller(response: BaseResponse, action: str, principal: Principal) -> None:
    """IAM takes the caller where a call names no user. Moto does so for some calls and keys."""
    if response.params.get("UserName"):
        return
    shape = get_service_model("iam").operation_model(action).input_shape
    if shape is None or "UserName" not in shape.members or "UserName" in shape.required_members:
        return
    if response.params.get("AllUsers"):
        return
    if principal.user is not None:
        response.params["UserName"] = principal.user.name
    elif principal.kind == "root" and action in root.ABOUT_ITSELF:
        return
    else:
        raise Refusal(
            "ValidationError",
            "Must specify userName when calling with non-User credentials",
            400,
        )


def _mark_used(response: BaseResponse, principal: Principal) -> None:
    key_id = principal.access_key_id
    if key_id in state.sessions:
        return
    roots = root.key_of(principal.account, key_id)
    key = roots or backend_of(principal.account).access_keys.get(key_id)
    if key is None:
        return
    now = clock.this_second()
    if key.last_used:
        since = (now - key.last_used.timestamp).total_seconds()
        if 0 <= since < LAST_USED_SPAN_SECONDS:
            return
    key.last_used = iam_models.AccessKeyLastUsed(
        timestamp=now, service=str(response.service_name), region=response.region
    )


def _record(response: BaseResponse, action: str, principal: Principal | None, status: int) -> None:
    state.calls.append(
        {
            "at": clock.now().isoformat(),
            "account": response.current_account,
            "region": response.region,
            "service": response.service_name,
            "action": action,
            "accessKeyId": response.access_key,
            "principal": principal.arn if principal else None,
            **_source_identity(principal),
            "status": status,
            "about": about(response, action),
        }
    )


def _source_identity(principal: Principal | None) -> dict[str, str]:
    session = principal.session if principal else None
    identity = session.source_identity if session else ""
    return {"sourceIdentity": identity} if identity else {}
