"""
Source identities, and what a role's trust says of who sets one.
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
"""

import re
from typing import Any

from . import trust
from .gate import Refusal, not_authorized
from .principals import Principal, root_arn

KEY = "sts:SourceIdentity"
_PATTERN = re.compile(r"(?!aws:)[\w+=,.@-]{2,64}", re.ASCII)


def of_session(caller: Principal, asked: str | None, external_id: str | None, role: Any) -> str:
    """The new session's, empty without one. Refused where the role's trust says so."""
    has = caller.session.source_identity if caller.session else ""
    if asked and not _PATTERN.fullmatch(asked):
        raise Refusal("ValidationError", "'sourceIdentity' failed to satisfy constraint", 400)
    # Whoever has one keeps it, however many roles they go on to assume.
    if has and asked and asked != has:
        raise Refusal("AccessDenied", "The source identity of a session can't be changed.")
    identity = asked or has
    _check_trust(caller, role, identity, external_id)
    return identity


def _check_trust(caller: Principal, role: Any, identity: str, external_id: str | None) -> None:
    document = role.assume_role_policy_document or "{}"
    # A trust that says nothing of source identities is not judged, as moto judges none.
    if not identity and KEY.lower() not in document.lower():
        return
    arn = caller.session.role_arn if caller.session and caller.session.role_arn else caller.arn
    whom = {"AWS": {"*", caller.account, root_arn(caller.account), arn, caller.arn}}
    context = {"aws:principalarn": arn, KEY.lower(): identity or None}
    for action in ["sts:AssumeRole", *(["sts:SetSourceIdentity"] if identity else [])]:
        given = external_id if action == "sts:AssumeRole" else None
        if not trust.allows(document, action, whom, {**context, "sts:externalid": given or None}):
            raise Refusal(
                "AccessDenied", not_authorized(caller, f"{action} on resource: {role.arn}")
            )
