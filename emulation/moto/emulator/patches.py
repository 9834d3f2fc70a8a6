"""Everything that is changed in moto, so that it behaves as AWS documents."""

from typing import Any

from moto.moto_server.werkzeug_app import create_backend_app

from . import (
    buckets,
    credential_report,
    events,
    gate,
    keys,
    managed_policies,
    mfa,
    organization_units,
    paging,
    passwords,
    sessions,
    stack_resources,
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
        organization_units,
        stack_resources,
        transactions,
        managed_policies,
    ):
        patch.install()


def create_app(service: str) -> Any:
    """Moto's application of a service that is called for the first time."""
    if service == "cloudformation":
        # Whose models take longer to load than all that the others need.
        from . import stack_sets

        stack_sets.install()
    return create_backend_app(service)
