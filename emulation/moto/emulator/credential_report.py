"""IAM's credential report: made at most every four hours, and as it stood when it was made."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta

from moto.core.responses import ActionResult
from moto.iam.exceptions import IAMException
from moto.iam.models import AccessKey, IAMBackend, SigningCertificate, User
from moto.iam.responses import IamResponse

from . import clock, passwords
from .principals import root_arn
from .root import root_of

LIFETIME = timedelta(hours=4)
SLOTS = 2
KEY_COLUMNS = ("active", "last_rotated", "last_used_date", "last_used_region", "last_used_service")
COLUMNS = [
    "user",
    "arn",
    "user_creation_time",
    "password_enabled",
    "password_last_used",
    "password_last_changed",
    "password_next_rotation",
    "mfa_active",
    *(f"access_key_{slot}_{column}" for slot in (1, 2) for column in KEY_COLUMNS),
    *(f"cert_{slot}_{column}" for slot in (1, 2) for column in ("active", "last_rotated")),
]


# Whether a report is ready as soon as it is asked for; else the next look finds it in progress.
_at_once = False


@dataclass
class Report:
    made_at: datetime
    content: str
    is_in_progress: bool


def install(at_once: bool) -> None:
    global _at_once
    _at_once = at_once
    IamResponse.generate_credential_report = generate_credential_report
    IamResponse.get_credential_report = get_credential_report


def generate_credential_report(self: IamResponse) -> ActionResult:
    report = _fresh_report(self.backend)
    if report:
        report.is_in_progress = False
        return ActionResult({"State": "COMPLETE"})
    self.backend.credential_report = Report(  # type: ignore[assignment]
        clock.this_second(), _content(self.backend), is_in_progress=not _at_once
    )
    return ActionResult(
        {
            "State": "STARTED",
            "Description": "No report exists. Starting a new report generation task",
        }
    )


def get_credential_report(self: IamResponse) -> ActionResult:
    if not self.backend.credential_report:
        raise IAMException("ReportNotPresent", "No report exists. Generate one first.")
    report = _fresh_report(self.backend)
    if not report:
        raise IAMException("ReportExpired", "The report has expired. Generate a new one.")
    if report.is_in_progress:
        # How long that takes AWS does not say. Here the next look finds it made.
        report.is_in_progress = False
        raise IAMException("ReportInProgress", "Unknown")
    return ActionResult(
        {
            "Content": report.content,
            "ReportFormat": "text/csv",
            "GeneratedTime": report.made_at,
        }
    )


def _fresh_report(backend: IAMBackend) -> Report | None:
    report: Report | None = backend.credential_report  # type: ignore[assignment]
    # A clock that was turned back must not keep a report of the future for ever.
    return report if report and timedelta() <= clock.this_second() - report.made_at < LIFETIME else None


def _content(backend: IAMBackend) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerow(_row_of_root(backend))
    for user in sorted(backend.users.values(), key=lambda user: user.name.lower()):
        writer.writerow(_row_of(user, backend))
    return text.getvalue().removesuffix("\n")


def _row_of(user: User, backend: IAMBackend) -> dict[str, str]:
    expires_at = passwords.expires_at(user, backend)
    used_at: datetime | None = user.password_last_used
    return {
        "user": user.name,
        "arn": user.arn,
        "user_creation_time": _instant(user.create_date),
        "password_enabled": _flag(bool(user.password)),
        "password_last_used": (
            _instant(used_at) if used_at else "no_information" if user.password else "N/A"
        ),
        "password_last_changed": _instant(passwords.changed_at(user)),
        "password_next_rotation": _instant(expires_at),
        "mfa_active": _flag(bool(user.mfa_devices)),
        **_keys(user.access_keys),
        **_certificates(list(user.signing_certificates.values())),
    }


def _row_of_root(backend: IAMBackend) -> dict[str, str]:
    root = root_of(backend.account_id)
    used_at = root.password_used_at
    without_use = "no_information" if root.has_password else "N/A"
    return {
        "user": "<root_account>",
        "arn": root_arn(backend.account_id),
        "user_creation_time": "2019-01-01T00:00:00Z",
        "password_enabled": _flag(root.has_password),
        "password_last_used": _instant(used_at) if used_at else without_use,
        "password_last_changed": "2019-01-01T00:00:00Z" if root.has_password else "N/A",
        "password_next_rotation": "not_supported",
        "mfa_active": _flag(root.has_mfa),
        **_keys(root.keys),
        **_certificates(list(root.certificates.values())),
    }


def _keys(keys: list[AccessKey]) -> dict[str, str]:
    columns = {}
    # In the order of their ids: which key is the older one does not show in its place.
    in_slots = sorted(keys, key=lambda key: key.access_key_id)
    for slot in range(SLOTS):
        key = in_slots[slot] if slot < len(in_slots) else None
        used = key.last_used if key else None
        values = (
            _flag(key is not None and key.status == "Active"),
            # When it was made: that it was switched off or on since then does not move it.
            _instant(key.create_date if key else None),
            _instant(used.timestamp if used else None),
            used.region if used else "N/A",
            used.service if used else "N/A",
        )
        for column, value in zip(KEY_COLUMNS, values, strict=True):
            columns[f"access_key_{slot + 1}_{column}"] = value
    return columns


def _certificates(certificates: list[SigningCertificate]) -> dict[str, str]:
    columns = {}
    in_slots = sorted(certificates, key=lambda certificate: certificate.status == "Active")
    for slot in range(SLOTS):
        certificate = in_slots[slot] if slot < len(in_slots) else None
        is_active = certificate is not None and certificate.status == "Active"
        columns[f"cert_{slot + 1}_active"] = _flag(is_active)
        columns[f"cert_{slot + 1}_last_rotated"] = _instant(
            certificate.upload_date if certificate else None
        )
    return columns


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _instant(instant: datetime | None) -> str:
    return "N/A" if instant is None else instant.strftime("%Y-%m-%dT%H:%M:%SZ")
