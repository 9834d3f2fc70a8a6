"""
Account access manager: its applications, and the entitlements by which people and groups of Identity Center are let
into roles.
https://docs.aws.amazon.com/account-access/latest/APIReference/Welcome.html
"""

from datetime import timedelta
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.iam.exceptions import NotFoundException
from moto.moto_api._internal import mock_random

from . import clock, identity_center
from .account_access_records import Application, Entitlement
from .account_access_sessions import may
from .principals import PARTITION, backend_of
from .state import state

# https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-quotas.html
MOST_GROUPS_A_ROLE = 20
MOST_PENDING = 15
# So long a write is pending: how long AWS's are nothing says.
PENDING = timedelta(seconds=1)
MOST_RESULTS = 100


class AccountAccessError(ServiceException):
    """One of the API's own; `code` is the name that its model has for it."""


class AccountAccessResponse(BaseResponse):
    def __init__(self) -> None:
        super().__init__(service_name="account-access")
        self.automated_parameter_parsing = True

    def create_application(self) -> ActionResult:
        instance_arn = self._get_param("identitySource")["identityCenter"]["instanceArn"]
        instance = identity_center.instance_of(self.current_account, self.region)
        if instance is None or instance.instance_arn != instance_arn:
            raise AccountAccessError(
                "ValidationException", f"There is no Identity Center instance {instance_arn} here."
            )
        if any(each.instance_arn == instance_arn for each in state.applications.values()):
            raise AccountAccessError(
                "AlreadyCreatedException",
                "An application already exists for this Identity Center instance.",
            )
        id = mock_random.get_random_hex(16)
        where = f"{self.region}:{self.current_account}"
        application = Application(
            f"arn:{PARTITION}:account-access:{where}:application/{id}",
            f"aa-{mock_random.get_random_string(9, lower_case=True)}",
            instance_arn,
            self.current_account,
            self.region,
            dict(self._get_param("tags") or {}),
        )
        state.applications[application.arn] = application
        return ActionResult({"applicationArn": application.arn})

    def get_application(self) -> ActionResult:
        """It is in progress at the first look."""
        application = self._application()
        described = application.described()
        if application.status == "CREATE_IN_PROGRESS":
            application.status = "ACTIVE"
        elif application.status == "DELETE_IN_PROGRESS":
            del state.applications[application.arn]
        return ActionResult(described)

    def list_applications(self) -> ActionResult:
        mine = [each for each in state.applications.values() if self._has(each)]
        found = [{"applicationArn": each.arn, **each.described()} for each in mine]
        return self._page("applications", found)

    def delete_application(self) -> ActionResult:
        application = self._found()
        if application is not None:
            application.status = "DELETE_IN_PROGRESS"
            application.entitlements.clear()
        return EmptyResult()

    def create_entitlement(self) -> ActionResult:
        application = self._active()
        asked = self._get_param("entitlement")["principalRole"]
        principal, role_arn = dict(asked["principal"]["identityCenter"]), asked["roleArn"]
        for each in application.entitlements.values():
            if (each.principal, each.role_arn) == (principal, role_arn):
                return ActionResult({"entitlementId": each.id})
        self._check_principal(principal)
        _check_role(application, role_arn)
        groups = [
            each
            for each in application.entitlements.values()
            if each.role_arn == role_arn and "groupId" in each.principal
        ]
        if "groupId" in principal and len(groups) >= MOST_GROUPS_A_ROLE:
            raise AccountAccessError(
                "ServiceQuotaExceededException",
                f"At most {MOST_GROUPS_A_ROLE} groups can be assigned to a role.",
            )
        _count_write(application)
        made = Entitlement(f"ent-{mock_random.get_random_hex(16)}", principal, role_arn)
        application.entitlements[made.id] = made
        return ActionResult({"entitlementId": made.id})

    def get_entitlement(self) -> ActionResult:
        application = self._application()
        entitlement = application.entitlements.get(self._get_param("entitlementId"))
        if entitlement is None:
            # It was seen to say so, where its model has an error for what is not found.
            raise AccountAccessError("ValidationException", "Entitlement not found")
        return ActionResult({"applicationArn": application.arn, **entitlement.described()})

    def list_entitlements(self) -> ActionResult:
        wanted = dict(self._get_param("filter").get("principalRole") or {})
        principal = (wanted.pop("principal", None) or {}).get("identityCenter")
        found = [
            each.described()
            for each in self._application().entitlements.values()
            if principal in (None, each.principal)
            and wanted.get("roleArn", each.role_arn) == each.role_arn
            and wanted.get("account", each.account) == each.account
        ]
        return self._page("entitlements", found)

    def delete_entitlement(self) -> ActionResult:
        application = self._application()
        if application.entitlements.pop(self._get_param("entitlementId"), None) is not None:
            _count_write(application)
        return EmptyResult()

    def list_tags_for_resource(self) -> ActionResult:
        return ActionResult({"tags": self._application("resourceArn").tags})

    def tag_resource(self) -> ActionResult:
        self._application("resourceArn").tags |= dict(self._get_param("tags"))
        return EmptyResult()

    def untag_resource(self) -> ActionResult:
        for key in self._get_param("tagKeys"):
            self._application("resourceArn").tags.pop(key, None)
        return EmptyResult()

    def _found(self, parameter: str = "applicationArn") -> Application | None:
        found = state.applications.get(self._get_param(parameter))
        return found if found is not None and self._has(found) else None

    def _has(self, application: Application) -> bool:
        here = (self.current_account, self.region)
        return (application.account, application.region) == here

    def _application(self, parameter: str = "applicationArn") -> Application:
        found = self._found(parameter)
        if found is None:
            raise AccountAccessError("ResourceNotFoundException", "Application not found")
        return found

    def _active(self) -> Application:
        application = self._application()
        if application.status != "ACTIVE":
            raise AccountAccessError("ConflictException", f"It is {application.status}.")
        return application

    def _check_principal(self, principal: dict[str, str]) -> None:
        store = identity_center.people_of(self.current_account, self.region)
        if not store.users.keys() | store.groups.keys() >= set(principal.values()):
            raise AccountAccessError("ValidationException", "Principal not found")

    def _page(self, name: str, found: list[dict[str, Any]]) -> ActionResult:
        first = int(self._get_param("nextToken") or 0)
        end = first + (self._get_param("maxResults") or MOST_RESULTS)
        rest = {"nextToken": str(end)} if end < len(found) else {}
        return ActionResult({name: found[first:end]} | rest)


def _check_role(application: Application, role_arn: str) -> None:
    try:
        role = backend_of(role_arn.split(":")[4]).get_role_by_arn(role_arn)
    except NotFoundException:
        role = None
    if role is None or not may(application, "sts:AssumeRole", role):
        message = f"There was an error verifying role {role_arn}."
        raise AccountAccessError("ValidationException", message)


def _count_write(application: Application) -> None:
    now = clock.now()
    pending = [each for each in application.written_at if now - PENDING < each <= now]
    if len(pending) >= MOST_PENDING:
        raise AccountAccessError(
            "ThrottlingException", f"{MOST_PENDING} calls are not done yet: try again later."
        )
    application.written_at = [*pending, now]
