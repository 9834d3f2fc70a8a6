"""Root's own credentials, which it has beside those that sign it in: access keys, MFA, certificates."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.exceptions import LimitExceededException, NotFoundException
from moto.iam.models import AccessKey, AccessKeyLastUsed, SigningCertificate, iam_backends
from moto.iam.responses import IamResponse

from .new_status import new_status
from .state import state

MOST_KEYS = 2
# Where a call of root's that names no user is about root itself.
ABOUT_ITSELF = {
    f"{verb}{what}"
    for what, verbs in {
        "AccessKey": ("Create", "Update", "Delete"),
        "AccessKeys": ("List",),
        "SigningCertificate": ("Upload", "Update", "Delete"),
        "SigningCertificates": ("List",),
    }.items()
    for verb in verbs
}


@dataclass
class Root:
    has_mfa: bool = True
    has_password: bool = True
    password_used_at: datetime | None = None
    keys: list[AccessKey] = field(default_factory=list)
    certificates: dict[str, SigningCertificate] = field(default_factory=dict)


def install() -> None:
    IamResponse.create_access_key = _or_roots(IamResponse.create_access_key, create_access_key)
    IamResponse.list_access_keys = _or_roots(IamResponse.list_access_keys, list_access_keys)
    IamResponse.update_access_key = _or_roots(IamResponse.update_access_key, update_access_key)
    IamResponse.delete_access_key = _or_roots(IamResponse.delete_access_key, delete_access_key)
    IamResponse.get_account_summary = get_account_summary


def root_of(account: str) -> Root:
    found: Root = state.roots.setdefault(account, Root())
    return found


def key_of(account: str, access_key_id: str) -> AccessKey | None:
    return next((key for key in root_of(account).keys if key.access_key_id == access_key_id), None)


def _or_roots(of_users: Any, of_root: Any) -> Any:
    """Who is not root has been named before the call gets here."""
    return lambda self: of_users(self) if self._get_param("UserName") else of_root(self)


def create_access_key(self: IamResponse) -> ActionResult:
    keys = root_of(self.backend.account_id).keys
    if len(keys) >= MOST_KEYS:
        raise LimitExceededException(f"Cannot exceed quota for AccessKeysPerUser: {MOST_KEYS}")
    key = AccessKey(user_name=None, prefix="AKIA", account_id=self.backend.account_id)
    _set_keys(self.backend.account_id, [*keys, key])
    return ActionResult({"AccessKey": key})


def list_access_keys(self: IamResponse) -> ActionResult:
    keys = root_of(self.backend.account_id).keys
    return ActionResult({"AccessKeyMetadata": keys, "IsTruncated": False})


def update_access_key(self: IamResponse) -> ActionResult:
    _named(self).status = new_status(self)
    return EmptyResult()


def delete_access_key(self: IamResponse) -> ActionResult:
    gone = _named(self)
    keys = root_of(self.backend.account_id).keys
    _set_keys(self.backend.account_id, [key for key in keys if key is not gone])
    return EmptyResult()


def _named(self: IamResponse) -> AccessKey:
    key_id = self._get_param("AccessKeyId")
    key = key_of(self.backend.account_id, key_id)
    if key is None:
        raise NotFoundException(f"The Access Key with id {key_id} cannot be found.")
    return key


def get_account_summary(self: IamResponse) -> ActionResult:
    """Moto says the same of every root."""
    summary: dict[str, Any] = self.backend.get_account_summary().summary_map
    root = root_of(self.backend.account_id)
    own = {
        "AccountAccessKeysPresent": bool(root.keys),
        "AccountMFAEnabled": root.has_mfa,
        "AccountPasswordPresent": root.has_password,
        "AccountSigningCertificatesPresent": bool(root.certificates),
    }
    return ActionResult({"SummaryMap": summary | {name: int(is_so) for name, is_so in own.items()}})


def set_root(account: str, given: dict[str, Any]) -> None:
    """What is given replaces what was; of the rest nothing changes. A test says more than root's calls could."""
    root = root_of(account)
    root.has_mfa = given.get("mfa", root.has_mfa)
    root.has_password = given.get("password", root.has_password)
    if "passwordLastUsed" in given:
        root.password_used_at = _instant(given["passwordLastUsed"])
    if "accessKeys" in given:
        _set_keys(account, [_key(account, each) for each in given["accessKeys"]])
    if "certificates" in given:
        made = [_certificate(number, each) for number, each in enumerate(given["certificates"])]
        root.certificates = {each.id: each for each in made}


def _set_keys(account: str, keys: list[AccessKey]) -> None:
    """Moto finds a key's account by the keys that the account has."""
    known = iam_backends[account]["aws"].access_keys
    for gone in root_of(account).keys:
        del known[gone.access_key_id]
    root_of(account).keys = keys
    known.update({key.access_key_id: key for key in keys})


def _key(account: str, given: dict[str, Any]) -> AccessKey:
    key = AccessKey(user_name=None, prefix="AKIA", account_id=account)
    key.status = given.get("status", "Active")
    key.create_date = _instant(given["createdAt"])  # type: ignore[assignment]
    used = given.get("lastUsed")
    if used:
        at = _instant(used["at"])
        assert at is not None
        key.last_used = AccessKeyLastUsed(at, used["service"], used["region"])
    return key


def _certificate(number: int, given: dict[str, Any]) -> SigningCertificate:
    certificate = SigningCertificate(f"ROOTCERTIFICATE{number:017d}", "", "")
    certificate.status = given.get("status", "Active")
    certificate.upload_date = _instant(given["uploadedAt"])  # type: ignore[assignment]
    return certificate


def _instant(given: str | None) -> datetime | None:
    if given is None:
        return None
    return datetime.fromisoformat(given).astimezone(UTC).replace(microsecond=0, tzinfo=None)
