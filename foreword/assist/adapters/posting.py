"""One request to a service in the OpenAI form: no redirects, no proxy, and no more read than was allowed."""

import http.client
import json
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit


class NoAnswer(Exception):
    """`code`: address or silent. The key stands in no message of an error."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The service gave no answer: {code}.")
        self.code = code


def post(url: str, asked: Mapping[str, Any], *, key: str, timeout: float, largest: int) -> tuple[int, bytes]:
    """The status and up to `largest` bytes. `timeout` in seconds, of each wait. Raises NoAnswer."""
    address = urlsplit(url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise NoAnswer("address")
    headers = {"Content-Type": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    try:
        connection = _connection(address, timeout)
        try:
            connection.request("POST", address.path, json.dumps(asked).encode(), headers)
            answer = connection.getresponse()
            return answer.status, answer.read(largest)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError):
        raise NoAnswer("silent") from None


def _connection(address: SplitResult, timeout: float) -> http.client.HTTPConnection:
    host = address.hostname or ""
    if address.scheme == "https":
        secure = ssl.create_default_context()
        return http.client.HTTPSConnection(host, address.port, timeout=timeout, context=secure)
    return http.client.HTTPConnection(host, address.port, timeout=timeout)
