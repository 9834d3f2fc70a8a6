"""
The proof that whoever asks for tokens has the key that they are bound to (RFC 9449), as AWS Sign-In wants it: ES256,
made for this call.
"""

import base64
import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256


def check(proof: str | None, method: str, path: str) -> str | None:
    """The key's thumbprint; None where it proves nothing."""
    try:
        head, body, signature = (proof or "").split(".")
        header, claims = _decoded(head), _decoded(body)
        key = header["jwk"]
        numbers = ec.EllipticCurvePublicNumbers(
            _number(key["x"]), _number(key["y"]), ec.SECP256R1()
        )
        raw = _bytes(signature)
        both = utils.encode_dss_signature(
            int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
        )
        numbers.public_key().verify(both, f"{head}.{body}".encode(), ec.ECDSA(SHA256()))
    except (ValueError, KeyError, InvalidSignature):
        return None
    is_for_this = claims.get("htm") == method and str(claims.get("htu")).endswith(path)
    if header.get("typ") != "dpop+jwt" or header.get("alg") != "ES256" or not is_for_this:
        return None
    return hashlib.sha256(f"{key['x']}.{key['y']}".encode()).hexdigest()


def _decoded(part: str) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(_bytes(part))
    return decoded


def _number(part: str) -> int:
    return int.from_bytes(_bytes(part), "big")


def _bytes(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
