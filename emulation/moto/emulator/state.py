"""What the emulator remembers beside moto, forgotten on a reset."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class State:
    # Every call that was answered, in order, as `Moto.recordedCalls` gives them.
    calls: list[dict[str, Any]] = field(default_factory=list)
    # By access key id: what temporary credentials stand for (`principals.Session`).
    sessions: dict[str, Any] = field(default_factory=dict)
    # By account: what its root has (`root.Root`).
    roots: dict[str, Any] = field(default_factory=dict)
    # CloudTrail's events of credentials and their users, oldest first.
    events: list[dict[str, Any]] = field(default_factory=list)
    # CloudTrail's events of sessions that are made without a key, oldest first.
    session_events: list[dict[str, Any]] = field(default_factory=list)
    # By access key id: CloudTrail's events of what a user's or root's own key has signed, oldest first.
    uses: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    # By request id: what Identity Center is asked to do, and how far it is (`permission_sets`).
    operations: dict[str, dict[str, Any]] = field(default_factory=dict)
    # By a permission set's ARN and account: the name of the role that it is there.
    permission_set_roles: dict[tuple[str, str], str] = field(default_factory=dict)
    # By ARN: account access manager's applications (`account_access.Application`).
    applications: dict[str, Any] = field(default_factory=dict)
    # By authorization code, or refresh token: sessions of `aws login` (`sign_in.SignIn`).
    sign_ins: dict[str, Any] = field(default_factory=dict)
    # By serial number of an MFA device: the last step whose code was used, as a code is good once.
    used_mfa_steps: dict[str, int] = field(default_factory=dict)
    # Whether the Date of an answer is the emulated time, and not the caller's own.
    tells_time: bool = False
    # Accounts in which every call is refused, and calls that are in all: `iam:ListMFADevices`, or
    # about one user `iam:ListMFADevices/alice`.
    refused: set[str] = field(default_factory=set)
    # AWS's code of the error, such as `LimitExceeded`; empty: that access is denied.
    refused_with: str = ""

    # Where the functions are run: the URL of whoever has them in processes.
    invoker: str = ""

    def reset(self) -> None:
        self.__init__()  # type: ignore[misc]


state = State()
