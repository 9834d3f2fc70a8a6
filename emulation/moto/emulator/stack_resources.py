"""What the stacks' resources need of AWS, and moto does not do or forgets."""

import json
from typing import Any

from moto.awslambda.models import EventSourceMapping, LambdaBackend, LambdaFunction
from moto.events.responses import EventsHandler
from moto.iam.models import IAMBackend
from moto.sqs.models import sqs_backends

from .without_case import refuse_taken


def install() -> None:
    EventsHandler.update_event_bus = update_event_bus  # type: ignore[attr-defined]
    IAMBackend.update_group = update_group  # type: ignore[method-assign]
    IAMBackend.update_user = update_user  # type: ignore[method-assign]
    LambdaBackend.create_event_source_mapping = create_event_source_mapping  # type: ignore[method-assign]
    LambdaFunction.__init__ = init_function  # type: ignore[method-assign]
    LambdaFunction.get_configuration = get_configuration  # type: ignore[method-assign]
    LambdaFunction.update_configuration = update_configuration  # type: ignore[method-assign]


def create_event_source_mapping(self: LambdaBackend, spec: dict[str, Any]) -> EventSourceMapping:
    """Moto would run the function in a container, with whatever is put into the queue, and give it back if that
    fails. Here functions are run from outside, which polls the queue as the mapping says."""
    mapping = _create_mapping_of_moto(self, spec)
    for queue in sqs_backends[self.account_id][self.region_name].queues.values():
        queue.lambda_event_source_mappings.clear()
    return mapping


_create_mapping_of_moto = LambdaBackend.create_event_source_mapping


def init_function(self: LambdaFunction, *args: Any, **kwargs: Any) -> None:
    _init_function_of_moto(self, *args, **kwargs)
    spec = kwargs.get("spec") or args[1]
    self.logging_config = _logging_config(self, spec.get("LoggingConfig"))  # type: ignore[attr-defined]


_init_function_of_moto = LambdaFunction.__init__


def get_configuration(self: LambdaFunction, on_create: bool = False) -> dict[str, Any]:
    configuration = _get_configuration_of_moto(self, on_create)
    return configuration | {"LoggingConfig": self.logging_config}  # type: ignore[attr-defined]


_get_configuration_of_moto = LambdaFunction.get_configuration


def update_configuration(self: LambdaFunction, config_updates: dict[str, Any]) -> dict[str, Any]:
    """Moto leaves these as they were."""
    if "EphemeralStorage" in config_updates:
        self.ephemeral_storage = config_updates["EphemeralStorage"]["Size"]
    if "KMSKeyArn" in config_updates:
        self.kms_key_arn = config_updates["KMSKeyArn"]
    if "LoggingConfig" in config_updates:
        self.logging_config = _logging_config(self, config_updates["LoggingConfig"])  # type: ignore[attr-defined]
    if "TracingConfig" in config_updates:
        self.tracing_config = config_updates["TracingConfig"]
    return _update_configuration_of_moto(self, config_updates)


_update_configuration_of_moto = LambdaFunction.update_configuration


def _logging_config(function: LambdaFunction, asked: dict[str, Any] | None) -> dict[str, Any]:
    """Lambda's own defaults."""
    group = f"/aws/lambda/{function.function_name}"
    return {"LogFormat": "Text", "LogGroup": group} | (asked or {})


def update_event_bus(self: EventsHandler) -> tuple[str, dict[str, Any]]:
    """Moto has none."""
    bus = self.events_backend.describe_event_bus(self._get_param("Name"))
    bus.description = self._get_param("Description")
    return json.dumps({"Arn": bus.arn, "Name": bus.name}), self.response_headers


def update_group(
    self: IAMBackend, group_name: str, new_group_name: str | None, new_path: str | None
) -> None:
    """Moto takes a new path only together with a new name."""
    refuse_taken(self.groups, group_name, new_group_name)
    if new_path and new_group_name in (None, group_name):
        self.get_group(group_name).path = new_path
    else:
        _update_group_of_moto(self, group_name, new_group_name, new_path)


_update_group_of_moto = IAMBackend.update_group


def update_user(
    self: IAMBackend,
    user_name: str,
    new_path: str | None = None,
    new_user_name: str | None = None,
) -> None:
    """Moto keeps tags by ARN, and loses them with a new path or name; keys keep the old name. Who has the new
    name is lost."""
    refuse_taken(self.users, user_name, new_user_name)
    user = self.get_user(user_name)
    before = user.arn
    _update_user_of_moto(self, user_name, new_path, new_user_name)
    if user.arn != before:
        self.tagger.copy_tags(before, user.arn)
        self.tagger.delete_all_tags_for_resource(before)
    for key in user.access_keys:
        key.user_name = user.name


_update_user_of_moto = IAMBackend.update_user
