"""Makes calls with AWS's own client for Python, which knows services that none for Node is published of.

    python call_with_botocore.py SERVICE REGION < CALLS

The calls are a JSON array of `[OPERATION, PARAMETERS]`; where AWS is and who asks is in the environment. Prints an array
of answers, or `{"error": CODE, "message": TEXT}` in the place of one.
"""

import json
import sys
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


def main(service: str, region: str) -> None:
    once = Config(retries={"total_max_attempts": 1})
    client = boto3.client(service, region, config=once)  # type: ignore[call-overload]
    answers = [call(client, *each) for each in json.load(sys.stdin)]
    json.dump(answers, sys.stdout, default=str)


def call(client: Any, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = getattr(client, operation)(**parameters)
    except ClientError as error:
        told = error.response["Error"]
        return {"error": told["Code"], "message": told["Message"]}
    del answer["ResponseMetadata"]
    return answer


if __name__ == "__main__":
    main(*sys.argv[1:])
