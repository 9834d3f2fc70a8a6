"""Everything that is changed in moto, so that it behaves as AWS documents."""

from . import gate
from .principals import use_root_access_key


def install(root_access_key_id: str) -> None:
    use_root_access_key(root_access_key_id)
    gate.install()
