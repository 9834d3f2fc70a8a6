"""Rules whose target is another account's or another region's bus: AWS asks that bus's policy, moto nobody."""

from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.events.models import EventBus, EventsBackend, events_backends
from moto.organizations.models import organizations_backends

from .organization_units import organization_of


def install() -> None:
    EventsBackend.put_targets = put_targets  # type: ignore[method-assign]


def put_targets(
    self: EventsBackend, name: str, event_bus_arn: str | None, targets: list[dict[str, Any]]
) -> None:
    for target in targets:
        _ask_bus(self, target["Arn"])
    _put_targets_of_moto(self, name, event_bus_arn, targets)


_put_targets_of_moto = EventsBackend.put_targets


def _ask_bus(backend: EventsBackend, arn: str) -> None:
    _, _, service, region, account, resource = arn.split(":", 5)
    if service != "events" or not resource.startswith("event-bus/"):
        return
    if (account, region) == (backend.account_id, backend.region_name):
        return
    bus = events_backends[account][region].event_buses.get(resource.removeprefix("event-bus/"))
    if bus is None or not _lets_in(bus, backend.account_id):
        raise JsonRESTError(
            "AccessDeniedException",
            f"The policy of {arn} does not let the account {backend.account_id} put events there.",
        )


def _lets_in(bus: EventBus, account: str) -> bool:
    return any(
        _concerns(statement.principal, account)
        and _is_met((statement.condition or {}).get("StringEquals", {}), account)
        for statement in bus._statements.values()
        if statement.effect == "Allow" and statement.action == "events:PutEvents"
    )


def _concerns(principal: Any, account: str) -> bool:
    named = principal.get("AWS", []) if isinstance(principal, dict) else principal
    return any(
        each in ("*", account, f"arn:aws:iam::{account}:root")
        for each in ([named] if isinstance(named, str) else named)
    )


def _is_met(condition: dict[str, str], account: str) -> bool:
    """Of its conditions the organization's alone is about who comes. Whom one that was never made has, nobody knows."""
    expected = condition.get("aws:PrincipalOrgID")
    if expected is None or not _is_known(expected):
        return True
    organization = organization_of(account).org
    return organization is not None and organization.id == expected


def _is_known(organization_id: str) -> bool:
    return any(
        backend.org is not None and backend.org.id == organization_id
        for partitions in list(organizations_backends.values())
        for backend in list(partitions.values())
    )
