"""A function that is switched off has a reserved concurrency of 0, which moto takes for none."""

from typing import Any

from moto.awslambda.models import LambdaFunction


def install() -> None:
    LambdaFunction.get_code = get_code  # type: ignore[method-assign]


def get_code(self: LambdaFunction) -> dict[str, Any]:
    answer = _code_of_moto(self)
    if self.reserved_concurrency is not None:
        kept = {"ReservedConcurrentExecutions": self.reserved_concurrency}
        answer["Concurrency"] = kept
    return answer


_code_of_moto = LambdaFunction.get_code
