"""What an event is. How it travels is in `outbox`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """Something that happened, named in the past tense. Fields: str, int, float, bool, None, or lists of those."""

    @classmethod
    def event_name(cls) -> str:
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"


@dataclass(frozen=True)
class RowsErased(Event):
    """Somebody was erased: these objects of one kind are empty or gone, wherever they are also kept."""

    kind: str
    keys: list[str]


@dataclass(frozen=True)
class PersonErased(Event):
    """Somebody was erased, who is not said: whatever was made of many readers is to be held against who is left."""
