"""Who is looking. The only thing that search knows about a person is which access labels they may read."""

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Viewer:
    pid: str | None
    is_staff: bool

    @property
    def access(self) -> frozenset[str]:
        labels = {"public"}
        if self.is_staff:
            labels.add("staff")
        if self.pid:
            labels.add(f"person:{self.pid}")
        return frozenset(labels)

    @classmethod
    def anonymous(cls) -> Self:
        return cls(pid=None, is_staff=False)

    @classmethod
    def of(cls, user: Any) -> Self:
        """The viewer behind a request's user; Django's AnonymousUser has no `pid`."""
        pid = getattr(user, "pid", None)
        return cls(pid=pid, is_staff=bool(pid and getattr(user, "is_librarian", False)))
