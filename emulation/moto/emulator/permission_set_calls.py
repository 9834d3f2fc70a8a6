"""What moto does not let be asked of a permission set: its boundary, and its tags."""

import json

from moto.ssoadmin.exceptions import ResourceNotFoundException
from moto.ssoadmin.models import PermissionSet
from moto.ssoadmin.responses import SSOAdminResponse

from .permission_set_roles import boundary_of


def install() -> None:
    for call in (
        put_permissions_boundary_to_permission_set,
        get_permissions_boundary_for_permission_set,
        delete_permissions_boundary_from_permission_set,
        tag_resource,
        untag_resource,
        list_tags_for_resource,
    ):
        setattr(SSOAdminResponse, call.__name__, call)


def put_permissions_boundary_to_permission_set(self: SSOAdminResponse) -> str:
    _named(self).boundary = self._get_param("PermissionsBoundary")  # type: ignore[attr-defined]
    return "{}"


def get_permissions_boundary_for_permission_set(self: SSOAdminResponse) -> str:
    boundary = boundary_of(_named(self))
    if boundary is None:
        raise ResourceNotFoundException("Permissions boundary does not exist.")
    return json.dumps({"PermissionsBoundary": boundary})


def delete_permissions_boundary_from_permission_set(self: SSOAdminResponse) -> str:
    _named(self).boundary = None  # type: ignore[attr-defined]
    return "{}"


def tag_resource(self: SSOAdminResponse) -> str:
    permission_set = _named(self, "ResourceArn")
    tags = {each["Key"]: each["Value"] for each in [*permission_set.tags, *self._get_param("Tags")]}
    permission_set.tags = [{"Key": key, "Value": value} for key, value in tags.items()]
    return "{}"


def untag_resource(self: SSOAdminResponse) -> str:
    permission_set, gone = _named(self, "ResourceArn"), self._get_param("TagKeys")
    permission_set.tags = [each for each in permission_set.tags if each["Key"] not in gone]
    return "{}"


def list_tags_for_resource(self: SSOAdminResponse) -> str:
    return json.dumps({"Tags": _named(self, "ResourceArn").tags})


def _named(response: SSOAdminResponse, parameter: str = "PermissionSetArn") -> PermissionSet:
    return response.ssoadmin_backend._find_permission_set(
        response._get_param("InstanceArn"), response._get_param(parameter)
    )
