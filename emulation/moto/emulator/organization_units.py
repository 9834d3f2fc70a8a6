"""What StackSets ask of an organization: their delegated administrators, and which accounts an operation means."""

from typing import Any

from moto.organizations.models import (
    FakeDelegatedAdministrator,
    OrganizationsBackend,
    organizations_backends,
)

STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com"


def install() -> None:
    FakeDelegatedAdministrator.SUPPORTED_SERVICES.append(STACK_SETS)


def organization_of(account: str) -> OrganizationsBackend:
    management, partition = organizations_backends.master_accounts.get(account, (account, "aws"))
    return organizations_backends[management][partition]


def accounts_in(organization: OrganizationsBackend, unit: str) -> list[str]:
    """The active ones of a unit and the units below it, of which AWS never deploys to the management account."""
    units = {unit}
    # A unit is made after the one that it is in.
    for each in organization.ou:
        if each.parent_id in units:
            units.add(each.id)
    return [
        account.id
        for account in organization.accounts
        if account.parent_id in units
        and account.status == "ACTIVE"
        and account.id != account.master_account_id
    ]


def filtered(accounts: list[str], targets: dict[str, Any]) -> list[str]:
    named = targets.get("Accounts", [])
    kind = targets.get("AccountFilterType", "NONE")
    if kind == "DIFFERENCE":
        return [each for each in accounts if each not in named]
    return [each for each in accounts if each in named] if kind == "INTERSECTION" else accounts
