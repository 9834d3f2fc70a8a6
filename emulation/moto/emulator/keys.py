"""Users and their access keys as AWS identifies them."""

from typing import Any

from moto.iam import models
from moto.iam.exceptions import DeleteConflictException, NotFoundException
from moto.iam.models import IAMBackend, User
from moto.iam.utils import generate_access_key_id_from_account_id

from . import clock, service_credentials, ssh_keys


def install() -> None:
    models.utcnow = clock.this_second
    User.__init__ = create_user  # type: ignore[method-assign]
    IAMBackend.get_access_key_last_used = get_access_key_last_used
    IAMBackend.delete_user = delete_user


def create_user(self: User, account_id: str, *args: Any, **kwargs: Any) -> None:
    """With a unique id that looks like one: moto's are in lower case, and too short."""
    _create_of_moto(self, account_id, *args, **kwargs)
    self.id = generate_access_key_id_from_account_id(account_id, "AIDA", 21)


_create_of_moto = User.__init__


def get_access_key_last_used(self: IAMBackend, access_key_id: str) -> dict[str, Any]:
    """Of a key of this account: moto finds those of all accounts."""
    key = self.access_keys.get(access_key_id)
    if key is None or key.user_name is None:
        raise NotFoundException(f"The Access Key with id {access_key_id} cannot be found.")
    return {"user_name": key.user_name, "last_used": key.last_used}


def delete_user(self: IAMBackend, user_name: str) -> None:
    """Moto deletes users that AWS would keep until what hangs on them is gone."""
    user = self.get_user(user_name)
    hanging = [
        ("access keys", user.access_keys),
        ("certificates", user.signing_certificates),
        ("MFA device", user.mfa_devices),
        ("login profile", user.password),
        ("groups", self.get_groups_for_user(user_name)),
    ]
    for what, there in hanging:
        if there:
            raise DeleteConflictException(f"Cannot delete entity, must delete {what} first.")
    if service_credentials.of(user) or ssh_keys.of(user):
        raise DeleteConflictException("Cannot delete entity, must remove referenced objects first.")
    _delete_of_moto(self, user_name)


_delete_of_moto = IAMBackend.delete_user
