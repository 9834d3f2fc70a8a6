"""What account access manager keeps: an application for an instance of Identity Center, and its entitlements."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from . import clock


@dataclass
class Entitlement:
    id: str
    principal: dict[str, str]
    role_arn: str
    created_at: datetime = field(default_factory=clock.now)

    @property
    def account(self) -> str:
        return self.role_arn.split(":")[4]

    def described(self) -> dict[str, Any]:
        principal = {"identityCenter": self.principal}
        about = {"principal": principal, "roleArn": self.role_arn, "account": self.account}
        return {
            "entitlementId": self.id,
            "entitlement": {"principalRole": about},
            "createdAt": self.created_at,
        }


@dataclass
class Application:
    arn: str
    tenant_id: str
    instance_arn: str
    account: str
    region: str
    tags: dict[str, str]
    status: str = "CREATE_IN_PROGRESS"
    entitlements: dict[str, Entitlement] = field(default_factory=dict)
    written_at: list[datetime] = field(default_factory=list)
    created_at: datetime = field(default_factory=clock.now)

    def described(self) -> dict[str, Any]:
        applications = self.instance_arn.replace(":::instance/", f"::{self.account}:application/")
        source = {
            "instanceArn": self.instance_arn,
            "applicationArn": f"{applications}/apl-{self.arn[-16:]}",
        }
        return {
            "identitySource": {"identityCenter": source},
            "status": self.status,
            "tenantId": self.tenant_id,
            "createdAt": self.created_at,
            "updatedAt": self.created_at,
            "tags": self.tags,
        }
