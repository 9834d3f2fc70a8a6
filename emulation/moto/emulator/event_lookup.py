"""What CloudTrail's LookupEvents finds of the events that are kept."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.exceptions import JsonRESTError

from . import clock
from .state import state

KEPT = timedelta(days=90)
MOST_RESULTS = 50
# Beside what an event is about.
LOOKUP_KEYS = ("EventId", "EventName", "ReadOnly", "AccessKeyId", "EventSource", "Username")


def install() -> None:
    CloudTrailResponse.lookup_events = lookup_events  # type: ignore[attr-defined]


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
    return sorted(state.events + state.session_events + uses, key=lambda event: event["at"])[::-1]


def _has(event: dict[str, Any], attribute: dict[str, str]) -> bool:
    key, value = attribute["AttributeKey"], attribute["AttributeValue"]
    if key in ("ResourceName", "ResourceType"):
        return any(resource[key] == value for resource in event["resources"])
    if key not in LOOKUP_KEYS:
        raise JsonRESTError("InvalidLookupAttributesException", f"{key} is not one.")
    return bool(_as_looked_up(event).get(key) == value)


def _as_looked_up(event: dict[str, Any]) -> dict[str, Any]:
    detail = event["detail"]
    identity = detail["userIdentity"]
    name = identity.get("userName") or identity.get("arn", "").split("/")[-1].split(":")[-1]
    return {
        "EventId": detail["eventID"],
        "EventName": detail["eventName"],
        "ReadOnly": json.dumps(detail["readOnly"]),
        # The key that signed the call, not the one that it is about.
        **({"AccessKeyId": identity["accessKeyId"]} if "accessKeyId" in identity else {}),
        "EventTime": int(event["at"].timestamp()),
        "EventSource": detail["eventSource"],
        # A service's calls have none.
        **({"Username": name} if name else {}),
        "Resources": event["resources"],
        "CloudTrailEvent": json.dumps(detail),
    }


def _time(given: Any, default: datetime) -> datetime:
    return default if given is None else datetime.fromtimestamp(float(given), UTC)
