"""
AWS Sign-In, as far as `aws login` needs it: a browser, signed in with password and MFA, gives a code; that is exchanged
for credentials of 15 minutes, which are renewed for 12 hours, until the password is changed.
https://docs.aws.amazon.com/signin/latest/userguide/command-line-sign-in.html
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from moto.core.responses import ActionResult, BaseResponse

from . import clock, dpop, events, passwords
from .gate import Refusal, is_refused
from .principals import Principal, Session, backend_of, credentials_of, principal_of
from .state import state

CLIENTS = ("arn:aws:signin:::devtools/same-device", "arn:aws:signin:::devtools/cross-device")
CREDENTIALS_LAST = timedelta(minutes=15)
LASTS = timedelta(hours=12)
CODE_LASTS = timedelta(minutes=10)


@dataclass
class SignIn:
    account: str
    user_id: str
    region: str
    client_id: str
    redirect_uri: str
    challenge: str
    mfa: bool
    at: datetime = field(default_factory=clock.now)
    # The thumbprint of the key that proves whose a refresh token is, once there is one.
    key: str = ""


class SignInError(Refusal):
    """`error` says which of them it is, where the model has one error for several."""

    def __init__(self, code: str, error: str, message: str, status: int = 400) -> None:
        super().__init__(code, message, status)
        self.error = error


def authorize(asked: dict[str, Any], headers: Any) -> dict[str, str]:
    """
    What happens in the browser: somebody signs in with password and MFA, and lets the client have a code. It is given to
    whoever waits at the redirect URI.
    """
    account, client_id = asked["account"], asked["clientId"]
    if client_id not in CLIENTS:
        raise _invalid(f"{client_id} is no client")
    console = passwords.sign_in(account, asked["userName"], asked["password"], asked.get("code"))
    principal = principal_of(console["accessKeyId"])
    assert principal is not None and principal.user is not None and principal.session is not None
    sign_in = SignIn(
        account,
        principal.user.id,
        asked["region"],
        client_id,
        asked["redirectUri"],
        asked["codeChallenge"],
        principal.session.mfa,
    )
    parameters = {
        "scope": "openid",
        "redirect_uri": sign_in.redirect_uri,
        "code_challenge_method": "SHA-256",
        "client_id": client_id,
    }
    _check(sign_in, "AuthorizeOAuth2Access", parameters, headers)
    code = secrets.token_urlsafe(32)
    state.sign_ins[code] = sign_in
    return {"code": code}


class SignInResponse(BaseResponse):
    def __init__(self) -> None:
        super().__init__(service_name="signin")
        self.automated_parameter_parsing = True

    def create_o_auth2_token(self) -> ActionResult:
        asked = self._get_param("tokenInput")
        proof = dpop.check(self.headers.get("DPoP"), "POST", self.path)
        if proof is None:
            raise _invalid("The DPoP proof is missing or wrong.")
        is_first = asked["grantType"] == "authorization_code"
        given = asked.get("code" if is_first else "refreshToken", "")
        sign_in = state.sign_ins.get(given)
        if sign_in is None:
            raise _denied("AUTHCODE_EXPIRED" if is_first else "TOKEN_EXPIRED")
        self.current_account = sign_in.account
        if asked["clientId"] != sign_in.client_id:
            raise _invalid("It was given to another client.")
        if is_first:
            _check_code(sign_in, asked)
            sign_in.key = proof
        elif proof != sign_in.key:
            raise _invalid("The DPoP proof is of another key.")
        _check_session(sign_in)
        principal = _check(
            sign_in, "CreateOAuth2Token", {"client_id": sign_in.client_id}, self.headers
        )
        # Each is good once.
        del state.sign_ins[given]
        return ActionResult({"tokenOutput": _tokens(sign_in, principal, is_first)})


def _tokens(sign_in: SignIn, principal: Principal, is_first: bool) -> dict[str, Any]:
    lasts = min(CREDENTIALS_LAST, sign_in.at + LASTS - clock.now())
    session = Session(
        "user",
        sign_in.user_id,
        principal.arn,
        mfa=sign_in.mfa,
        name="login",
        created_at=sign_in.at,
        expires_at=clock.now() + lasts,
    )
    refresh_token = f"ASOR{secrets.token_urlsafe(48)}"
    state.sign_ins[refresh_token] = sign_in
    return {
        "accessToken": credentials_of(sign_in.account, session),
        "tokenType": "aws_sigv4",
        "expiresIn": int(lasts.total_seconds()),
        "refreshToken": refresh_token,
        **({"idToken": _id_token(principal.arn)} if is_first else {}),
    }


def _check_code(sign_in: SignIn, asked: dict[str, Any]) -> None:
    digest = hashlib.sha256(asked.get("codeVerifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    if challenge != sign_in.challenge or asked.get("redirectUri") != sign_in.redirect_uri:
        raise _invalid("The code was given to somebody else.")
    if clock.now() >= sign_in.at + CODE_LASTS:
        raise _denied("AUTHCODE_EXPIRED")


def _check_session(sign_in: SignIn) -> None:
    user = _user_of(sign_in)
    if user is None or (passwords.changed_at(user) or datetime.max) > _seconds(sign_in.at):
        raise _denied("USER_CREDENTIALS_CHANGED")
    if clock.now() >= sign_in.at + LASTS:
        raise _denied("TOKEN_EXPIRED")


def _check(sign_in: SignIn, action: str, parameters: dict[str, str], headers: Any) -> Principal:
    """Records it, and refuses what the user may not do, or who is no more."""
    user = _user_of(sign_in)
    if user is None:
        raise _denied("USER_CREDENTIALS_CHANGED")
    session = Session("user", user.id, user.arn, mfa=sign_in.mfa, created_at=sign_in.at)
    principal = Principal(sign_in.account, "", user.arn, "user", user=user, session=session)
    refused = is_refused(sign_in.account, f"signin:{action}", user.name)
    about: dict[str, Any] = {
        "userIdentity": events.identity_of(principal),
        "eventSource": "signin.amazonaws.com",
        "eventName": action,
        "requestParameters": parameters,
        "additionalEventData": {"success": "false" if refused else "true", "x-amzn-vpce-id": ""},
        **({"errorCode": "AccessDenied"} if refused else {}),
    }
    events.record_session(sign_in.account, sign_in.region, headers, about)
    if refused:
        raise _denied("INSUFFICIENT_PERMISSIONS")
    return principal


def _user_of(sign_in: SignIn) -> Any:
    users = backend_of(sign_in.account).users.values()
    return next((user for user in users if user.id == sign_in.user_id), None)


def _seconds(instant: datetime) -> datetime:
    """As passwords have their dates (`clock.this_second`)."""
    return instant.replace(microsecond=0, tzinfo=None)


def _invalid(message: str) -> SignInError:
    return SignInError("ValidationException", "INVALID_REQUEST", message)


def _denied(error: str) -> SignInError:
    return SignInError("AccessDeniedException", error, f"It is refused: {error}.", 403)


def _id_token(subject: str) -> str:
    """It says to the AWS CLI who has signed in. Nobody checks its signature."""
    return f"{_encoded({'alg': 'none'})}.{_encoded({'sub': subject})}."


def _encoded(part: dict[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
