"""Which kinds of media there are. A room above may register its own: see docs/recipes/add-a-channel.md."""

from foreword.channels.outward.interface import Adapter

_adapters: dict[str, Adapter] = {}


def register_adapter(adapter: Adapter) -> None:
    if adapter.kind in _adapters:
        raise ValueError(f"{adapter.kind} is registered twice")
    _adapters[adapter.kind] = adapter


def adapters() -> list[Adapter]:
    return list(_adapters.values())


def adapter_of(kind: str) -> Adapter | None:
    """None where an account's kind is no longer installed."""
    return _adapters.get(kind)
