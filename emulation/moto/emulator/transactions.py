"""DynamoDB's transactions, for which moto copies the whole table once for each of their items."""

import copy
from types import SimpleNamespace
from typing import Any

from moto.dynamodb import models
from moto.dynamodb.models import DynamoDBBackend, Table


def install() -> None:
    DynamoDBBackend.transact_write_items = transact_write_items


def transact_write_items(backend: DynamoDBBackend, *args: Any, **named: Any) -> Any:
    """As moto's, with one copy a table to go back to: it is made before anything is changed."""
    copies: dict[int, Any] = {}

    def deepcopy(value: Any, *more: Any) -> Any:
        if not isinstance(value, Table):
            return copy.deepcopy(value, *more)
        if id(value) not in copies:
            copies[id(value)] = copy.deepcopy(value)
        return copies[id(value)]

    # The gate lets one call in at a time.
    models.copy = SimpleNamespace(deepcopy=deepcopy, copy=copy.copy)
    try:
        return _transact_in_moto(backend, *args, **named)
    finally:
        models.copy = copy


_transact_in_moto = DynamoDBBackend.transact_write_items
