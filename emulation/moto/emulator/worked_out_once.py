"""What moto works out anew in every call, and is the same in each: here it is kept."""

import functools
from collections.abc import Iterator
from typing import Any

from moto import backends
from moto.core import responses, utils
from moto.core.constants import MISSING
from moto.core.serialize import (
    AttributePickerContext,
    JSONSerializer,
    ResponseSerializer,
    XFormedAttributePicker,
)
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.sqs import models as sqs_models

# Of a member of a shape: its names by its key and the class of what has it.
NAMES = "names_of_member"


def install() -> None:
    backends.list_of_moto_modules = functools.cache(lambda: tuple(_modules_in_moto()))
    # By service or host name, of which there are one for each service and region.
    DomainDispatcherApplication.get_backend_for_host = functools.cache(_backend_in_moto)
    # Which lists the folders of every service's models, and keeps what it has read.
    utils.create_loader = functools.cache(utils.create_loader)
    responses.method_names_from_class = functools.cache(
        lambda of: frozenset(_method_names_in_moto(of))
    )
    for module in (responses, sqs_models):
        module.camelcase_to_underscores = _underscored
    XFormedAttributePicker.get_possible_keys = get_possible_keys
    ResponseSerializer.get_value = get_value
    JSONSerializer._serialize_type_structure = serialize_structure


_modules_in_moto = backends.list_of_moto_modules
_backend_in_moto = DomainDispatcherApplication.get_backend_for_host
_method_names_in_moto = responses.method_names_from_class
_underscored = functools.cache(utils.camelcase_to_underscores)


def get_possible_keys(
    self: XFormedAttributePicker, context: AttributePickerContext
) -> Iterator[str]:
    """By which names a member of an answer may be found in what moto has, the likeliest first."""
    known = context.shape.__dict__.setdefault(NAMES, {})
    of = (context.key, type(context.obj))
    if of not in known:
        known[of] = tuple(dict.fromkeys(_possible_keys_in_moto(self, context)))
    return iter(known[of])


_possible_keys_in_moto = XFormedAttributePicker.get_possible_keys


def get_value(self: ResponseSerializer, value: Any, key: str, shape: Any) -> Any:
    """As moto's, which describes each member to its picker; only those that it does not know are."""
    known = shape.__dict__.get(NAMES, {}).get((key, type(value)))
    picker = self._value_picker
    if known is None or type(picker) is not XFormedAttributePicker or picker.response_transformers:
        return _value_in_moto(self, value, key, shape)
    for name in known:
        found = utils.get_value(value, name, MISSING)
        if found is not MISSING:
            return found
    return None


_value_in_moto = ResponseSerializer.get_value


def serialize_structure(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
    """As moto's, which looks for each of the ten kinds in every value of an item of DynamoDB's."""
    if (
        shape.name == "AttributeValue"
        and type(value) is dict
        and value.keys() <= {"N", "S"}
        and all(type(each) is str for each in value.values())
    ):
        self._default_serialize(serialized, dict(value), shape, key)
    else:
        _serialize_structure_in_moto(self, serialized, value, shape, key)


_serialize_structure_in_moto = JSONSerializer._serialize_type_structure
