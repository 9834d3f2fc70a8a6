"""Lists that AWS gives in pages and moto gives whole."""

import base64
from typing import Any, TypeVar

from moto.core.responses import ActionResult
from moto.iam.exceptions import ValidationError
from moto.iam.responses import IamResponse

DEFAULT_ITEMS = 100
MOST_ITEMS = 1000
SECTIONS = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")

Item = TypeVar("Item")


def install() -> None:
    IamResponse.get_account_authorization_details = get_account_authorization_details
    IamResponse.list_users = list_users


def get_account_authorization_details(self: IamResponse) -> ActionResult:
    whole: Any = _details_of_moto(self).result
    # A page counts items of all kinds together.
    items = [(section, item) for section in SECTIONS for item in whole[section]]
    found, rest = page(self, items)
    sections: dict[str, list[Any]] = {section: [] for section in SECTIONS}
    for section, item in found:
        sections[section].append(item)
    return ActionResult(sections | rest)


_details_of_moto = IamResponse.get_account_authorization_details


def list_users(self: IamResponse) -> ActionResult:
    users = self.backend.list_users(self._get_param("PathPrefix"), None, None)
    found, rest = page(self, sorted(users, key=lambda user: user.name))
    return ActionResult({"Users": found} | rest)


def page(response: IamResponse, items: list[Item]) -> tuple[list[Item], dict[str, Any]]:
    """One page, and what the answer says of those after it."""
    size = response._get_int_param("MaxItems", DEFAULT_ITEMS)
    if not 1 <= size <= MOST_ITEMS:
        raise ValidationError(
            f"Value '{size}' at 'maxItems' failed to satisfy constraint: 1 to 1000"
        )
    start = _start(response._get_param("Marker"))
    end = start + size
    if end >= len(items):
        return items[start:], {"IsTruncated": False}
    return items[start:end], {"IsTruncated": True, "Marker": _marker(end)}


def _marker(start: int) -> str:
    return base64.b64encode(f"item {start}".encode()).decode()


def _start(marker: str | None) -> int:
    if not marker:
        return 0
    try:
        return int(base64.b64decode(marker, validate=True).decode().removeprefix("item "))
    except ValueError:
        raise ValidationError("Invalid Marker.") from None
