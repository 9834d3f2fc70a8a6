"""Everything that is changed in moto, so that it behaves as AWS documents."""

from typing import Any

from moto.moto_server.werkzeug_app import create_backend_app

from . import (
    buckets,
    bus_targets,
    credential_report,
    event_lookup,
    gate,
    identity_center,
    identity_store,
    keys,
    log_keys,
    managed_policies,
    mfa,
    organization_units,
    own_services,
    paging,
    passwords,
    permission_set_calls,
    permission_sets,
    root,
    service_credentials,
    sessions,
    signing_certificates,
    ssh_keys,
    stack_resources,
    transactions,
    trust,
    without_case,
)
from .principals import use_root_access_key


def install(root_access_key_id: str, reports_at_once: bool) -> None:
    """Reports at once: credential reports take no time, so that many days take less of it."""
    use_root_access_key(root_access_key_id)
    credential_report.install(reports_at_once)
    for patch in (
        gate,
        buckets,
        keys,
        without_case,
        mfa,
        passwords,
        root,
        service_credentials,
        signing_certificates,
        ssh_keys,
        sessions,
        paging,
        event_lookup,
        identity_center,
        identity_store,
        permission_sets,
        permission_set_calls,
        own_services,
        bus_targets,
        organization_units,
        stack_resources,
        transactions,
        trust,
        managed_policies,
        log_keys,
    ):
        patch.install()


def create_app(service: str) -> Any:
    """Moto's application of a service that is called for the first time."""
    if service in own_services.SERVICES:
        return own_services.create_app(service)
    if service == "cloudformation":
        # Whose models take longer to load than all that the others need.
        from . import stack_sets

        stack_sets.install()
    if service == "sns":
        from . import subscriptions

        subscriptions.install()
    if service == "awslambda":
        # Likewise.
        from . import function_urls, invocations, reserved_concurrency

        function_urls.install()
        invocations.install()
        reserved_concurrency.install()
    return create_backend_app(service)
