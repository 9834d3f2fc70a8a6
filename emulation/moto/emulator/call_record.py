"""What CloudTrail writes of one call: what was asked, what was answered, and what it was about."""

from datetime import datetime
from typing import Any

from botocore.parsers import create_parser
from moto.core.utils import get_service_model

# Neither asked nor answered secrets are written.
SECRETS = {
    "AuthenticationCode1",
    "AuthenticationCode2",
    "Password",
    "SecretAccessKey",
    "ServiceCredentialSecret",
    "ServicePassword",
}
# What LookupEvents finds an event by, by the name of its parameter. Of the last three types nothing is known here.
RESOURCES = {
    "accessKeyId": "AWS::IAM::AccessKey",
    "serialNumber": "AWS::IAM::MfaDevice",
    "certificateId": "AWS::IAM::SigningCertificate",
    "sSHPublicKeyId": "AWS::IAM::SSHPublicKey",
    "serviceSpecificCredentialId": "AWS::IAM::ServiceSpecificCredential",
}


def request_parameters(action: str, asked: dict[str, Any]) -> dict[str, Any] | None:
    """Null where the caller gave none."""
    # What this call leaves out stands as its default.
    defaults = {"PasswordResetRequired": False} if action == "CreateLoginProfile" else {}
    return _written(defaults | asked) or None


def response_elements(action: str, body: Any) -> dict[str, Any] | None:
    """As it was answered; null where that says nothing."""
    shape = get_service_model("iam").operation_model(action).output_shape
    if shape is None:
        return None
    raw = body.encode() if isinstance(body, str) else body
    answer = create_parser("query").parse({"status_code": 200, "headers": {}, "body": raw}, shape)
    del answer["ResponseMetadata"]
    return _written(answer) or None


def resources(
    request: dict[str, Any] | None, elements: dict[str, Any] | None, user_name: str | None
) -> list[dict[str, str]]:
    made = next((each for each in (elements or {}).values() if isinstance(each, dict)), {})
    named = (request or {}) | made
    found = [
        {"ResourceType": kind, "ResourceName": named[name]}
        for name, kind in RESOURCES.items()
        if name in named
    ]
    user = [{"ResourceType": "AWS::IAM::User", "ResourceName": user_name}] if user_name else []
    return found + user


def _written(value: Any) -> Any:
    """CloudTrail's names begin in lower case, and its dates are Java's."""
    if isinstance(value, dict):
        return {
            name[0].lower() + name[1:]: _written(each)
            for name, each in value.items()
            if name not in SECRETS
        }
    if isinstance(value, list):
        return [_written(each) for each in value]
    if isinstance(value, datetime):
        hour = value.hour % 12 or 12
        return f"{value:%b} {value.day}, {value.year}, {hour}:{value:%M:%S %p}"
    return value
