"""Virtual MFA devices whose codes are checked; moto takes any."""

import base64
import hmac
from collections.abc import Callable
from functools import wraps

from moto.core.responses import ActionResult
from moto.iam import models
from moto.iam.exceptions import (
    DeleteConflictException,
    EntityAlreadyExists,
    IAMException,
    NotFoundException,
)
from moto.iam.responses import IamResponse

from . import clock
from .gate import Refusal
from .principals import Principal, backend_of, principal_of
from .state import state

STEP_SECONDS = 30


class InvalidAuthenticationCode(IAMException):
    code = "InvalidAuthenticationCode"


def install() -> None:
    models.IAMBackend.enable_mfa_device = enable_mfa_device
    models.IAMBackend.delete_virtual_mfa_device = delete_virtual_mfa_device
    IamResponse.enable_mfa_device = _with_mfa(IamResponse.enable_mfa_device)
    IamResponse.deactivate_mfa_device = _with_mfa(IamResponse.deactivate_mfa_device)


def _with_mfa(call: Callable[[IamResponse], ActionResult]) -> Callable[[IamResponse], ActionResult]:
    """Who has a device changes their own devices with MFA alone, whatever policies and the call itself say."""

    @wraps(call)
    def call_with_mfa(self: IamResponse) -> ActionResult:
        caller = principal_of(self.access_key)
        user = caller.user if caller else None
        has_mfa = caller is not None and caller.session is not None and caller.session.mfa
        if user and user.name == self._get_param("UserName") and user.mfa_devices and not has_mfa:
            raise Refusal(
                "AccessDenied",
                "To complete this action, please ensure that you are authenticated with an MFA "
                "device that is enabled for this user.",
            )
        return call(self)

    return call_with_mfa


def enable_mfa_device(
    self: models.IAMBackend,
    user_name: str,
    serial_number: str,
    authentication_code_1: str,
    authentication_code_2: str,
) -> None:
    """AWS wants two codes in a row: they prove that the device has the seed and keeps the time."""
    device = self.virtual_mfa_devices.get(serial_number)
    if device is None:
        raise NotFoundException(
            f"VirtualMFADevice with serial number {serial_number} does not exist."
        )
    if device.user is not None:
        raise EntityAlreadyExists("MFADevice entity at the same path and name already exists.")
    second = _step_of(device, authentication_code_2, after=0)
    if second is None or _code(device, second - 1) != authentication_code_1:
        raise InvalidAuthenticationCode("Authentication code for device is not valid.")
    state.used_mfa_steps[serial_number] = second
    _enable_of_moto(self, user_name, serial_number, authentication_code_1, authentication_code_2)


_enable_of_moto = models.IAMBackend.enable_mfa_device


def delete_virtual_mfa_device(self: models.IAMBackend, serial_number: str) -> None:
    device = self.virtual_mfa_devices.get(serial_number)
    if device is not None and device.user is not None:
        raise DeleteConflictException("MFA VirtualDevice in use. Must deactivate first.")
    _delete_of_moto(self, serial_number)


_delete_of_moto = models.IAMBackend.delete_virtual_mfa_device


def why_not(principal: Principal, serial_number: str, code: str) -> str | None:
    """Why these don't authenticate the user; None where they do. A code is good once."""
    backend = backend_of(principal.account)
    device = backend.virtual_mfa_devices.get(serial_number)
    if device is None or principal.user is None or device.user is not principal.user:
        return (
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your "
            "MFA serial number is valid and associated with this user."
        )
    step = _step_of(device, code, after=state.used_mfa_steps.get(serial_number, 0))
    if step is None:
        return "MultiFactorAuthentication failed with invalid MFA one time pass code."
    state.used_mfa_steps[serial_number] = step
    return None


def _step_of(device: models.VirtualMfaDevice, code: str, after: int) -> int | None:
    """The step of 30 seconds that the code is of: this one, or next to it, as clocks differ."""
    this = int(clock.now().timestamp()) // STEP_SECONDS
    steps = (step for step in (this, this - 1, this + 1) if step > after)
    return next((step for step in steps if _code(device, step) == code), None)


def _code(device: models.VirtualMfaDevice, step: int) -> str:
    """RFC 6238 with SHA-1 and six digits, as authenticator apps have it."""
    seed = device.base32_string_seed
    key = base64.b32decode(seed + "=" * (-len(seed) % 8))
    digest = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
