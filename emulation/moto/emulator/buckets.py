"""S3, whose calls moto takes in by another way than those of other services."""

import json
from collections.abc import Callable
from typing import Any

from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from . import gate

_Call = Callable[[S3Response, Any, str], Any]


def install() -> None:
    S3Response._key_response = _gated(S3Response._key_response)
    S3Response._bucket_response = _gated(S3Response._bucket_response)
    FakeBucket.get_permission = get_permission


def _gated(call: _Call) -> _Call:
    def gated(response: S3Response, request: Any, full_url: str) -> Any:
        return gate.call_bucket(response, lambda: call(response, request, full_url))

    return gated


def get_permission(bucket: FakeBucket, action: str, resource: str) -> PermissionResult:
    """Moto knows no condition of a bucket's policy, and would deny whatever a statement with one denies."""
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    whole = bucket.policy
    policy = json.loads(whole)
    policy["Statement"] = [each for each in policy["Statement"] if "Condition" not in each]
    try:
        bucket.policy = json.dumps(policy).encode()
        return _permission_of_moto(bucket, action, resource)
    finally:
        bucket.policy = whole


_permission_of_moto = FakeBucket.get_permission
