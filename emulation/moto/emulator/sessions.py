"""Temporary credentials that stand for somebody: moto has one and the same set for all users."""

from datetime import timedelta
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.exceptions import NotFoundException
from moto.sts.responses import TokenResponse

from . import clock, mfa, source_identity
from .gate import Refusal, check_account, not_authorized
from .principals import Principal, Session, backend_of, credentials_of, principal_of
from .state import state


def install() -> None:
    TokenResponse.get_session_token = get_session_token
    TokenResponse.get_caller_identity = get_caller_identity
    TokenResponse.assume_role = assume_role


def get_session_token(self: TokenResponse) -> ActionResult:
    caller = _caller(self)
    if caller.user is None or caller.session is not None:
        raise Refusal("AccessDenied", "Cannot call GetSessionToken with session credentials")
    session = Session(
        "user",
        caller.user.id,
        caller.arn,
        mfa=_is_authenticated(self, caller),
        name="GetSessionToken",
    )
    credentials = credentials_of(caller.account, session)
    return ActionResult(
        {
            "Credentials": {
                "AccessKeyId": credentials["accessKeyId"],
                "SecretAccessKey": credentials["secretAccessKey"],
                "SessionToken": credentials["sessionToken"],
                "Expiration": _expiration(self, 43200),
            }
        }
    )


def get_caller_identity(self: TokenResponse) -> ActionResult:
    caller = _caller(self)
    return ActionResult({"UserId": caller.id, "Account": caller.account, "Arn": caller.arn})


def assume_role(self: TokenResponse) -> ActionResult:
    caller = _caller(self)
    role_arn = self._get_param("RoleArn")
    account = role_arn.split(":")[4]
    what = f"sts:AssumeRole on resource: {role_arn}"
    check_account(self, account, caller, what)
    try:
        assumed = backend_of(account).get_role_by_arn(role_arn)
    except NotFoundException:
        # AWS does not tell who asks whether a role exists. Moto lets anybody assume what doesn't.
        raise Refusal("AccessDenied", not_authorized(caller, what)) from None
    authenticated = _is_authenticated(self, caller)
    identity = source_identity.of_session(
        caller, self._get_param("SourceIdentity"), self._get_param("ExternalId"), assumed
    )
    answer = _assume_role_of_moto(self)
    result: Any = answer.result
    if identity:
        result["SourceIdentity"] = identity
    role = result["Credentials"]
    role.expiration = _expiration(self, 3600)
    state.sessions[role.access_key_id] = Session(
        "role",
        role.user_id,
        role.arn,
        mfa=authenticated,
        name=role.session_name,
        role_arn=role_arn,
        source_identity=identity,
    )
    return answer


_assume_role_of_moto = TokenResponse.assume_role


def _caller(response: TokenResponse) -> Principal:
    caller = principal_of(response.get_access_key())
    assert caller is not None, "the gate lets nobody else in"
    return caller


def _is_authenticated(response: TokenResponse, caller: Principal) -> bool:
    serial_number = response._get_param("SerialNumber")
    code = response._get_param("TokenCode")
    if not serial_number and not code:
        return False
    why_not = mfa.why_not(caller, serial_number or "", code or "")
    if why_not:
        raise Refusal("AccessDenied", why_not)
    return True


def _expiration(response: TokenResponse, default_seconds: int) -> Any:
    """By the caller's clock: an SDK compares it with that, and asks anew for what has expired."""
    seconds = response._get_int_param("DurationSeconds", default_seconds)
    signed_at = response.headers.get("X-Amz-Date")
    now = clock.parse_signing_date(signed_at) if signed_at else clock.now()
    return (now + timedelta(seconds=seconds)).replace(tzinfo=None)
