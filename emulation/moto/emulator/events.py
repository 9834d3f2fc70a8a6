"""CloudTrail's events of access keys: for LookupEvents, and as EventBridge delivers them."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.exceptions import JsonRESTError
from moto.core.responses import BaseResponse

from . import clock
from .principals import Principal
from .state import state

RECORDED = {"CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey"}
# IAM's events are in this region alone.
REGION = "us-east-1"
KEPT = timedelta(days=90)
MOST_RESULTS = 50


def install() -> None:
    CloudTrailResponse.lookup_events = lookup_events  # type: ignore[attr-defined]


def record(
    response: BaseResponse, action: str, principal: Principal, asked: dict[str, Any]
) -> None:
    """Of a call that was answered well; `asked` are its parameters as the caller gave them."""
    if response.service_name != "iam" or action not in RECORDED:
        return
    now = clock.now()
    user_name = response.params["UserName"]
    detail = {
        "eventVersion": "1.11",
        "userIdentity": _identity(principal),
        "eventTime": _instant(now),
        "eventSource": "iam.amazonaws.com",
        "eventName": action,
        "awsRegion": REGION,
        "sourceIPAddress": response.headers.get("X-Forwarded-For") or "127.0.0.1",
        "userAgent": response.headers.get("User-Agent") or "",
        "requestParameters": _request_parameters(asked),
        "responseElements": _response_elements(response, action, user_name),
        "requestID": str(uuid.uuid4()),
        "eventID": str(uuid.uuid4()),
        "readOnly": False,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": principal.account,
        "eventCategory": "Management",
    }
    state.events.append({"detail": detail, "at": now, "resources": _resources(detail, user_name)})


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


def _request_parameters(asked: dict[str, Any]) -> dict[str, Any] | None:
    """CloudTrail's names begin in lower case; null where the caller gave none."""
    return {name[0].lower() + name[1:]: value for name, value in asked.items()} or None


def _response_elements(response: Any, action: str, user_name: str) -> dict[str, Any] | None:
    if action != "CreateAccessKey":
        return None
    key = response.backend.list_access_keys(user_name)[-1]
    created = key.create_date
    hour = created.hour % 12 or 12
    return {
        "accessKey": {
            "userName": user_name,
            "accessKeyId": key.access_key_id,
            "status": key.status,
            "createDate": f"{created:%b} {created.day}, {created.year}, {hour}:{created:%M:%S %p}",
        }
    }


def _resources(detail: dict[str, Any], user_name: str) -> list[dict[str, str]]:
    made = (detail["responseElements"] or {}).get("accessKey", {}).get("accessKeyId")
    key_id = made or (detail["requestParameters"] or {}).get("accessKeyId")
    return [
        {"ResourceType": "AWS::IAM::AccessKey", "ResourceName": key_id},
        {"ResourceType": "AWS::IAM::User", "ResourceName": user_name},
    ]


def lookup_events(self: CloudTrailResponse) -> str:
    now = clock.now()
    start = max(_time(self._get_param("StartTime"), now - KEPT), now - KEPT)
    end = _time(self._get_param("EndTime"), now)
    attributes = self._get_param("LookupAttributes", [])
    if len(attributes) > 1:
        raise JsonRESTError("InvalidLookupAttributesException", "Only one attribute is supported.")
    found = [
        _as_looked_up(event)
        for event in reversed(state.events)
        if self.region == REGION
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
        "ReadOnly": "false",
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
