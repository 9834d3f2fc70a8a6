"""X.509 signing certificates of users and of root. Moto takes one certificate twice, and gives all at once."""

import base64
import hashlib
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from moto.core.responses import ActionResult, EmptyResult
from moto.iam.exceptions import (
    IAMException,
    LimitExceededException,
    NotFoundException,
)
from moto.iam.models import IAMBackend, SigningCertificate
from moto.iam.responses import IamResponse

from . import clock, paging
from .new_status import new_status
from .root import root_of

MOST_OF_A_USER = 2


class MalformedCertificate(IAMException):
    code = "MalformedCertificate"


def install() -> None:
    for call in (
        upload_signing_certificate,
        list_signing_certificates,
        update_signing_certificate,
        delete_signing_certificate,
    ):
        setattr(IamResponse, call.__name__, call)


def upload_signing_certificate(self: IamResponse) -> ActionResult:
    name, certificates = _owner(self)
    body = self._get_param("CertificateBody")
    certificate_id = _id_of(body)
    if certificate_id in certificates:
        # Again, it is what it was, though the answer says that it is active.
        return _answer(name, certificates[certificate_id], status="Active")
    if any(certificate_id in others for others in _everybodys(self.backend)):
        raise IAMException("DuplicateCertificate", "Duplicate certificate uploaded.")
    if len(certificates) >= MOST_OF_A_USER:
        raise LimitExceededException(
            f"Cannot exceed quota for CertificatesPerUser: {MOST_OF_A_USER}"
        )
    made = SigningCertificate(certificate_id, name or "", body)
    certificates[certificate_id] = made
    return _answer(name, made, status=made.status)


def list_signing_certificates(self: IamResponse) -> ActionResult:
    name, certificates = _owner(self)
    page, rest = paging.page(
        self, [_described(name, each, each.status) for each in certificates.values()]
    )
    return ActionResult({"Certificates": page} | rest)


def update_signing_certificate(self: IamResponse) -> ActionResult:
    _, certificates = _owner(self)
    certificate = certificates[_named(self, certificates)]
    certificate.status = new_status(self)
    return EmptyResult()


def delete_signing_certificate(self: IamResponse) -> ActionResult:
    _, certificates = _owner(self)
    del certificates[_named(self, certificates)]
    return EmptyResult()


def _owner(self: IamResponse) -> tuple[str | None, dict[str, SigningCertificate]]:
    """The user's name and certificates, by id; without a name root's, who calls then."""
    name = self._get_param("UserName")
    if name is None:
        return None, root_of(self.backend.account_id).certificates
    user = self.backend.get_user(name)
    return user.name, user.signing_certificates


def _everybodys(backend: IAMBackend) -> list[dict[str, SigningCertificate]]:
    users = [user.signing_certificates for user in backend.users.values()]
    return [*users, root_of(backend.account_id).certificates]


def _named(self: IamResponse, certificates: dict[str, SigningCertificate]) -> str:
    certificate_id: str = self._get_param("CertificateId")
    if certificate_id not in certificates:
        raise NotFoundException(f"The Certificate with id {certificate_id} cannot be found.")
    return certificate_id


def _id_of(body: str) -> str:
    """AWS's own: it says which certificate it is, whoever uploads it and when."""
    try:
        certificate = x509.load_pem_x509_certificate(body.encode())
    except ValueError:
        raise MalformedCertificate(f"Certificate {body} is malformed.") from None
    if certificate.not_valid_after_utc <= clock.now():
        raise MalformedCertificate(f"Certificate {body} is malformed.")
    der = certificate.public_bytes(Encoding.DER)
    return base64.b32encode(hashlib.sha1(der, usedforsecurity=False).digest()).decode()


def _described(name: str | None, certificate: SigningCertificate, status: str) -> dict[str, Any]:
    return {
        **({"UserName": name} if name else {}),
        "CertificateId": certificate.id,
        "CertificateBody": certificate.body,
        "Status": status,
        "UploadDate": certificate.upload_date,
    }


def _answer(name: str | None, certificate: SigningCertificate, status: str) -> ActionResult:
    return ActionResult({"Certificate": _described(name, certificate, status)})
