"""Service-specific credentials: API keys, and names with passwords for Git and Keyspaces. Moto has none."""

import base64
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.exceptions import (
    IAMException,
    LimitExceededException,
    NotFoundException,
    ValidationError,
)
from moto.iam.models import IAMBackend, User
from moto.iam.responses import IamResponse
from moto.iam.utils import generate_access_key_id_from_account_id

from . import clock, paging
from .new_status import new_status

# By service: what its secrets begin with. Those without are a user name and a password.
API_KEYS = {
    "aws-external-anthropic.amazonaws.com": "AEAA",
    "bedrock.amazonaws.com": "ABSK",
    "cloudwatch.amazonaws.com": "APIAACWM",
    "logs.amazonaws.com": "ACWL",
}
SERVICES = {"cassandra.amazonaws.com", "codecommit.amazonaws.com", *API_KEYS}
MOST_OF_A_SERVICE = 2
MOST_DAYS = 36600
SECRET_BYTES = 45


@dataclass
class ServiceCredential:
    id: str
    service: str
    # The public half: of an API key its alias, else a user name. It stays when the user is renamed.
    name: str
    created_at: datetime
    expires_at: datetime | None
    status: str = "Active"

    @property
    def status_now(self) -> str:
        has_expired = self.expires_at is not None and self.expires_at <= clock.this_second()
        return "Expired" if has_expired else self.status


def install() -> None:
    for call in (
        create_service_specific_credential,
        list_service_specific_credentials,
        update_service_specific_credential,
        reset_service_specific_credential,
        delete_service_specific_credential,
    ):
        setattr(IamResponse, call.__name__, call)


def of(user: User) -> list[ServiceCredential]:
    """A user's, to be changed in place."""
    found: list[ServiceCredential] = user.__dict__.setdefault("service_credentials", [])
    return found


def create_service_specific_credential(self: IamResponse) -> ActionResult:
    service = _service(self._get_param("ServiceName"))
    age = _age(self._get_int_param("CredentialAgeDays"))
    user = self.backend.get_user(self._get_param("UserName"))
    if sum(each.service == service for each in of(user)) >= MOST_OF_A_SERVICE:
        raise LimitExceededException(
            f"Cannot exceed quota for ContextSpecificCredentialsPerUserPerContext: {MOST_OF_A_SERVICE}"
        )
    now = clock.this_second()
    made = ServiceCredential(
        id=generate_access_key_id_from_account_id(user.account_id, "ACCA", 21),
        service=service,
        name=_free_name(self.backend, user, service),
        created_at=now,
        expires_at=now + age if age else None,
    )
    of(user).append(made)
    return _with_secret(user, made)


def list_service_specific_credentials(self: IamResponse) -> ActionResult:
    all_users, user_name = self._get_bool_param("AllUsers"), self._get_param("UserName")
    if all_users and user_name:
        raise IAMException(
            "InvalidInput", "Cannot list credentials for all users if a username is given"
        )
    asked = self._get_param("ServiceName")
    service = _service(asked) if asked else None
    users = self.backend.users.values() if all_users else [self.backend.get_user(user_name)]
    found = [
        (each.id, _described(user, each))
        for user in list(users)
        for each in of(user)
        if service in (None, each.service)
    ]
    # AWS gives them in no order that means anything; their ids are drawn at random.
    page, rest = paging.page(self, [described for _, described in sorted(found, key=_first)])
    return ActionResult({"ServiceSpecificCredentials": page} | rest)


def update_service_specific_credential(self: IamResponse) -> ActionResult:
    _, credential = _named(self)
    credential.status = new_status(self)
    return EmptyResult()


def reset_service_specific_credential(self: IamResponse) -> ActionResult:
    """Another secret; id, dates and status stay."""
    return _with_secret(*_named(self))


def delete_service_specific_credential(self: IamResponse) -> ActionResult:
    user, credential = _named(self)
    of(user).remove(credential)
    return EmptyResult()


def _named(self: IamResponse) -> tuple[User, ServiceCredential]:
    user = self.backend.get_user(self._get_param("UserName"))
    credential_id = self._get_param("ServiceSpecificCredentialId")
    everybodys = [(each, owner) for owner in self.backend.users.values() for each in of(owner)]
    for each, owner in everybodys:
        if each.id != credential_id:
            continue
        if owner is not user:
            raise ValidationError(
                f"User {user.name} does not have a service specific credential with id {each.id}"
            )
        return user, each
    raise NotFoundException(f"No such credential {credential_id} exists")


def _service(asked: str) -> str:
    if not re.fullmatch(r"[a-zA-Z0-9.-]*", asked):
        raise ValidationError("ServiceName must match [a-zA-Z0-9.-]*")
    if asked.lower() not in SERVICES:
        raise NotFoundException(
            f"No such service {asked} is supported for Service Specific Credentials"
        )
    return asked.lower()


def _age(days: int | None) -> timedelta | None:
    """AWS was seen to take one of any service, whatever its documentation says of some."""
    if days is None:
        return None
    if not 1 <= days <= MOST_DAYS:
        bound = "greater than or equal to 1" if days < 1 else f"less than or equal to {MOST_DAYS}"
        raise ValidationError(
            f"1 validation error detected: Value '{days}' at 'credentialAgeDays' failed to satisfy "
            f"constraint: Member must have value {bound}"
        )
    return timedelta(days=days)


def _free_name(backend: IAMBackend, user: User, service: str) -> str:
    """One that no credential of the service has, also of a user who had this one's name before."""
    taken = {
        each.name
        for owner in backend.users.values()
        for each in of(owner)
        if each.service == service
    }
    for number in range(len(taken) + 1):
        suffix = f"+{number}" if number else ""
        name = f"{user.name}{suffix}-at-{user.account_id}"
        if name not in taken:
            return name
    raise AssertionError("more names than credentials")


def _with_secret(user: User, credential: ServiceCredential) -> ActionResult:
    """The only answer that has it: nothing here keeps it."""
    secret = base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    prefix = API_KEYS.get(credential.service)
    if prefix is None:
        shown = {"ServicePassword": secret}
    else:
        whole = base64.b64encode(f"{credential.name}:{secret}".encode()).decode()
        shown = {"ServiceCredentialSecret": prefix + whole}
    return ActionResult({"ServiceSpecificCredential": _described(user, credential) | shown})


def _described(user: User, credential: ServiceCredential) -> dict[str, Any]:
    is_api_key = credential.service in API_KEYS
    return {
        "UserName": user.name,
        "ServiceSpecificCredentialId": credential.id,
        "ServiceName": credential.service,
        ("ServiceCredentialAlias" if is_api_key else "ServiceUserName"): credential.name,
        "Status": credential.status_now,
        "CreateDate": credential.created_at,
        **({"ExpirationDate": credential.expires_at} if credential.expires_at else {}),
    }


def _first(pair: tuple[str, Any]) -> str:
    return pair[0]
