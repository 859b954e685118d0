"""Keys of vendors at rest: sealed with a key that is drawn from the installation's own secret, and never shown again.

With another SECRET_KEY they cannot be opened, and are entered anew; an older one in SECRET_KEY_FALLBACKS still opens.
"""

import base64
import json
from collections.abc import Mapping
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE: Final = b"foreword: keys of channel accounts"


def seal(secrets: Mapping[str, str]) -> str:
    return _keys().encrypt(json.dumps(dict(secrets)).encode()).decode() if secrets else ""


def unseal(sealed: str) -> dict[str, str]:
    """Empty where it cannot be opened: then the account says that its keys are missing."""
    if not sealed:
        return {}
    try:
        return dict(json.loads(_keys().decrypt(sealed.encode())))
    except InvalidToken:
        return {}


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(force_bytes(secret))
    return base64.urlsafe_b64encode(drawn)
