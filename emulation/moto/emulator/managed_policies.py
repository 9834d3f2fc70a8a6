"""AWS's own managed policies. Moto makes all 1,400 of them in every account, or none; this makes those that are named."""

import functools
import json
from collections.abc import Callable
from typing import Any

from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, IAMBackend

MARK = ":iam::aws:policy/"
METHODS = ("attach_group_policy", "attach_role_policy", "attach_user_policy", "get_policy")


def install() -> None:
    for name in METHODS:
        setattr(IAMBackend, name, _knowing(getattr(IAMBackend, name)))


def _knowing(method: Callable[..., Any]) -> Callable[..., Any]:
    """The method, after which every policy of AWS's that it names is there."""

    @functools.wraps(method)
    def method_that_knows(self: IAMBackend, *args: Any, **kwargs: Any) -> Any:
        for value in (*args, *kwargs.values()):
            if isinstance(value, str) and MARK in value:
                _make(self, value)
        return method(self, *args, **kwargs)

    return method_that_knows


def _make(backend: IAMBackend, arn: str) -> None:
    name = arn.split("/")[-1]
    data = _all().get(name)
    if data is None or arn in backend.managed_policies:
        return
    policy = AWSManagedPolicy.from_data(name, backend.account_id, backend.region_name, data)
    if policy.arn == arn:
        backend.aws_managed_policies.append(policy)
        backend.managed_policies[arn] = policy


@functools.cache
def _all() -> dict[str, Any]:
    return json.loads(aws_managed_policies_data)  # type: ignore[no-any-return]
