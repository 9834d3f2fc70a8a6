"""The emulated time, which goes on at the pace of the real one from wherever it is set to."""

from datetime import UTC, datetime

import time_machine

_traveller: time_machine.Traveller | None = None


def start(instant: str | None) -> None:
    global _traveller
    _traveller = time_machine.travel(_parse(instant) if instant else now(), tick=True).start()


def set_to(instant: str) -> None:
    assert _traveller is not None
    _traveller.move_to(_parse(instant))


def now() -> datetime:
    return datetime.now(UTC)


def this_second() -> datetime:
    """As IAM has all its dates: in whole seconds, and as moto has them: without a zone."""
    return now().replace(microsecond=0, tzinfo=None)


def parse_signing_date(text: str) -> datetime:
    """The header X-Amz-Date."""
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _parse(instant: str) -> datetime:
    return datetime.fromisoformat(instant).astimezone(UTC)
