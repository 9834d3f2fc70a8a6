"""
What a role's trust says of who asks. Moto judges no policies; this judges a trust as far as it goes: by its principals,
and by conditions of the kinds below.
"""

import json
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from moto.iam.policy_validation import IAMTrustPolicyDocumentValidator

from .gate import Refusal

# An action of a trust that moto does not know, and refuses where a trust is changed.
UNKNOWN_TO_MOTO = ("sts:SetContext",)


def install() -> None:
    IAMTrustPolicyDocumentValidator._validate_trust_policy_action = staticmethod(validate_action)  # type: ignore[method-assign]


def validate_action(action: str) -> None:
    if action not in UNKNOWN_TO_MOTO:
        _validate_of_moto(action)


_validate_of_moto = IAMTrustPolicyDocumentValidator._validate_trust_policy_action


def allows(
    document: str, action: str, whom: Mapping[str, set[str]], context: Mapping[str, str | None]
) -> bool:
    """
    Whether it allows the action and does not deny it. `whom`: what names the caller, by the kind of principal, such as
    AWS. `context`: every condition key that is judged, in lower case; None where the request has none.
    """
    effects = {
        statement["Effect"]
        for statement in _listed(json.loads(document or "{}").get("Statement", []))
        if _is_about(statement, action, whom, context)
    }
    return effects == {"Allow"}


def _is_about(
    statement: dict[str, Any],
    action: str,
    whom: Mapping[str, set[str]],
    context: Mapping[str, str | None],
) -> bool:
    actions = _listed(statement.get("Action", []))
    if not any(fnmatchcase(action.lower(), each.lower()) for each in actions):
        return False
    principal = statement.get("Principal", {})
    named = {"AWS": "*"} if principal == "*" else principal
    if all(names.isdisjoint(_listed(named.get(kind, []))) for kind, names in whom.items()):
        return False
    return all(
        _holds(operator, key, _listed(values), context)
        for operator, keys in statement.get("Condition", {}).items()
        for key, values in keys.items()
    )


def _equals(found: str, expected: str) -> bool:
    return found == expected


def _holds(
    operator: str, key: str, expected: list[str], context: Mapping[str, str | None]
) -> bool:
    operators: dict[str, tuple[Callable[[str, str], bool], bool]] = {
        "ArnEquals": (fnmatchcase, False),
        "ArnLike": (fnmatchcase, False),
        "StringEquals": (_equals, False),
        "StringLike": (fnmatchcase, False),
        "StringNotEquals": (_equals, True),
    }
    if operator not in operators or key.lower() not in context:
        raise Refusal("InternalFailure", f"the emulated STS can't judge {operator} {key}", 500)
    matches, is_negated = operators[operator]
    found = context[key.lower()]
    # What is not there is like nothing, and so is not what is named.
    if found is None:
        return is_negated
    return any(matches(found, each) for each in expected) is not is_negated


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
