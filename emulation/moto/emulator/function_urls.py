"""Function URLs and who may call them, as Lambda documents it where moto keeps no more than what it was sent."""

from typing import Any

from moto.awslambda.exceptions import GenericResourcNotFound
from moto.awslambda.models import FunctionUrlConfig, LambdaFunction
from moto.awslambda.policy import Policy


def install() -> None:
    Policy.decode_policy = decode_policy  # type: ignore[method-assign]
    FunctionUrlConfig.to_dict = to_dict  # type: ignore[method-assign]
    FunctionUrlConfig.update = update  # type: ignore[method-assign]
    LambdaFunction.delete_url_config = delete_url_config  # type: ignore[method-assign]


def decode_policy(policy: Policy, obj: dict[str, Any]) -> Policy:
    """Moto leaves both fields in the statement, which is none of IAM's then."""
    auth_type = obj.pop("FunctionUrlAuthType", None)
    via_url = obj.pop("InvokedViaFunctionUrl", None)
    decoded = _decoded_by_moto(policy, obj)
    conditions = obj.get("Condition", {})
    if auth_type is not None:
        equals = conditions.setdefault("StringEquals", {})
        equals["lambda:FunctionUrlAuthType"] = auth_type
    if via_url is not None:
        conditions["Bool"] = {"lambda:InvokedViaFunctionUrl": str(via_url).lower()}
    if conditions:
        obj["Condition"] = conditions
    return decoded


def to_dict(config: FunctionUrlConfig) -> dict[str, Any]:
    written = _dict_of_moto(config)
    invoke_mode = config.config.get("InvokeMode") or "BUFFERED"
    return {**written, "FunctionUrl": f"{config.url}/", "InvokeMode": invoke_mode}


def update(config: FunctionUrlConfig, new_config: dict[str, Any]) -> None:
    _update_of_moto(config, new_config)
    if new_config.get("InvokeMode"):
        config.config["InvokeMode"] = new_config["InvokeMode"]


def delete_url_config(function: LambdaFunction) -> None:
    if not function.url_config:
        raise GenericResourcNotFound()
    function.url_config = None


_decoded_by_moto = Policy.decode_policy
_dict_of_moto = FunctionUrlConfig.to_dict
_update_of_moto = FunctionUrlConfig.update
