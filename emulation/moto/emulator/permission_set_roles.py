"""The roles that permission sets are in their accounts."""

import json
from typing import Any

from moto.iam.exceptions import NotFoundException
from moto.iam.models import Role
from moto.moto_api._internal import mock_random
from moto.ssoadmin.models import PermissionSet

from .principals import PARTITION, backend_of
from .state import state

INLINE_POLICY = "AwsSSOInlinePolicy"


def put(permission_set: PermissionSet, account: str, region: str) -> None:
    """Makes the role, or brings it to what the permission set says by now."""
    backend = backend_of(account)
    attached = [policy.arn for policy in permission_set.managed_policies]
    own = permission_set.customer_managed_policies
    attached += [_own_policy(account, each.path, each.name) for each in own]
    boundary = _boundary_arn(permission_set, account)
    for arn in [*attached, *([boundary] if boundary else [])]:
        # What is missing there is found before anything is made.
        backend.get_policy(arn)
    role = _role(permission_set, account, region)
    role.max_session_duration = _seconds(permission_set.session_duration)
    role.permissions_boundary_arn = boundary
    for arn in [arn for arn in role.managed_policies if arn not in attached]:
        backend.detach_role_policy(arn, role.name)
    for arn in [arn for arn in attached if arn not in role.managed_policies]:
        backend.attach_role_policy(arn, role.name)
    role.policies.pop(INLINE_POLICY, None)
    if permission_set.inline_policy:
        role.put_policy(INLINE_POLICY, permission_set.inline_policy)


def remove(permission_set_arn: str, account: str) -> None:
    name = state.permission_set_roles.pop((permission_set_arn, account))
    backend = backend_of(account)
    role = backend.get_role(name)
    for arn in list(role.managed_policies):
        backend.detach_role_policy(arn, name)
    role.policies.clear()
    backend.delete_role(name)


def accounts_of(permission_set_arn: str) -> list[str]:
    return [account for arn, account in state.permission_set_roles if arn == permission_set_arn]


def boundary_of(permission_set: PermissionSet) -> dict[str, Any] | None:
    return getattr(permission_set, "boundary", None)


def _role(permission_set: PermissionSet, account: str, region: str) -> Role:
    backend = backend_of(account)
    where = (permission_set.permission_set_arn, account)
    if where in state.permission_set_roles:
        return backend.get_role(state.permission_set_roles[where])
    suffix = mock_random.get_random_hex(16)
    name = f"AWSReservedSSO_{permission_set.name}_{suffix}"
    at_home = "" if region == "us-east-1" else f"{region}/"
    provider = f"arn:{PARTITION}:iam::{account}:saml-provider/AWSSSO_{suffix}_DO_NOT_DELETE"
    trust = {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Principal": {"Federated": provider},
            "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
            "Condition": {
                "StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"},
            },
        },
    }
    role = backend.create_role(
        name,
        json.dumps(trust),
        f"/aws-reserved/sso.amazonaws.com/{at_home}",
        None,
        permission_set.description or "",
        [],
        "3600",
    )
    state.permission_set_roles[where] = name
    return role


def _own_policy(account: str, path: str, name: str) -> str:
    return f"arn:{PARTITION}:iam::{account}:policy{path}{name}"


def _boundary_arn(permission_set: PermissionSet, account: str) -> str | None:
    boundary = boundary_of(permission_set)
    if boundary is None:
        return None
    named = boundary.get("CustomerManagedPolicyReference")
    if named is None:
        return str(boundary["ManagedPolicyArn"])
    return _own_policy(account, named.get("Path", "/"), named["Name"])


def _seconds(duration: str) -> int:
    """Of a duration as permission sets have it, such as PT8H, in ISO 8601."""
    hours, _, rest = duration.removeprefix("PT").rpartition("H")
    minutes = rest.rstrip("M")
    return int(hours or 0) * 3600 + int(minutes or 0) * 60
