"""
Source identities. Moto judges no policies; this judges what a role's trust says of who sets one, as
far as it goes: by its principals, and by conditions of the kinds below.
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
"""

import json
import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

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
    trust = role.assume_role_policy_document or "{}"
    # A trust that says nothing of source identities is not judged, as moto judges none.
    if not identity and KEY.lower() not in trust.lower():
        return
    arn = caller.session.role_arn if caller.session and caller.session.role_arn else caller.arn
    context = {"aws:principalarn": arn, KEY.lower(): identity}
    actions = ["sts:AssumeRole", "sts:SetSourceIdentity"] if identity else ["sts:AssumeRole"]
    for action in actions:
        if action == "sts:AssumeRole":
            context = {**context, "sts:externalid": external_id or ""}
        known = {key: value for key, value in context.items() if value}
        effects = {
            statement["Effect"]
            for statement in _listed(json.loads(trust).get("Statement", []))
            if _is_about(statement, action, caller, arn, known)
        }
        if effects != {"Allow"}:
            raise Refusal(
                "AccessDenied", not_authorized(caller, f"{action} on resource: {role.arn}")
            )


def _is_about(
    statement: dict[str, Any], action: str, caller: Principal, arn: str, context: dict[str, str]
) -> bool:
    actions = _listed(statement.get("Action", []))
    if not any(fnmatchcase(action.lower(), each.lower()) for each in actions):
        return False
    principal = statement.get("Principal", {})
    named = ["*"] if principal == "*" else _listed(principal.get("AWS", []))
    whom = {"*", caller.account, root_arn(caller.account), arn, caller.arn}
    if whom.isdisjoint(named):
        return False
    return all(
        _holds(operator, key, _listed(values), context)
        for operator, keys in statement.get("Condition", {}).items()
        for key, values in keys.items()
    )


def _equals(found: str, expected: str) -> bool:
    return found == expected


def _holds(operator: str, key: str, expected: list[str], context: dict[str, str]) -> bool:
    operators: dict[str, tuple[Callable[[str, str], bool], bool]] = {
        "ArnEquals": (fnmatchcase, False),
        "ArnLike": (fnmatchcase, False),
        "StringEquals": (_equals, False),
        "StringLike": (fnmatchcase, False),
        "StringNotEquals": (_equals, True),
    }
    known = ("aws:principalarn", "sts:externalid", KEY.lower())
    if operator not in operators or key.lower() not in known:
        raise Refusal("InternalFailure", f"the emulated STS can't judge {operator} {key}", 500)
    matches, is_negated = operators[operator]
    found = context.get(key.lower())
    # What is not there is like nothing, and so is not what is named.
    if found is None:
        return is_negated
    return any(matches(found, each) for each in expected) is not is_negated


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
