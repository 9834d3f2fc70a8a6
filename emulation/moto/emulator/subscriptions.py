"""Subscriptions to a topic: those by e-mail are pending until somebody confirms them."""

from moto.core.responses import ActionResult
from moto.sns.exceptions import SNSInvalidParameter, SNSNotFoundError
from moto.sns.models import SNSBackend, Subscription
from moto.sns.responses import SNSResponse

# Whose owner is asked.
ASKED = ("email", "email-json")
PENDING = "PendingConfirmation"


def install() -> None:
    SNSResponse.list_subscriptions_by_topic = list_by_topic  # type: ignore[method-assign]
    SNSResponse.confirm_subscription = confirm  # type: ignore[method-assign]


def list_by_topic(self: SNSResponse) -> ActionResult:
    topic_arn = self._get_param("TopicArn")
    if topic_arn not in self.backend.topics:
        raise SNSNotFoundError("Topic does not exist")
    found, token = self.backend.list_subscriptions_by_topic(
        topic_arn, next_token=self._get_param("NextToken")
    )
    return ActionResult({"Subscriptions": [_listed(each) for each in found], "NextToken": token})


def _listed(subscription: Subscription) -> dict[str, str]:
    is_pending = subscription.protocol in ASKED and not subscription.confirmed
    return {
        "SubscriptionArn": PENDING if is_pending else subscription.arn,
        "Owner": subscription.owner,
        "Protocol": subscription.protocol,
        "Endpoint": subscription.endpoint,
        "TopicArn": subscription.topic_arn,
    }


def confirm(self: SNSResponse) -> ActionResult:
    """The token is in the e-mail: here it is the address."""
    subscription = _awaited(self.backend, self._get_param("TopicArn"), self._get_param("Token"))
    subscription.confirmed = True
    return ActionResult({"SubscriptionArn": subscription.arn})


def _awaited(backend: SNSBackend, topic_arn: str, endpoint: str) -> Subscription:
    for each in backend.subscriptions.values():
        if (each.topic_arn, each.endpoint) == (topic_arn, endpoint) and each.protocol in ASKED:
            return each
    raise SNSInvalidParameter("Invalid parameter: Token")
