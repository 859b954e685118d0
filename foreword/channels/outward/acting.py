"""Doing one act at one account, whatever its adapter: what it raises becomes a result."""

import logging
from collections.abc import Callable

from foreword.channels.outward.interface import (
    Access,
    Adapter,
    Outgoing,
    Permanent,
    Result,
    Setback,
    Trouble,
    Unknown,
)
from foreword.channels.outward.registry import adapter_of

logger = logging.getLogger(__name__)


def publish(kind: str, access: Access, outgoing: Outgoing) -> Result:
    return _guarded(kind, lambda adapter: adapter.publish(access, outgoing))


def follow(kind: str, access: Access, ticket: str) -> Result:
    return _guarded(kind, lambda adapter: adapter.follow(access, ticket))


def correct(kind: str, access: Access, remote_id: str, outgoing: Outgoing) -> Result:
    return _guarded(kind, lambda adapter: adapter.correct(access, remote_id, outgoing))


def withdraw(kind: str, access: Access, remote_id: str) -> Result:
    return _guarded(kind, lambda adapter: adapter.withdraw(access, remote_id))


def check(kind: str, access: Access) -> Result:
    return _guarded(kind, lambda adapter: adapter.check(access))


def _guarded(kind: str, act: Callable[[Adapter], Result]) -> Result:
    """A fault of ours in the middle of a story leaves open what the vendor did: never repeated unasked."""
    adapter = adapter_of(kind)
    if adapter is None:
        return Permanent(Trouble.SET_UP, kind)
    try:
        return act(adapter)
    except Setback as setback:
        return setback.result
    except Exception as error:
        logger.exception("the adapter %s failed", kind)
        return Unknown(Trouble.SILENT, type(error).__name__)
