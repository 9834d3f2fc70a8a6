"""Everything that is changed in moto, so that it behaves as AWS documents."""

from . import (
    buckets,
    credential_report,
    events,
    gate,
    keys,
    managed_policies,
    mfa,
    paging,
    passwords,
    sessions,
    stack_resources,
    stack_sets,
    transactions,
)
from .principals import use_root_access_key


def install(root_access_key_id: str) -> None:
    use_root_access_key(root_access_key_id)
    for patch in (
        gate,
        buckets,
        keys,
        mfa,
        passwords,
        sessions,
        credential_report,
        paging,
        events,
        stack_resources,
        stack_sets,
        transactions,
        managed_policies,
    ):
        patch.install()
