"""StackSets that AWS deploys to an organization's units by itself, of which moto does the first deployment alone."""

import json
from collections.abc import Iterator
from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import (
    StackInstance,
    StackInstances,
    StackSet,
    cloudformation_backends,
)
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult
from moto.iam.models import Role
from moto.organizations.models import OrganizationsBackend

from .organization_units import STACK_SETS, accounts_in, filtered, organization_of

# What a template with a named role has to be acknowledged with.
NAMED_IAM = "CAPABILITY_NAMED_IAM"


def install() -> None:
    CloudFormationResponse.create_stack_set = create_stack_set  # type: ignore[method-assign]
    CloudFormationResponse.update_stack_set = update_stack_set  # type: ignore[method-assign]
    CloudFormationResponse.delete_stack_instances = delete_stack_instances  # type: ignore[method-assign]
    OrganizationsBackend.move_account = move_account  # type: ignore[method-assign]
    Role.put_policy = put_role_policy  # type: ignore[method-assign]
    StackInstance.to_dict = to_dict  # type: ignore[method-assign]
    StackInstances.create_instances = create_instances  # type: ignore[method-assign]
    StackSet.managed_execution = {"Active": False}  # type: ignore[method-assign, assignment]
    StackSet.update = update  # type: ignore[method-assign]


def create_stack_set(self: CloudFormationResponse) -> ActionResult:
    if self._get_param("PermissionModel") == "SERVICE_MANAGED":
        _check_caller(self)
    if '"RoleName"' in self._get_param("TemplateBody", "") and NAMED_IAM not in _capabilities(self):
        raise ValidationError(message=f"Requires capabilities : [{NAMED_IAM}]")
    answer = _create_stack_set_of_moto(self)
    _keep_settings(self)
    return answer


_create_stack_set_of_moto = CloudFormationResponse.create_stack_set


def update_stack_set(self: CloudFormationResponse) -> ActionResult:
    answer = _update_stack_set_of_moto(self)
    _keep_settings(self)
    return answer


_update_stack_set_of_moto = CloudFormationResponse.update_stack_set


def _check_caller(response: CloudFormationResponse) -> None:
    organization = organization_of(response.current_account)
    management = organization.org and organization.org.master_account_id
    if not any(service["ServicePrincipal"] == STACK_SETS for service in organization.services):
        raise ValidationError(
            message="You must enable organizations access to operate a service managed stack set"
        )
    admins = [admin.account.id for admin in organization.admins if STACK_SETS in admin.services]
    as_admin = response._get_param("CallAs") == "DELEGATED_ADMIN"
    if response.current_account not in (admins if as_admin else [management]):
        expected = "a delegated administrator" if as_admin else "the management account"
        raise ValidationError(message=f"Account used is not {expected}")


def _keep_settings(response: CloudFormationResponse) -> None:
    """Moto does not look at these."""
    stack_set = response.cloudformation_backend.describe_stack_set(
        response._get_param("StackSetName")
    )
    stack_set.auto_deployment = response._get_param("AutoDeployment")  # type: ignore[attr-defined]
    stack_set.capabilities = _capabilities(response)  # type: ignore[attr-defined]
    if asked := response._get_param("ManagedExecution"):
        stack_set.managed_execution = asked  # type: ignore[method-assign]
    stack_set.tags = {tag["Key"]: tag["Value"] for tag in response._get_param("Tags", [])}


def _capabilities(response: CloudFormationResponse) -> list[str]:
    return response._get_param("Capabilities", [])


def update(self: StackSet, *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Moto leaves what is deployed as it was."""
    operation = _update_of_moto(self, *args, **kwargs)
    self.instances.template = self.template
    for instance in self.stack_instances:
        if instance.template != self.template:
            instance.delete()
            instance.__init__(  # type: ignore[misc]
                account_id=instance.account_id,
                region_name=instance.region_name,
                stackset_id=instance.stackset_id,
                stack_name=instance.stack_name,
                name=instance.name,
                template=self.template,
                parameters=instance.parameters,
                permission_model=instance.permission_model,
            )
    return operation


_update_of_moto = StackSet.update


def create_instances(
    self: StackInstances,
    accounts: list[str],
    regions: list[str],
    parameters: list[dict[str, Any]] | None,
    deployment_targets: dict[str, Any],
    permission_model: str,
) -> list[dict[str, Any]]:
    """Moto knows no units below units but one, no filter, and deploys to the management account."""
    made = []
    for unit in deployment_targets.get("OrganizationalUnitIds", []):
        targets = filtered(accounts_in(organization_of(self.account_id), unit), deployment_targets)
        made += _create_instances_of_moto(self, targets, regions, parameters, {}, permission_model)
        for instance in self.stack_instances:
            if instance.account_id in targets and not hasattr(instance, "unit"):
                instance.unit = unit  # type: ignore[attr-defined]
        _targets_of(self).update((unit, region) for region in regions)
    if accounts:
        made += _create_instances_of_moto(self, accounts, regions, parameters, {}, permission_model)
    return made


_create_instances_of_moto = StackInstances.create_instances


def delete_stack_instances(self: CloudFormationResponse) -> ActionResult:
    """Moto finds them by account alone."""
    name, regions = self._get_param("StackSetName"), self._get_param("Regions", [])
    targets = self._get_params().get("DeploymentTargets") or {}
    units = targets.get("OrganizationalUnitIds", [])
    instances = self.cloudformation_backend.describe_stack_set(name).instances
    _targets_of(instances).difference_update((unit, region) for unit in units for region in regions)
    found = [each.account_id for each in instances.stack_instances if _unit_of(each) in units]
    accounts = self._get_param("Accounts", []) + filtered(found, targets)
    operations = self.cloudformation_backend.delete_stack_instances(name, accounts, regions).operations
    return ActionResult({"OperationId": operations[-1]["OperationId"]})


def to_dict(self: StackInstance) -> dict[str, Any]:
    return _to_dict_of_moto(self) | {"OrganizationalUnitId": _unit_of(self)}


_to_dict_of_moto = StackInstance.to_dict


def move_account(self: OrganizationsBackend, **kwargs: Any) -> None:
    """What AWS does then, and calls automatic deployment."""
    _move_account_of_moto(self, **kwargs)
    account = kwargs["AccountId"]
    for stack_set in _service_managed(self):
        settings = stack_set.auto_deployment or {}  # type: ignore[attr-defined]
        if str(settings.get("Enabled")).lower() != "true":
            continue
        instances = stack_set.instances
        for unit, region in sorted(_targets_of(instances)):
            instance = instances.get_instance(account, region)
            if account in accounts_in(self, unit):
                targets = {"OrganizationalUnitIds": [unit], "AccountFilterType": "INTERSECTION"}
                targets |= {"Accounts": [account]}
                create_instances(instances, [], [region], [], targets, stack_set.permission_model)
            elif instance and _unit_of(instance) == unit:
                if str(settings.get("RetainStacksOnAccountRemoval")).lower() != "true":
                    instance.delete()
                instances.stack_instances.remove(instance)


_move_account_of_moto = OrganizationsBackend.move_account


def put_role_policy(self: Role, policy_name: str, policy_json: Any) -> None:
    """CloudFormation gives it the document itself, which moto then can't give back."""
    text = policy_json if isinstance(policy_json, str) else json.dumps(policy_json)
    _put_role_policy_of_moto(self, policy_name, text)


_put_role_policy_of_moto = Role.put_policy


def _service_managed(organization: OrganizationsBackend) -> Iterator[StackSet]:
    for account in [organization.account_id, *(each.account.id for each in organization.admins)]:
        for backend in list(cloudformation_backends[account].values()):
            for stack_set in backend.stacksets.values():
                if stack_set.permission_model == "SERVICE_MANAGED" and stack_set.status == "ACTIVE":
                    yield stack_set


def _targets_of(instances: StackInstances) -> set[tuple[str, str]]:
    if not hasattr(instances, "targets"):
        instances.targets = set()  # type: ignore[attr-defined]
    return instances.targets  # type: ignore[attr-defined]


def _unit_of(instance: StackInstance) -> str:
    return getattr(instance, "unit", "")
