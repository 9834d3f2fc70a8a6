"""Everything that is changed in moto, so that it behaves as AWS documents."""

from typing import Any

from moto.moto_server.werkzeug_app import create_backend_app

from . import (
    buckets,
    bus_targets,
    credential_report,
    events,
    gate,
    keys,
    log_keys,
    managed_policies,
    mfa,
    organization_units,
    paging,
    passwords,
    root,
    service_credentials,
    sessions,
    signing_certificates,
    ssh_keys,
    stack_resources,
    transactions,
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
        events,
        bus_targets,
        organization_units,
        stack_resources,
        transactions,
        managed_policies,
        log_keys,
    ):
        patch.install()


def create_app(service: str) -> Any:
    """Moto's application of a service that is called for the first time."""
    if service == "cloudformation":
        # Whose models take longer to load than all that the others need.
        from . import stack_sets

        stack_sets.install()
    if service == "awslambda":
        # Likewise.
        from . import function_urls

        function_urls.install()
    return create_backend_app(service)
