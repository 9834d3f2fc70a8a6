"""Names that IAM does not tell apart by case, and tags whose keys it doesn't; moto tells all apart."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from moto.core.responses import BaseResponse
from moto.iam.exceptions import EntityAlreadyExists
from moto.iam.models import AWSManagedPolicy, IAMBackend, ManagedPolicy, User

# By the parameter that is one of them.
NAMES: dict[str, Callable[[IAMBackend], Collection[str]]] = {
    "UserName": lambda backend: backend.users,
    "GroupName": lambda backend: backend.groups,
    "RoleName": lambda backend: [role.name for role in backend.roles.values()],
}


def install() -> None:
    IAMBackend.create_user = create_user
    IAMBackend.create_policy = create_policy
    IAMBackend.tag_user = tag_user
    IAMBackend.untag_user = untag_user
    IAMBackend.tag_role = tag_role
    IAMBackend.untag_role = untag_role


def name_as_stored(response: BaseResponse) -> None:
    """Whom a call names is whoever has the name in any case, from here on as they have it."""
    for parameter, names_in in NAMES.items():
        name = response.params.get(parameter)
        if name:
            response.params[parameter] = _namesake(names_in(response.backend), name) or name  # type: ignore[attr-defined]


def refuse_taken(names: Collection[str], name: str, new_name: str | None) -> None:
    """Nobody gets a name that another has in any case; one's own may be written in another."""
    taken = _namesake(names, new_name) if new_name else None
    if taken is not None and taken != name:
        raise EntityAlreadyExists(f"{taken} already exists.")


def create_user(self: IAMBackend, *args: Any, tags: list[dict[str, str]], **kwargs: Any) -> User:
    """Moto looks for tags that are given twice only where they are a role's."""
    self._tag_verification(tags)
    return _create_user_of_moto(self, *args, tags=tags, **kwargs)


_create_user_of_moto = IAMBackend.create_user


def create_policy(
    self: IAMBackend, description: str, path: str, document: str, name: str, tags: Any
) -> ManagedPolicy:
    """A name is taken whatever the path."""
    policies = self.managed_policies.values()
    own = [policy.name for policy in policies if not isinstance(policy, AWSManagedPolicy)]
    if _namesake(own, name):
        raise EntityAlreadyExists(
            f"A policy called {name} already exists. Duplicate names are not allowed."
        )
    return _create_policy_of_moto(self, description, path, document, name, tags)


_create_policy_of_moto = IAMBackend.create_policy


def tag_user(self: IAMBackend, name: str, tags: list[dict[str, str]]) -> None:
    self._tag_verification(tags)
    untag_user(self, name, [tag["Key"] for tag in tags])
    self.tagger.tag_resource(self.get_user(name).arn, tags)


def untag_user(self: IAMBackend, name: str, tag_keys: list[str]) -> None:
    arn = self.get_user(name).arn
    there = self.tagger.get_tag_dict_for_resource(arn)
    self.tagger.untag_resource_using_names(arn, _without_case(there, tag_keys))


def tag_role(self: IAMBackend, role_name: str, tags: list[dict[str, str]]) -> None:
    self._tag_verification(tags)
    untag_role(self, role_name, [tag["Key"] for tag in tags])
    self.get_role(role_name).tags.extend(tags)


def untag_role(self: IAMBackend, role_name: str, tag_keys: list[str]) -> None:
    there = [tag["Key"] for tag in self.get_role(role_name).tags]
    _untag_role_of_moto(self, role_name, _without_case(there, tag_keys))


_untag_role_of_moto = IAMBackend.untag_role


def _namesake(names: Collection[str], name: str) -> str | None:
    """The one of the names that IAM would find for this one."""
    if name in names:
        return name
    return next((each for each in names if each.lower() == name.lower()), None)


def _without_case(there: Iterable[str], keys: list[str]) -> list[str]:
    asked = {key.lower() for key in keys}
    return [key for key in there if key.lower() in asked]
