"""CloudTrail's events of users' and root's credentials: for LookupEvents, and as EventBridge delivers them."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.exceptions import JsonRESTError
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
# What reads and writes data, which is no management event. (Of S3 nothing is recorded.)
DATA = {
    "dynamodb": ("Batch", "Delete", "Get", "Put", "Query", "Scan", "Transact", "Update"),
    "sqs": ("Change", "DeleteMessage", "Receive", "SendMessage"),
}
# So many of a key's uses are remembered.
MOST_USES = 500
# IAM's events are in this region alone.
REGION = "us-east-1"
KEPT = timedelta(days=90)
MOST_RESULTS = 50


def install() -> None:
    CloudTrailResponse.lookup_events = lookup_events  # type: ignore[attr-defined]


def record(
    response: BaseResponse, action: str, principal: Principal, asked: dict[str, Any], body: Any
) -> None:
    """Of a call that was answered well, with that body; `asked` are its parameters as the caller gave them."""
    if response.service_name != "iam" or action not in RECORDED:
        return
    user_name = response.params.get("UserName")
    requested = call_record.request_parameters(action, asked)
    answered = call_record.response_elements(action, body)
    answers = {"requestParameters": requested, "responseElements": answered, "readOnly": False}
    event = _event(response, action, principal, answers)
    event["resources"] = call_record.resources(requested, answered, user_name)
    state.events.append(event)


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
    now = clock.now()
    service = str(response.service_name)
    detail = {
        "eventVersion": "1.11",
        "userIdentity": _identity(principal),
        "eventTime": _instant(now),
        "eventSource": f"{service}.amazonaws.com",
        "eventName": action,
        "awsRegion": REGION if service == "iam" else response.region,
        "sourceIPAddress": response.headers.get("X-Forwarded-For") or "127.0.0.1",
        "userAgent": response.headers.get("User-Agent") or "",
        "requestID": str(uuid.uuid4()),
        "eventID": str(uuid.uuid4()),
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": principal.account,
        "eventCategory": "Management",
        **more,
    }
    return {"detail": detail, "at": now, "resources": []}


def _identity(principal: Principal) -> dict[str, Any]:
    session = principal.session
    identity: dict[str, Any] = {
        "type": {"root": "Root", "user": "IAMUser", "role": "AssumedRole"}[principal.kind],
        "principalId": principal.id,
        "arn": principal.arn,
        "accountId": principal.account,
        "accessKeyId": principal.access_key_id,
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
    return identity


def lookup_events(self: CloudTrailResponse) -> str:
    now = clock.now()
    start = max(_time(self._get_param("StartTime"), now - KEPT), now - KEPT)
    end = _time(self._get_param("EndTime"), now)
    attributes = self._get_param("LookupAttributes", [])
    if len(attributes) > 1:
        raise JsonRESTError("InvalidLookupAttributesException", "Only one attribute is supported.")
    found = [
        _as_looked_up(event)
        for event in _newest_first(attributes)
        if event["detail"]["awsRegion"] == self.region
        and event["detail"]["recipientAccountId"] == self.current_account
        and start <= event["at"] <= end
        and all(_has(event, each) for each in attributes)
    ]
    size = min(int(self._get_param("MaxResults") or MOST_RESULTS), MOST_RESULTS)
    first = int(self._get_param("NextToken") or 0)
    answer: dict[str, Any] = {"Events": found[first : first + size]}
    if first + size < len(found):
        answer["NextToken"] = str(first + size)
    return json.dumps(answer)


def _newest_first(attributes: list[dict[str, str]]) -> list[dict[str, Any]]:
    keys = [each["AttributeValue"] for each in attributes if each["AttributeKey"] == "AccessKeyId"]
    uses = [use for key in keys for use in state.uses.get(key, [])]
    return sorted(state.events + uses, key=lambda event: event["at"])[::-1]


def _has(event: dict[str, Any], attribute: dict[str, str]) -> bool:
    key, value = attribute["AttributeKey"], attribute["AttributeValue"]
    if key in ("ResourceName", "ResourceType"):
        return any(resource[key] == value for resource in event["resources"])
    known = _as_looked_up(event)
    if key not in known:
        raise JsonRESTError("InvalidLookupAttributesException", f"{key} is not one.")
    return known[key] == value


def _as_looked_up(event: dict[str, Any]) -> dict[str, Any]:
    detail = event["detail"]
    identity = detail["userIdentity"]
    return {
        "EventId": detail["eventID"],
        "EventName": detail["eventName"],
        "ReadOnly": json.dumps(detail["readOnly"]),
        # The key that signed the call, not the one that it is about.
        "AccessKeyId": identity["accessKeyId"],
        "EventTime": int(event["at"].timestamp()),
        "EventSource": detail["eventSource"],
        "Username": identity.get("userName") or identity["arn"].split("/")[-1].split(":")[-1],
        "Resources": event["resources"],
        "CloudTrailEvent": json.dumps(detail),
    }


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


def _time(given: Any, default: datetime) -> datetime:
    return default if given is None else datetime.fromtimestamp(float(given), UTC)


def _instant(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
