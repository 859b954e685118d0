"""Messages to browsers: encrypted for the one browser (RFC 8291), signed as ours (RFC 8292).

A push service is an address that a browser named, so it is a stranger's word: only https on the usual port is spoken
to, only at public addresses, and at the very address that was looked at; redirects are not followed, and of its answer
nothing but the status is read.
"""

import asyncio
import base64
import ipaddress
import os
import socket
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import http_ece
import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid02

from foreword.kernel.clock import now

KEYS: Final = "vapid.pem"
TOKEN_SECONDS: Final = 12 * 3600
MOST_BYTES: Final = 3000
GONE: Final = (404, 410)
TIMEOUT: Final = 10.0
"""Seconds, for all of it."""
NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


class Unreachable(Exception):
    """Not now; later perhaps."""


class Gone(Exception):
    """This browser is not there any more, or its address is none that we speak to."""


def public_key() -> str:
    """What a browser has to be told before it subscribes."""
    point = _signer().public_key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return _written(point)


def is_speakable(endpoint: str) -> bool:
    """Https on the usual port, with no name and password in it. Where it leads is looked at when something is sent."""
    try:
        parts = urlsplit(endpoint)
        plain = parts.port in (None, 443) and not parts.username and not parts.password
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and endpoint.isascii() and plain


def is_key(text: str, length: int) -> bool:
    """Whether this is so many bytes, as a browser writes them."""
    try:
        return len(_read(text)) == length
    except ValueError:
        return False


def hand_over(*, endpoint: str, p256dh: str, auth: str, words: bytes, topic: str, keep: int) -> None:
    """Returns once the push service has taken it, which keeps it for `keep` seconds for a browser that is off.

    `topic` replaces one that still waits there under the same name.
    """
    if not is_speakable(endpoint) or len(words) > MOST_BYTES:
        raise Gone(endpoint)
    host = urlsplit(endpoint).hostname or ""
    try:
        body = _encrypted(words, p256dh, auth)
    except (ValueError, http_ece.ECEException) as broken:
        raise Gone(host) from broken
    headers = {
        **_signer().sign({"aud": f"https://{host}", "exp": int(now().timestamp()) + TOKEN_SECONDS, "sub": _contact()}),
        "Host": host,
        "Content-Encoding": "aes128gcm",
        "TTL": str(keep),
        "Urgency": "normal",
        "Topic": topic,
    }
    _verdict(_post(endpoint, host, body, headers))


def _post(endpoint: str, host: str, body: bytes, headers: dict[str, str]) -> int:
    try:
        url = httpx.URL(endpoint).copy_with(host=public_address(host))
        return asyncio.run(_status(httpx.Request("POST", url, content=body, headers=headers), host))
    except httpx.InvalidURL as broken:
        raise Gone(host) from broken
    except (httpx.HTTPError, TimeoutError) as error:
        raise Unreachable(type(error).__name__) from error


async def _status(request: httpx.Request, host: str) -> int:
    """A server may drip its answer, so that no single read is late: hence one time limit over all of it."""
    request.extensions = {**request.extensions, "sni_hostname": host}
    async with asyncio.timeout(TIMEOUT), client() as http:
        answer = await http.send(request, stream=True)
        await answer.aclose()
        return answer.status_code


def client() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False, trust_env=False)


def public_address(host: str) -> str:
    """The address of this host that is used; none where any of its addresses is not for the public."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except UnicodeError as broken:
        raise Gone(host) from broken
    except OSError as error:
        raise Unreachable(host) from error
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(_is_public(ipaddress.ip_address(each.partition("%")[0])) for each in addresses):
        raise Gone(host)
    return addresses[0]


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """An address that carries another one leads to that."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _verdict(status: int) -> None:
    if status in GONE or 300 <= status < 400:
        raise Gone(str(status))
    if status >= 400:
        raise Unreachable(str(status))


def _encrypted(words: bytes, p256dh: str, auth: str) -> bytes:
    """For this browser alone: a key of one use, nothing that the push service could read."""
    once = ec.generate_private_key(ec.SECP256R1())
    sealed: bytes = http_ece.encrypt(
        words, private_key=once, dh=_read(p256dh), auth_secret=_read(auth), version="aes128gcm"
    )
    return sealed


def _contact() -> str:
    """Whom a push service may write to about us."""
    address = settings.DEFAULT_FROM_EMAIL
    return f"mailto:{address.rpartition('<')[2].rstrip('>').strip()}"


def _signer() -> Any:
    return _signer_of(settings.FOREWORD_HOME / KEYS)


@lru_cache(maxsize=4)
def _signer_of(path: Path) -> Any:
    return Vapid02.from_pem(_kept_key(path))


def _kept_key(path: Path) -> bytes:
    """Made at first use. Of two processes that make one at once, the first keeps it, and both use that."""
    if not path.exists():
        made = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        own = path.with_suffix(f".{os.getpid()}")
        own.touch(mode=0o600)
        own.write_bytes(made)
        try:
            os.link(own, path)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_bytes()


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _read(text: str) -> bytes:
    return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
