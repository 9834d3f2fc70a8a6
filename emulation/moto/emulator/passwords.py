"""Console passwords: when they were set, what the account's policy says, and signing in."""

from datetime import datetime, timedelta
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.exceptions import IAMException
from moto.iam.models import IAMBackend, User
from moto.iam.responses import IamResponse

from . import clock, mfa
from .gate import Refusal
from .principals import Principal, Session, backend_of, credentials_of, principal_of

SYMBOLS = set("!@#$%^&*()_+-=[]{}|'")


class PasswordPolicyViolation(IAMException):
    code = "PasswordPolicyViolation"


def install() -> None:
    IAMBackend.create_login_profile = create_login_profile
    IAMBackend.update_login_profile = update_login_profile
    IamResponse.create_login_profile = answer_create_login_profile
    IamResponse.get_login_profile = get_login_profile
    IamResponse.change_password = change_password  # type: ignore[attr-defined]


def create_login_profile(self: IAMBackend, user_name: str, password: str) -> User:
    _check_policy(self, self.get_user(user_name), password)
    user = _create_of_moto(self, user_name, password)
    user.login_profile_created_at = clock.this_second()  # type: ignore[attr-defined]
    _remember(user)
    return user


def update_login_profile(
    self: IAMBackend, user_name: str, password: str | None, password_reset_required: bool | None
) -> User:
    user = self.get_user(user_name)
    if password is not None:
        _check_policy(self, user, password)
    # What the call leaves out stays as it is.
    reset_required = (
        user.password_reset_required if password_reset_required is None else password_reset_required
    )
    _update_of_moto(self, user_name, password or user.password or "", reset_required)
    if password is not None:
        _remember(user)
    return user


_create_of_moto = IAMBackend.create_login_profile
_update_of_moto = IAMBackend.update_login_profile


def answer_create_login_profile(self: IamResponse) -> ActionResult:
    user = self.backend.create_login_profile(
        self._get_param("UserName"), self._get_param("Password")
    )
    user.password_reset_required = bool(self._get_param("PasswordResetRequired"))
    return _login_profile(user)


def get_login_profile(self: IamResponse) -> ActionResult:
    return _login_profile(self.backend.get_login_profile(self._get_param("UserName")))


def _login_profile(user: User) -> ActionResult:
    return ActionResult(
        {
            "LoginProfile": {
                "UserName": user.name,
                "CreateDate": user.login_profile_created_at,  # type: ignore[attr-defined]
                "PasswordResetRequired": user.password_reset_required,
            }
        }
    )


def change_password(self: IamResponse) -> ActionResult:
    """Moto has none."""
    caller = principal_of(self.access_key)
    if caller is None or caller.user is None:
        raise IAMException("InvalidUserType", "Only IAM Users can change their own password.")
    if caller.user.password != self._get_param("OldPassword"):
        raise Refusal("AccessDenied", "The old password was incorrect.")
    _check_policy(self.backend, caller.user, self._get_param("NewPassword"))
    caller.user.password = self._get_param("NewPassword")
    caller.user.password_reset_required = False
    _remember(caller.user)
    return EmptyResult()


def changed_at(user: User) -> datetime | None:
    return getattr(user, "password_changed_at", None) if user.password else None


def expires_at(user: User, backend: IAMBackend) -> datetime | None:
    policy = backend.account_password_policy
    changed = changed_at(user)
    if changed is None or policy is None or not policy.expire_passwords:
        return None
    return changed + timedelta(days=policy.max_password_age)


def sign_in(account: str, user_name: str, password: str, code: str | None) -> dict[str, Any]:
    """A session of the AWS console, or what its sign-in page would refuse."""
    backend = backend_of(account)
    user = backend.users.get(user_name)
    if user is None or not user.password or user.password != password:
        raise Refusal("SignInFailed", "Your authentication information is incorrect.")
    serial_number = next(iter(user.mfa_devices), None)
    if serial_number is not None:
        who = Principal(account, "", user.arn, "user", user=user)
        if mfa.why_not(who, serial_number, code or ""):
            raise Refusal("SignInFailed", "Your authentication information is incorrect.")
    expiry = expires_at(user, backend)
    if expiry is not None and expiry <= clock.this_second():
        if backend.account_password_policy.hard_expiry:  # type: ignore[union-attr]
            raise Refusal("SignInFailed", "Your password has expired: ask an administrator.")
        user.password_reset_required = True
    user.password_last_used = clock.this_second()  # type: ignore[assignment]
    session = Session("user", user.id, user.arn, mfa=serial_number is not None, name="console")
    return credentials_of(account, session) | {
        "passwordResetRequired": user.password_reset_required
    }


def _remember(user: User) -> None:
    user.password_changed_at = clock.this_second()  # type: ignore[attr-defined]
    user.former_passwords = [*getattr(user, "former_passwords", []), user.password]  # type: ignore[attr-defined]


def _check_policy(backend: IAMBackend, user: User, password: str) -> None:
    policy = backend.account_password_policy
    if policy is None:
        return
    reused = policy.password_reuse_prevention or 0
    former = getattr(user, "former_passwords", [])[-reused:] if reused else []
    rules = [
        (len(password) >= policy.minimum_password_length, "minimum password length"),
        (not policy.require_lowercase_characters or any(map(str.islower, password)), "lower case"),
        (not policy.require_uppercase_characters or any(map(str.isupper, password)), "upper case"),
        (not policy.require_numbers or any(map(str.isdigit, password)), "numbers"),
        (not policy.require_symbols or not SYMBOLS.isdisjoint(password), "symbols"),
        (password not in former, "password reuse prevention"),
    ]
    for holds, rule in rules:
        if not holds:
            raise PasswordPolicyViolation(
                f"Password does not conform to the account password policy: {rule}."
            )
