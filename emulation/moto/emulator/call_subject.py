"""What a call is about, by its parameters."""

from moto.core.responses import BaseResponse

from .principals import backend_of

# The parameters that name what a call is about, and what its role's trust looks at; of a session
# also what it is held to.
NAMING = {
    "dynamodb": ("TableName", "RequestItems", "TransactItems"),
    "iam": ("UserName", "GroupName", "PolicyName", "PolicyArn"),
    "secretsmanager": ("SecretId",),
    "sqs": ("QueueUrl",),
    "sts": (
        "RoleArn",
        "RoleSessionName",
        "ExternalId",
        "SourceIdentity",
        "Policy",
        "SerialNumber",
    ),
}


def about(response: BaseResponse, action: str) -> dict[str, str]:
    service = str(response.service_name)
    given = {name: response._get_param(name) for name in NAMING.get(service, ())}
    if action == "GetAccessKeyLastUsed":
        # IAM judges it by the key's owner, whom the call does not name.
        keys = backend_of(response.current_account).access_keys
        key = keys.get(response._get_param("AccessKeyId"))
        given["UserName"] = key.user_name if key else None
    if service == "s3":
        given = {"Bucket": response.bucket_name, "Key": response.parse_key_name()}
    items = given.get("TransactItems")
    if items:
        # IAM judges a transaction by each thing that it does to a table.
        given["TransactItems"] = sorted(
            {f"{kind}:{item[kind]['TableName']}" for item in items for kind in item}
        )
    return {
        name: value if isinstance(value, str) else ",".join(value)
        for name, value in given.items()
        if value
    }
