"""Who is behind an access key: a user, a role or root, which moto does not tell apart."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from moto.core import DEFAULT_ACCOUNT_ID
from moto.iam.models import IAMBackend, User, get_account_id_from, iam_backends

from . import clock
from .root import key_of
from .state import state

PARTITION = "aws"
_root_access_key_id = ""


@dataclass(frozen=True)
class Session:
    """What temporary credentials stand for."""

    kind: Literal["root", "user", "role"]
    # IAM's unique id of the user, who may be renamed, or the role's.
    owner_id: str
    arn: str
    mfa: bool = False
    name: str = ""
    role_arn: str = ""
    # What the caller has said of themselves for good, where the role's trust let them.
    source_identity: str = ""
    # Whom of Identity Center it is for: `userId` and `identityStoreArn`.
    on_behalf_of: tuple[tuple[str, str], ...] = ()
    # None: this emulation lets it in for ever.
    expires_at: datetime | None = None
    created_at: datetime = field(default_factory=clock.now)


@dataclass(frozen=True)
class Principal:
    account: str
    access_key_id: str
    arn: str
    kind: Literal["root", "user", "role"]
    user: User | None = None
    session: Session | None = None

    @property
    def id(self) -> str:
        """As GetCallerIdentity and CloudTrail give it."""
        if self.user:
            return self.user.id
        return self.session.owner_id if self.session else self.account


def use_root_access_key(access_key_id: str) -> None:
    """The one long-term key that moto did not make: root's, of moto's default account."""
    global _root_access_key_id
    _root_access_key_id = access_key_id


def backend_of(account: str) -> IAMBackend:
    return iam_backends[account][PARTITION]


def principal_of(access_key_id: str) -> Principal | None:
    """None where AWS would not know the key, or not let it in: deleted, disabled, its user gone."""
    if access_key_id == _root_access_key_id:
        return Principal(DEFAULT_ACCOUNT_ID, access_key_id, root_arn(DEFAULT_ACCOUNT_ID), "root")
    account = get_account_id_from(access_key_id)
    session = state.sessions.get(access_key_id)
    if session is not None:
        return _principal_of_session(account, access_key_id, session)
    roots = key_of(account, access_key_id)
    if roots is not None:
        is_let_in = roots.status == "Active"
        return Principal(account, access_key_id, root_arn(account), "root") if is_let_in else None
    key = backend_of(account).access_keys.get(access_key_id)
    user = backend_of(account).users.get(key.user_name or "") if key else None
    if key is None or user is None or key.status != "Active":
        return None
    return Principal(account, access_key_id, user.arn, "user", user=user)


def _principal_of_session(account: str, access_key_id: str, session: Session) -> Principal | None:
    if session.kind != "user":
        return Principal(account, access_key_id, session.arn, session.kind, session=session)
    users = backend_of(account).users.values()
    user = next((user for user in users if user.id == session.owner_id), None)
    if user is None:
        return None
    return Principal(account, access_key_id, user.arn, "user", user=user, session=session)


def root_arn(account: str) -> str:
    return f"arn:{PARTITION}:iam::{account}:root"


def root_credentials(account: str) -> dict[str, Any]:
    return credentials_of(account, Session("root", account, root_arn(account)))


def credentials_of(account: str, session: Session) -> dict[str, Any]:
    """New temporary credentials that land in the account and stand for the session."""
    key = backend_of(account).create_temp_access_key()
    state.sessions[key.access_key_id] = session
    return {
        "accessKeyId": key.access_key_id,
        "secretAccessKey": key.secret_access_key,
        "sessionToken": f"emulated/{key.access_key_id}",
    }
