"""Lambda's Invoke: who has the functions' bundles in processes runs them, and moto would want Docker."""

from http.client import HTTPConnection
from urllib.parse import quote, unquote, urlsplit

from moto.awslambda.responses import LambdaResponse

from .gate import Refusal
from .state import state

# What Lambda answers with, of a function's answer that is longer.
MOST_BYTES = 6 * 1024 * 1024
# Whoever runs it ends it in its own time; and this is longer than any.
LONGEST_SECONDS = 1000


def install() -> None:
    LambdaResponse.invoke = invoke  # type: ignore[method-assign]


def invoke(response: LambdaResponse) -> tuple[int, dict[str, str], str | bytes]:
    """Whoever waits for the function's answer, or only asks whether they may; nothing else is emulated."""
    name = unquote(response.path.rsplit("/", 2)[-2])
    function = response.backend.get_function(name, response._get_param("Qualifier"))
    how = response.headers.get("X-Amz-Invocation-Type", "RequestResponse")
    if how == "DryRun":
        return 204, {"status": "204"}, ""
    if how != "RequestResponse":
        raise Refusal("InvalidParameterValueException", f"the emulated Lambda has no {how}", 400)
    if function.reserved_concurrency == 0:
        raise Refusal("TooManyRequestsException", "Rate Exceeded.", 429)
    if not state.invoker:
        raise Refusal("ServiceException", "nobody has said who runs the functions", 500)
    return _run(function.function_arn, response.body)


def _bytes(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body


def _run(arn: str, event: str | bytes) -> tuple[int, dict[str, str], str | bytes]:
    connection = HTTPConnection(urlsplit(state.invoker).netloc, timeout=LONGEST_SECONDS)
    try:
        connection.request("POST", f"/{quote(arn, safe='')}", _bytes(event) or b"{}")
        answer = connection.getresponse()
        payload = answer.read()
    finally:
        connection.close()
    headers = {"Content-Type": "application/json", "X-Amz-Executed-Version": "$LATEST"}
    if answer.status != 200:
        headers["X-Amz-Function-Error"] = "Unhandled"
    elif len(payload) > MOST_BYTES:
        headers["X-Amz-Function-Error"] = "Unhandled"
        payload = (
            b'{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size '
            b'exceeded maximum allowed payload size (6291556 bytes)."}'
        )
    return 200, headers, payload
