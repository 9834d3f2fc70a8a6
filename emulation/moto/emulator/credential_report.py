"""IAM's credential report: made at most every four hours, and as it stood when it was made."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.iam.exceptions import IAMException
from moto.iam.models import AccessKey, IAMBackend, User
from moto.iam.responses import IamResponse

from . import passwords
from .principals import root_arn

LIFETIME = timedelta(hours=4)
HALF_A_MILLISECOND = timedelta(microseconds=500)
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


@dataclass(frozen=True)
class Report:
    made_at: datetime
    content: str


def install() -> None:
    IamResponse.generate_credential_report = generate_credential_report
    IamResponse.get_credential_report = get_credential_report
    User.update_access_key = update_access_key  # type: ignore[method-assign]


def update_access_key(self: User, access_key_id: str, status: str | None = None) -> AccessKey:
    """`last_rotated` in the report is when the key was created or last changed."""
    key = self.get_access_key_by_id(access_key_id)
    if status is not None and status != key.status:
        key.changed_at = utcnow()  # type: ignore[attr-defined]
    return _update_of_moto(self, access_key_id, status)


_update_of_moto = User.update_access_key


def generate_credential_report(self: IamResponse) -> ActionResult:
    if _fresh_report(self.backend):
        return ActionResult({"State": "COMPLETE"})
    self.backend.credential_report = Report(utcnow(), _content(self.backend))  # type: ignore[assignment]
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
    return report if report and timedelta() <= utcnow() - report.made_at < LIFETIME else None


def _content(backend: IAMBackend) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerow(_row_of_root(backend))
    for user in backend.users.values():
        writer.writerow(_row_of(user, backend))
    return text.getvalue()


def _row_of(user: User, backend: IAMBackend) -> dict[str, str]:
    expires_at = passwords.expires_at(user, backend)
    used_at: datetime | None = user.password_last_used
    certificates = [certificate.status for certificate in user.signing_certificates.values()]
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
        **_certificates([status == "Active" for status in certificates]),
    }


def _row_of_root(backend: IAMBackend) -> dict[str, str]:
    row = {
        "user": "<root_account>",
        "arn": root_arn(backend.account_id),
        "user_creation_time": "2019-01-01T00:00:00+00:00",
        "password_last_used": "no_information",
        "mfa_active": "true",
        **_keys([]),
        **_certificates([]),
    }
    return {column: row.get(column, "not_supported") for column in COLUMNS}


def _keys(keys: list[AccessKey]) -> dict[str, str]:
    columns = {}
    for slot in range(SLOTS):
        key = keys[slot] if slot < len(keys) else None
        used = key.last_used if key else None
        values = (
            _flag(key is not None and key.status == "Active"),
            _instant(getattr(key, "changed_at", key.create_date) if key else None),
            _instant(used.timestamp if used else None),
            used.region if used else "N/A",
            used.service if used else "N/A",
        )
        for column, value in zip(KEY_COLUMNS, values, strict=True):
            columns[f"access_key_{slot + 1}_{column}"] = value
    return columns


def _certificates(active: list[bool]) -> dict[str, str]:
    return {
        f"cert_{slot + 1}_{column}": value
        for slot in range(SLOTS)
        for column, value in (
            ("active", _flag(slot < len(active) and active[slot])),
            ("last_rotated", "N/A"),
        )
    }


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _instant(instant: datetime | None) -> str:
    if instant is None:
        return "N/A"
    # Clients read moto's microseconds as milliseconds, rounded: in AWS both are whole seconds, and the same.
    return (instant + HALF_A_MILLISECOND).strftime("%Y-%m-%dT%H:%M:%S+00:00")
