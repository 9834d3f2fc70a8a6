"""What moto does with each item of DynamoDB's in almost every call, done in less time and to the same end."""

import copy
import functools
import inspect
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from moto.dynamodb.models import Table
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Node
from moto.dynamodb.parsing.expressions import UpdateExpressionParser

# Of these a value has no parts, so that nobody changes one: an item gets another in its place.
PLAIN = frozenset({"B", "BOOL", "N", "NULL", "S"})


def install() -> None:
    DynamoType.cast_value = property(cast_value)
    DynamoType.__deepcopy__ = copy_value
    Item.__deepcopy__ = copy_item
    Table.all_items = all_items
    Table.query = query
    # Moto reads each twice, and changes copies of what it has read.
    UpdateExpressionParser.make = functools.lru_cache(maxsize=1024)(UpdateExpressionParser.make)
    DepthFirstTraverser.traverse = traverse


def cast_value(value: DynamoType) -> Any:
    if value.type in ("S", "B", "BOOL"):
        return value.value
    if value.type == "N":
        return Decimal(value.value)
    return _cast_value_in_moto(value)


_cast_value_in_moto = DynamoType.cast_value.fget


def copy_value(value: DynamoType, memo: dict[int, Any]) -> DynamoType:
    return value if value.type in PLAIN else _copy_value_in_moto(value, memo)


_copy_value_in_moto = DynamoType.__deepcopy__


def copy_item(item: Item, memo: dict[int, Any]) -> Item:
    copied = Item.__new__(Item)
    memo[id(item)] = copied
    copied.hash_key = copy.deepcopy(item.hash_key, memo)
    copied.range_key = copy.deepcopy(item.range_key, memo)
    copied.attrs = LimitedSizeDict.__new__(LimitedSizeDict)
    # Past its own `update`, which adds up the item's size for each attribute.
    dict.update(
        copied.attrs,
        {
            name: value if value.type in PLAIN else copy.deepcopy(value, memo)
            for name, value in item.attrs.items()
        },
    )
    return copied


def all_items(table: Table) -> list[Item]:
    """In the order of their keys, each of which is worked out once and not for each comparison."""
    if table.range_key_attr:
        found = [item for each in table.items.values() for item in each.values()]
    else:
        found = list(table.items.values())
    return sorted(found, key=_sort_key)


def query(table: Table, *args: Any, **named: Any) -> Any:
    """As moto's, which sorts the whole table and then looks for the items of one partition."""
    asked = _QUERY.bind(table, *args, **named).arguments
    if asked.get("index_name") or not table.range_key_attr:
        return _query_in_moto(table, *args, **named)
    partition = table.items.get(asked["hash_key"], {})
    # The gate lets one call in at a time.
    table.all_items = lambda: list(partition.values())
    try:
        return _query_in_moto(table, *args, **named)
    finally:
        del table.all_items


_query_in_moto = Table.query
_QUERY = inspect.signature(_query_in_moto)


def _sort_key(item: Item) -> Any:
    key = item.hash_key.cast_value
    return (key, item.range_key.cast_value) if item.range_key else key


def traverse(self: DepthFirstTraverser, root: Any) -> Any:
    """As moto's, which asks at each node anew of which kind it is."""
    processors = self._processing_map()
    kinds = _kinds.setdefault(type(self), {})

    def visit(node: Any, position: int = -1) -> Any:
        of = type(node)
        kind = kinds.get(of)
        if kind is None:
            kind = kinds[of] = _kind_of(of, processors)
        if kind is NoNode:
            return node
        parent = node.parent
        for at, child in enumerate(node.children or ()):
            self.pre_processing_of_child(node, at)
            visit(child, at)
        if kind is Left:
            return node
        processed = processors[kind](node)
        processed.parent = parent
        if parent:
            parent.children[position] = processed
        return processed

    return visit(root)


def _kind_of(node: type, processors: Iterable[type]) -> type:
    if not issubclass(node, Node):
        return NoNode
    return next((each for each in processors if issubclass(node, each)), Left)


class NoNode:
    """What is in a tree and no node of it."""


class Left:
    """A node that is left as it is."""


# By processor and class of nodes.
_kinds: dict[type, dict[type, type]] = {}
