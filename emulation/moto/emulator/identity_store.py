"""
The people and groups of an identity store, as its API changes them: moto knows no updates, keeps the memberships of
who is gone, and lets a source that is outside be changed here.
"""

import json
from typing import Any

from moto.identitystore.exceptions import (
    ConflictException,
    IdentityStoreError,
    ResourceNotFoundException,
    ValidationException,
)
from moto.identitystore.models import Group, IdentityStoreBackend, IdentityStoreData, User
from moto.identitystore.responses import IdentityStoreResponse

from .identity_center import forget_memberships, group_ids, instance_of, store_of

# By UpdateUser's and UpdateGroup's paths, in lower case: how moto calls what they name.
FIELDS = {
    "username": "UserName",
    "displayname": "DisplayName",
    "nickname": "NickName",
    "profileurl": "ProfileUrl",
    "emails": "Emails",
    "addresses": "Addresses",
    "phonenumbers": "PhoneNumbers",
    "usertype": "UserType",
    "title": "Title",
    "preferredlanguage": "PreferredLanguage",
    "locale": "Locale",
    "timezone": "Timezone",
    "description": "Description",
}
NAME_FIELDS = {
    f"name.{field.lower()}": field
    for field in ("Formatted", "FamilyName", "GivenName", "MiddleName")
}
CHANGING = (
    "create_user",
    "create_group",
    "create_group_membership",
    "update_user",
    "update_group",
    "delete_user",
    "delete_group",
    "delete_group_membership",
)


class AccessDeniedException(IdentityStoreError):
    TYPE = "AccessDeniedException"
    code = 400


def install() -> None:
    IdentityStoreBackend.create_group_membership = create_group_membership
    IdentityStoreBackend.delete_group = delete_group
    IdentityStoreBackend.delete_user = delete_user
    IdentityStoreResponse.update_user = update_user  # type: ignore[attr-defined]
    IdentityStoreResponse.update_group = update_group  # type: ignore[attr-defined]
    IdentityStoreResponse.describe_user = describe_user
    for name in CHANGING:
        setattr(IdentityStoreResponse, name, _of_own_source(getattr(IdentityStoreResponse, name)))


def create_group_membership(
    self: IdentityStoreBackend, identity_store_id: str, group_id: str, member_id: dict[str, str]
) -> tuple[str, str]:
    for each in store_of(self, identity_store_id).group_memberships.values():
        if each["GroupId"] == group_id and each["MemberId"] == member_id:
            raise ConflictException(
                message="Duplicate GroupMembership", reason="UNIQUENESS_CONSTRAINT_VIOLATION"
            )
    return _create_membership_of_moto(self, identity_store_id, group_id, member_id)


_create_membership_of_moto = IdentityStoreBackend.create_group_membership


def delete_group(self: IdentityStoreBackend, identity_store_id: str, group_id: str) -> None:
    forget_memberships(store_of(self, identity_store_id), "GroupId", group_id)
    _delete_group_of_moto(self, identity_store_id, group_id)


_delete_group_of_moto = IdentityStoreBackend.delete_group


def delete_user(self: IdentityStoreBackend, identity_store_id: str, user_id: str) -> None:
    forget_memberships(store_of(self, identity_store_id), "MemberId", {"UserId": user_id})
    _delete_user_of_moto(self, identity_store_id, user_id)


_delete_user_of_moto = IdentityStoreBackend.delete_user


def update_user(self: IdentityStoreResponse) -> str:
    """Moto has none."""
    store = store_of(self.identitystore_backend, self._get_param("IdentityStoreId"))
    user = store.users.get(self._get_param("UserId"))
    if user is None:
        raise ResourceNotFoundException(message="USER not found.", resource_type="USER")
    changed: Any = _changed(user, self._get_param("Operations"))
    others = [each for each in store.users.values() if each is not user]
    if any(each.UserName == changed.UserName for each in others):
        raise ConflictException(
            message="Duplicate UserName", reason="UNIQUENESS_CONSTRAINT_VIOLATION"
        )
    store.users[user.UserId] = changed
    return "{}"


def update_group(self: IdentityStoreResponse) -> str:
    """Moto has none."""
    store = store_of(self.identitystore_backend, self._get_param("IdentityStoreId"))
    group = store.groups.get(self._get_param("GroupId"))
    if group is None:
        raise ResourceNotFoundException(message="GROUP not found.", resource_type="GROUP")
    changed: Any = _changed(group, self._get_param("Operations"))
    if group_ids(store).get(changed.DisplayName, group.GroupId) != group.GroupId:
        raise ConflictException(
            message="Duplicate GroupDisplayName", reason="UNIQUENESS_CONSTRAINT_VIOLATION"
        )
    store.groups[group.GroupId] = changed
    return "{}"


def describe_user(self: IdentityStoreResponse) -> str:
    return json.dumps(json.loads(_describe_user_of_moto(self)) | {"UserStatus": "ENABLED"})


_describe_user_of_moto = IdentityStoreResponse.describe_user


def _of_own_source(call: Any) -> Any:
    def call_of_own_source(self: IdentityStoreResponse) -> str:
        instance = instance_of(self.current_account, self.region)
        if instance is not None and instance.source == "external":  # type: ignore[attr-defined]
            raise AccessDeniedException(
                message="The identity store's people and groups are provisioned by an external "
                "identity provider."
            )
        answer: str = call(self)
        return answer

    return call_of_own_source


def _changed(thing: User | Group, operations: list[dict[str, Any]]) -> Any:
    changed: Any = thing
    for operation in operations:
        path, value = operation["AttributePath"].lower(), operation.get("AttributeValue")
        if path in NAME_FIELDS:
            changed = changed._replace(Name=changed.Name._replace(**{NAME_FIELDS[path]: value}))
        elif FIELDS.get(path) in changed._fields:
            changed = changed._replace(**{FIELDS[path]: value})
        else:
            raise ValidationException(message=f"The attribute path {path} is not supported")
    return changed
