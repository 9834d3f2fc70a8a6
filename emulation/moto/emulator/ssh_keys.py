"""SSH public keys for CodeCommit: read, and no more of them than AWS takes. Moto takes any text."""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
    load_ssh_public_key,
)
from moto.core.responses import ActionResult, EmptyResult
from moto.iam.exceptions import (
    IAMException,
    LimitExceededException,
    NotFoundException,
    ValidationError,
)
from moto.iam.models import User
from moto.iam.responses import IamResponse
from moto.iam.utils import generate_access_key_id_from_account_id

from . import clock, paging
from .new_status import new_status

MOST_OF_A_USER = 5
FEWEST_BITS = 2048


@dataclass
class SshKey:
    id: str
    public: RSAPublicKey
    uploaded_at: datetime
    status: str = "Active"

    @property
    def text(self) -> str:
        """Without the comment, which AWS does not keep."""
        return self.public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()

    @property
    def pem(self) -> str:
        return self.public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    @property
    def fingerprint(self) -> str:
        digest = hashlib.md5(base64.b64decode(self.text.split()[1]), usedforsecurity=False)
        return ":".join(re.findall("..", digest.hexdigest()))


def install() -> None:
    for call in (
        upload_ssh_public_key,
        get_ssh_public_key,
        list_ssh_public_keys,
        update_ssh_public_key,
        delete_ssh_public_key,
    ):
        setattr(IamResponse, call.__name__, call)


def of(user: User) -> list[SshKey]:
    """A user's, to be changed in place."""
    return user.ssh_public_keys  # type: ignore[return-value]


def upload_ssh_public_key(self: IamResponse) -> ActionResult:
    user = self.backend.get_user(self._get_param("UserName"))
    body = self._get_param("SSHPublicKeyBody")
    public = _read(body)
    if any(each.public == public for each in of(user)):
        raise IAMException("DuplicateSSHPublicKey", "Duplicate SSH public key uploaded.")
    if len(of(user)) >= MOST_OF_A_USER:
        raise LimitExceededException(
            f"Cannot exceed quota for SSHPublicKeysPerUser: {MOST_OF_A_USER}"
        )
    key_id = generate_access_key_id_from_account_id(user.account_id, "APKA", 20)
    key = SshKey(key_id, public, clock.this_second())
    of(user).append(key)
    return _whole(user, key, body)


def get_ssh_public_key(self: IamResponse) -> ActionResult:
    encoding = self._get_param("Encoding")
    if encoding not in ("SSH", "PEM"):
        raise ValidationError(
            "1 validation error detected: Value at 'encoding' failed to satisfy constraint: Member "
            "must satisfy enum value set: [SSH, PEM]"
        )
    user, key = _named(self)
    return _whole(user, key, key.text if encoding == "SSH" else key.pem)


def list_ssh_public_keys(self: IamResponse) -> ActionResult:
    user = self.backend.get_user(self._get_param("UserName"))
    page, rest = paging.page(self, [_described(user, each) for each in of(user)])
    return ActionResult({"SSHPublicKeys": page} | rest)


def update_ssh_public_key(self: IamResponse) -> ActionResult:
    _, key = _named(self)
    key.status = new_status(self)
    return EmptyResult()


def delete_ssh_public_key(self: IamResponse) -> ActionResult:
    user, key = _named(self)
    of(user).remove(key)
    return EmptyResult()


def _named(self: IamResponse) -> tuple[User, SshKey]:
    user = self.backend.get_user(self._get_param("UserName"))
    key_id = self._get_param("SSHPublicKeyId")
    key = next((each for each in of(user) if each.id == key_id), None)
    if key is None:
        raise NotFoundException(f"User has no Public Key with id {key_id}.")
    return user, key


def _read(body: str) -> RSAPublicKey:
    is_pem = body.lstrip().startswith("-----BEGIN")
    try:
        key = (load_pem_public_key if is_pem else load_ssh_public_key)(body.strip().encode())
    except (ValueError, UnsupportedAlgorithm):
        raise IAMException(
            "UnrecognizedPublicKeyEncoding", "Invalid public key uploaded."
        ) from None
    if not isinstance(key, RSAPublicKey) or key.key_size < FEWEST_BITS:
        raise IAMException("InvalidPublicKey", "Invalid body for public key")
    return key


def _described(user: User, key: SshKey) -> dict[str, Any]:
    return {
        "UserName": user.name,
        "SSHPublicKeyId": key.id,
        "Status": key.status,
        "UploadDate": key.uploaded_at,
    }


def _whole(user: User, key: SshKey, body: str) -> ActionResult:
    rest = {"Fingerprint": key.fingerprint, "SSHPublicKeyBody": body}
    return ActionResult({"SSHPublicKey": _described(user, key) | rest})
