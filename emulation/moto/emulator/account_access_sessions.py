"""
A person's session of a role by account access manager: who is entitled to it, what the role's trust says of the
application, and CloudTrail's record of it. What is made up of that is in docs/testing.md.
"""

from datetime import timedelta
from typing import Any

from . import clock, events, identity_center, trust
from .account_access_records import Application
from .gate import Refusal
from .principals import PARTITION, Session, backend_of, credentials_of
from .state import state

SERVICE = "account-access.amazonaws.com"
# Without the last, AWS's guide says, a session is made all the same; Pulumi's provider says that none is.
ACTIONS = ("sts:AssumeRole", "sts:SetContext", "sts:TagSession")
DURATION = timedelta(hours=1)


def role_credentials(
    application_arn: str, user_name: str, role_arn: str, session_name: str | None
) -> dict[str, Any]:
    """Credentials of the role for somebody who has signed in to Identity Center, whose MFA is asked for there."""
    application = state.applications.get(application_arn)
    if application is None or application.status != "ACTIVE":
        raise Refusal("UnauthorizedException", f"{application_arn} is no active application", 401)
    store = identity_center.people_of(application.account, application.region)
    user_id = identity_center.user_ids(store).get(user_name)
    if user_id is None:
        raise Refusal("UnauthorizedException", f"{user_name} is not in Identity Center", 401)
    if not _is_entitled(application, user_id, role_arn):
        raise Refusal("AccessDeniedException", f"{user_name} is not entitled to {role_arn}")
    account = role_arn.split(":")[4]
    role = backend_of(account).get_role_by_arn(role_arn)
    for action in ACTIONS:
        if not may(application, action, role):
            raise Refusal("AccessDeniedException", f"{role_arn} does not let {SERVICE} {action}")
    instance = identity_center.instance_of(application.account, application.region)
    store_id = instance.identity_store_id if instance else ""
    store_arn = f"arn:{PARTITION}:identitystore::{application.account}:identitystore/{store_id}"
    # Account access manager logs ids alone, its guide says, and no names.
    name = session_name or user_id
    session = Session(
        "role",
        f"{role.id}:{name}",
        f"arn:{PARTITION}:sts::{account}:assumed-role/{role.name}/{name}",
        name=name,
        role_arn=role_arn,
        on_behalf_of=(("userId", user_id), ("identityStoreArn", store_arn)),
        expires_at=clock.now() + DURATION,
    )
    credentials = credentials_of(account, session)
    _record(application, session, account, credentials["accessKeyId"])
    return credentials


def may(application: Application, action: str, role: Any) -> bool:
    """Whether the role's trust lets the service do it for that application."""
    context = {"aws:sourceaccount": application.account, "aws:sourcearn": application.arn}
    document = role.assume_role_policy_document
    return trust.allows(document, action, {"Service": {SERVICE}}, context)


def _is_entitled(application: Application, user_id: str, role_arn: str) -> bool:
    store = identity_center.people_of(application.account, application.region)
    groups = [
        each["GroupId"]
        for each in store.group_memberships.values()
        if each["MemberId"]["UserId"] == user_id
    ]
    principals = [{"userId": user_id}, *({"groupId": group} for group in groups)]
    return any(
        each.role_arn == role_arn and each.principal in principals
        for each in application.entitlements.values()
    )


def _record(application: Application, session: Session, account: str, key_id: str) -> None:
    """As CloudTrail has a service that assumes a role."""
    expiration = clock.now() + DURATION
    about = {
        "userIdentity": {"type": "AWSService", "invokedBy": SERVICE},
        "eventSource": "sts.amazonaws.com",
        "eventName": "AssumeRole",
        "requestParameters": {"roleArn": session.role_arn, "roleSessionName": session.name},
        "responseElements": {
            "credentials": {
                "accessKeyId": key_id,
                "expiration": f"{expiration:%b %d, %Y, %I:%M:%S %p}",
            },
            "assumedRoleUser": {"assumedRoleId": session.owner_id, "arn": session.arn},
        },
        "resources": [{"accountId": account, "type": "AWS::IAM::Role", "ARN": session.role_arn}],
    }
    headers = {"X-Forwarded-For": SERVICE, "User-Agent": SERVICE}
    events.record_session(account, application.region, headers, about)
