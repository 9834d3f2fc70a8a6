"""
IAM Identity Center: an instance where one was enabled, as moto has one in every account and region, and its identity
store, in which AWS's directory has people and groups, or one outside that provisions them.
"""

from typing import Any, Literal

from moto.identitystore.exceptions import ResourceNotFoundException
from moto.identitystore.models import (
    IdentityStoreBackend,
    IdentityStoreData,
    identitystore_backends,
)
from moto.moto_api._internal import mock_random
from moto.ssoadmin.models import Instance, SSOAdminBackend, ssoadmin_backends

from .gate import Refusal

Source = Literal["internal", "external"]


def install() -> None:
    SSOAdminBackend.__init__ = init_without_instance  # type: ignore[method-assign]
    IdentityStoreBackend._IdentityStoreBackend__get_identity_store = store_of  # type: ignore[attr-defined]


def init_without_instance(self: SSOAdminBackend, region_name: str, account_id: str) -> None:
    _init_of_moto(self, region_name, account_id)
    self.instances = []


_init_of_moto = SSOAdminBackend.__init__


def enable(account: str, region: str, source: Source) -> dict[str, str]:
    """An instance of the organization whose management account it is, which there is once."""
    backend = ssoadmin_backends[account][region]
    if not backend.instances:
        made = Instance(account, region)
        made.identity_store_id = f"d-{mock_random.get_random_hex(10)}"
        backend.instances.append(made)
    [instance] = backend.instances
    instance.source = source  # type: ignore[attr-defined]
    return {"instanceArn": instance.instance_arn, "identityStoreId": instance.identity_store_id}


def instance_of(account: str, region: str) -> Instance | None:
    return next(iter(ssoadmin_backends[account][region].instances), None)


def provision(
    account: str, region: str, users: list[str], groups: dict[str, list[str]]
) -> dict[str, Any]:
    """
    What an outside source does by SCIM, by the names of people and groups: who and what is not there is added, and a
    named group has these members. Answers the ids by name.
    """
    store_id = _instance(account, region).identity_store_id
    backend = identitystore_backends[account][region]
    store = store_of(backend, store_id)
    for name in [*users, *(member for members in groups.values() for member in members)]:
        if name not in user_ids(store):
            names = {"GivenName": name, "FamilyName": name}
            nothing: list[Any] = ["", "", [], [], [], "", "", "", "", ""]
            backend.create_user(store_id, name, names, name, *nothing)
    for group, members in groups.items():
        if group not in group_ids(store):
            backend.create_group(store_id, group, "")
        group_id = group_ids(store)[group]
        forget_memberships(store, "GroupId", group_id)
        for member in members:
            backend.create_group_membership(
                store_id, group_id, {"UserId": user_ids(store)[member]}
            )
    return {"users": user_ids(store), "groups": group_ids(store)}


def store_of(self: IdentityStoreBackend, store_id: str) -> IdentityStoreData:
    instance = instance_of(self.account_id, self.region_name)
    if instance is None or instance.identity_store_id != store_id:
        raise ResourceNotFoundException(
            message="IDENTITY_STORE not found.", resource_type="IDENTITY_STORE"
        )
    return self.identity_stores.setdefault(store_id, IdentityStoreData())


def people_of(account: str, region: str) -> IdentityStoreData:
    store_id = _instance(account, region).identity_store_id
    return store_of(identitystore_backends[account][region], store_id)


def _instance(account: str, region: str) -> Instance:
    instance = instance_of(account, region)
    if instance is None:
        raise Refusal("ResourceNotFoundException", f"{account} has no Identity Center there", 400)
    return instance


def forget_memberships(store: IdentityStoreData, field: str, value: Any) -> None:
    memberships = store.group_memberships
    for id in [id for id, each in memberships.items() if each[field] == value]:
        del memberships[id]


def user_ids(store: IdentityStoreData) -> dict[str, str]:
    return {user.UserName: user.UserId for user in store.users.values()}


def group_ids(store: IdentityStoreData) -> dict[str, str]:
    return {group.DisplayName: group.GroupId for group in store.groups.values()}
