"""
CloudTrail's events of users' and root's credentials: for LookupEvents, and as EventBridge delivers them. And, for
LookupEvents alone, how sessions without a key were made.
"""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from moto.core.responses import BaseResponse

from . import call_record, clock
from .principals import Principal
from .state import state

RECORDED = {
    f"{verb}{what}"
    for what, verbs in {
        "AccessKey": ("Create", "Update", "Delete"),
        "LoginProfile": ("Create", "Update", "Delete"),
        "MFADevice": ("Deactivate",),
        "ServiceSpecificCredential": ("Create", "Reset", "Update", "Delete"),
        "SigningCertificate": ("Upload", "Update", "Delete"),
        "SSHPublicKey": ("Upload", "Update", "Delete"),
        "User": ("Create", "Delete"),
    }.items()
    for verb in verbs
}
# Of other calls LookupEvents alone is given these.
LOOKED_UP = {"DeleteVirtualMFADevice", "EnableMFADevice", "TagUser", "UntagUser"}
# What reads and writes data, which is no management event. (Of S3 nothing is recorded.)
DATA = {
    "dynamodb": ("Batch", "Delete", "Get", "Put", "Query", "Scan", "Transact", "Update"),
    "sqs": ("Change", "DeleteMessage", "Receive", "SendMessage"),
}
# So many of a key's uses are remembered.
MOST_USES = 500
# IAM's events are in this region alone.
REGION = "us-east-1"


def record(
    response: BaseResponse, action: str, principal: Principal, asked: dict[str, Any], body: Any
) -> None:
    """Of a call that was answered well, with that body; `asked` are its parameters as the caller gave them."""
    if response.service_name != "iam" or action not in RECORDED | LOOKED_UP:
        return
    user_name = response.params.get("UserName")
    requested = call_record.request_parameters(action, asked)
    answered = call_record.response_elements(action, body)
    answers = {"requestParameters": requested, "responseElements": answered, "readOnly": False}
    event = _event(response, action, principal, answers)
    event["resources"] = call_record.resources(requested, answered, user_name)
    (state.session_events if action in LOOKED_UP else state.events).append(event)


def record_session(
    account: str, region: str, headers: Mapping[str, str], about: dict[str, Any]
) -> None:
    """
    Of a call by which a session was made, or refused: who asked (`userIdentity`), `eventSource`, `eventName` and what else
    is about it. EventBridge is not given it here.
    """
    more = {"readOnly": True, "responseElements": None} | about
    state.session_events.append(_made(account, region, headers, more))


def record_use(response: BaseResponse, action: str, principal: Principal) -> None:
    """Of a call that a long-term key has signed, and that `record` does not keep."""
    service = str(response.service_name)
    if principal.session is not None or (service == "iam" and action in RECORDED):
        return
    if action.startswith(DATA.get(service, ())) and action not in ("DeleteTable", "UpdateTable"):
        return
    uses = state.uses.setdefault(principal.access_key_id, [])
    asked = _device(response) if service == "sts" else None
    uses.append(_event(response, action, principal, {"requestParameters": asked, "readOnly": True}))
    del uses[:-MOST_USES]


def _device(response: BaseResponse) -> dict[str, str] | None:
    """The MFA device whose code came with a call to STS, right or wrong: no more is written of what is asked there."""
    serial = response.params.get("SerialNumber")
    return {"serialNumber": str(serial)} if serial else None


def _event(
    response: BaseResponse, action: str, principal: Principal, more: dict[str, Any]
) -> dict[str, Any]:
    service = str(response.service_name)
    region = REGION if service == "iam" else response.region
    about = {
        "userIdentity": identity_of(principal),
        "eventSource": f"{service}.amazonaws.com",
        "eventName": action,
        **more,
    }
    return _made(principal.account, region, response.headers, about)


def _made(
    account: str, region: str, headers: Mapping[str, str], about: dict[str, Any]
) -> dict[str, Any]:
    now = clock.now()
    detail = {
        "eventVersion": "1.11",
        "eventTime": _instant(now),
        "awsRegion": region,
        "sourceIPAddress": headers.get("X-Forwarded-For") or "127.0.0.1",
        "userAgent": headers.get("User-Agent") or "",
        "requestID": str(uuid.uuid4()),
        "eventID": str(uuid.uuid4()),
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": account,
        "eventCategory": "Management",
        **about,
    }
    return {"detail": detail, "at": now, "resources": []}


def identity_of(principal: Principal) -> dict[str, Any]:
    session = principal.session
    identity: dict[str, Any] = {
        "type": {"root": "Root", "user": "IAMUser", "role": "AssumedRole"}[principal.kind],
        "principalId": principal.id,
        "arn": principal.arn,
        "accountId": principal.account,
        # Who signs in has none.
        **({"accessKeyId": principal.access_key_id} if principal.access_key_id else {}),
    }
    if principal.user:
        identity["userName"] = principal.user.name
    if session:
        identity["sessionContext"] = {
            **({"sourceIdentity": session.source_identity} if session.source_identity else {}),
            "attributes": {
                "creationDate": _instant(session.created_at),
                "mfaAuthenticated": "true" if session.mfa else "false",
            }
        }
        if session.kind == "role":
            identity["sessionContext"]["sessionIssuer"] = {
                "type": "Role",
                "principalId": session.owner_id.split(":")[0],
                "arn": session.role_arn,
                "accountId": principal.account,
                "userName": session.role_arn.split("/")[-1],
            }
        if session.on_behalf_of:
            identity["onBehalfOf"] = dict(session.on_behalf_of)
    return identity


def as_delivered(since: str | None) -> list[dict[str, Any]]:
    """What the EventBridge buses of all accounts had since then, oldest first."""
    start = datetime.fromisoformat(since) if since else datetime.min.replace(tzinfo=UTC)
    return [_as_delivered(event["detail"]) for event in state.events if event["at"] >= start]


def _as_delivered(detail: dict[str, Any]) -> dict[str, Any]:
    return {
        "version": "0",
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, detail["eventID"])),
        "detail-type": "AWS API Call via CloudTrail",
        "source": "aws.iam",
        "account": detail["recipientAccountId"],
        "time": detail["eventTime"],
        "region": REGION,
        "resources": [],
        "detail": detail,
    }


def _instant(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
