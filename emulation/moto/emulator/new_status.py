"""What a call asks a credential to become."""

from moto.iam.exceptions import IAMException, ValidationError
from moto.iam.responses import IamResponse


def new_status(response: IamResponse) -> str:
    asked: str = response._get_param("Status")
    if asked == "Expired":
        raise IAMException("InvalidInput", "Operation does not support status Expired")
    if asked not in ("Active", "Inactive"):
        raise ValidationError(
            "1 validation error detected: Value at 'status' failed to satisfy constraint: Member "
            "must satisfy enum value set: [Active, Inactive, Expired]"
        )
    return asked
