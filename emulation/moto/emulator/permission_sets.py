"""
Permission sets of IAM Identity Center and who has them where. Moto assigns at once, and makes no role of it. Here both
take AWS's way: what was asked for is in progress until it was looked at, and then there is a role in the account.
https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
"""

import json
from collections.abc import Callable
from typing import Any

from moto.core.utils import unix_time
from moto.iam.exceptions import NotFoundException
from moto.moto_api._internal import mock_random
from moto.ssoadmin.exceptions import ConflictException, ResourceNotFoundException
from moto.ssoadmin.models import AccountAssignment, PermissionSet, SSOAdminBackend
from moto.ssoadmin.responses import SSOAdminResponse

from . import identity_center, permission_set_roles
from .state import state

# How AWS's answers call each operation.
CREATION, DELETION = "AccountAssignmentCreation", "AccountAssignmentDeletion"
PROVISIONING = "PermissionSetProvisioning"
# Where a call says none; AWS's is a text.
MOTOS_DURATION = 3600


def install() -> None:
    PermissionSet.generate_id = staticmethod(generate_id)  # type: ignore[method-assign]
    SSOAdminBackend.create_permission_set = create_permission_set
    SSOAdminBackend.update_permission_set = update_permission_set
    SSOAdminBackend.delete_permission_set = delete_permission_set
    for call in (
        create_account_assignment,
        delete_account_assignment,
        provision_permission_set,
        describe_account_assignment_creation_status,
        describe_account_assignment_deletion_status,
        describe_permission_set_provisioning_status,
        list_accounts_for_provisioned_permission_set,
    ):
        setattr(SSOAdminResponse, call.__name__, call)


def generate_id(instance_arn: str) -> str:
    """Moto's says that it is an instance."""
    of = instance_arn.replace(":instance/", ":permissionSet/")
    return f"{of}/ps-{mock_random.get_random_hex(16)}"


def create_permission_set(self: SSOAdminBackend, **asked: Any) -> dict[str, Any]:
    instance_arn, name = asked["instance_arn"], asked["name"]
    _check_instance(self, instance_arn)
    if any(each.name == name for each in self.permission_sets):
        raise ConflictException(f"PermissionSet with name {name} already exists.")
    if asked["session_duration"] == MOTOS_DURATION:
        asked["session_duration"] = "PT1H"
    asked["tags"] = asked["tags"] or []
    made: dict[str, Any] = _create_of_moto(self, **asked)
    return made


_create_of_moto = SSOAdminBackend.create_permission_set


def update_permission_set(
    self: SSOAdminBackend, instance_arn: str, permission_set_arn: str, **asked: Any
) -> dict[str, Any]:
    """Moto takes away what the call leaves out."""
    permission_set = self._find_permission_set(instance_arn, permission_set_arn)
    for name, value in asked.items():
        if value not in (None, MOTOS_DURATION):
            setattr(permission_set, name, value)
    return permission_set.to_json(True)


def delete_permission_set(
    self: SSOAdminBackend, instance_arn: str, permission_set_arn: str
) -> dict[str, Any]:
    if any(each.permission_set_arn == permission_set_arn for each in self.account_assignments):
        raise ConflictException(
            "Could not delete because PermissionSet has ApplicationProfile associated with it"
        )
    return _delete_of_moto(self, instance_arn, permission_set_arn)


_delete_of_moto = SSOAdminBackend.delete_permission_set


def create_account_assignment(self: SSOAdminResponse) -> str:
    backend = self.ssoadmin_backend
    assignment = _asked(self)
    permission_set = backend._find_permission_set(
        assignment.instance_arn, assignment.permission_set_arn
    )

    def assign() -> None:
        _check_principal(self, assignment)
        permission_set_roles.put(permission_set, assignment.target_id, self.region)
        if _same(backend, assignment) is None:
            backend.account_assignments.append(assignment)

    return _begin(CREATION, assignment.to_json(), assign)


def delete_account_assignment(self: SSOAdminResponse) -> str:
    backend = self.ssoadmin_backend
    asked = _asked(self)
    assignment = _same(backend, asked)
    if assignment is None:
        raise ResourceNotFoundException("The account assignment does not exist.")

    def unassign() -> None:
        backend.account_assignments.remove(assignment)
        where = (assignment.permission_set_arn, assignment.target_id)
        left = [(each.permission_set_arn, each.target_id) for each in backend.account_assignments]
        if where not in left:
            permission_set_roles.remove(*where)

    return _begin(DELETION, asked.to_json(), unassign)


def provision_permission_set(self: SSOAdminResponse) -> str:
    arn = self._get_param("PermissionSetArn")
    permission_set = self.ssoadmin_backend._find_permission_set(
        self._get_param("InstanceArn"), arn
    )
    asked = self._get_param("TargetId")
    accounts = [asked] if asked else permission_set_roles.accounts_of(arn)

    def provision() -> None:
        for account in accounts:
            permission_set_roles.put(permission_set, account, self.region)

    about = {"PermissionSetArn": arn} | ({"AccountId": asked} if asked else {})
    return _begin(PROVISIONING, about, provision)


def describe_account_assignment_creation_status(self: SSOAdminResponse) -> str:
    return _look(CREATION, self._get_param("AccountAssignmentCreationRequestId"))


def describe_account_assignment_deletion_status(self: SSOAdminResponse) -> str:
    return _look(DELETION, self._get_param("AccountAssignmentDeletionRequestId"))


def describe_permission_set_provisioning_status(self: SSOAdminResponse) -> str:
    return _look(PROVISIONING, self._get_param("ProvisionPermissionSetRequestId"))


def list_accounts_for_provisioned_permission_set(self: SSOAdminResponse) -> str:
    accounts = permission_set_roles.accounts_of(self._get_param("PermissionSetArn"))
    return json.dumps({"AccountIds": accounts})


def _begin(kind: str, about: dict[str, Any], finish: Callable[[], None]) -> str:
    status = {"Status": "IN_PROGRESS", "RequestId": str(mock_random.uuid4())}
    status = about | {"CreatedDate": unix_time()} | status
    state.operations[status["RequestId"]] = {"kind": kind, "finish": finish, "status": status}
    return json.dumps({f"{kind}Status": status})


def _look(kind: str, request_id: str) -> str:
    """It is in progress at the first look, and has ended at the next."""
    operation = state.operations.get(request_id)
    if operation is None or operation["kind"] != kind:
        raise ResourceNotFoundException(f"There is no request {request_id}.")
    status = operation["status"]
    if status["Status"] == "IN_PROGRESS" and operation.get("seen"):
        try:
            operation["finish"]()
            status["Status"] = "SUCCEEDED"
        except (NotFoundException, ResourceNotFoundException) as error:
            status |= {"Status": "FAILED", "FailureReason": error.message}
    operation["seen"] = True
    return json.dumps({f"{kind}Status": status})


def _asked(response: SSOAdminResponse) -> AccountAssignment:
    names = ("InstanceArn", "TargetId", "TargetType")
    names += ("PermissionSetArn", "PrincipalType", "PrincipalId")
    return AccountAssignment(*(response._get_param(name) for name in names))


def _same(backend: SSOAdminBackend, assignment: AccountAssignment) -> AccountAssignment | None:
    found = (each for each in backend.account_assignments if each.to_json() == assignment.to_json())
    return next(found, None)


def _check_principal(response: SSOAdminResponse, assignment: AccountAssignment) -> None:
    store = identity_center.people_of(response.current_account, response.region)
    known: Any = store.groups if assignment.principal_type == "GROUP" else store.users
    if assignment.principal_id not in known:
        raise ResourceNotFoundException(
            f"{assignment.principal_type} {assignment.principal_id} does not exist."
        )


def _check_instance(backend: SSOAdminBackend, instance_arn: str) -> None:
    if all(each.instance_arn != instance_arn for each in backend.instances):
        raise ResourceNotFoundException(f"Could not find Instance with ARN {instance_arn}")
