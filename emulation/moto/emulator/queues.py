"""SQS's queues, whose messages moto counts several times in each call, and asks for the time at each of them."""

import time

from moto.sqs import models
from moto.sqs.models import Message, Queue, SQSBackend


def install() -> None:
    # Moto works it out of two dates.
    models.unix_time = time.time
    models.unix_time_millis = _milliseconds
    Queue.messages = property(messages)
    Queue.approximate_number_of_messages_delayed = property(delayed_count)
    Queue.approximate_number_of_messages_not_visible = property(not_visible_count)
    SQSBackend.is_message_valid_based_on_retention_period = is_retained


def _milliseconds() -> float:
    return time.time() * 1000.0


def messages(queue: Queue) -> list[Message]:
    """Those that may be received."""
    now = _milliseconds()
    return [
        each for each in queue._messages if each.visible_at < now and each.delayed_until <= now
    ]


def delayed_count(queue: Queue) -> int:
    now = _milliseconds()
    return sum(now < each.delayed_until for each in queue._messages)


def not_visible_count(queue: Queue) -> int:
    now = _milliseconds()
    return sum(each.visible_at >= now for each in queue._messages)


def is_retained(backend: SQSBackend, queue_name: str, message: Message) -> bool:
    period = backend.get_queue(queue_name).message_retention_period
    return bool(period + message.sent_timestamp / 1000 > time.time())
