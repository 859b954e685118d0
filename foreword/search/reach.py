"""A scope over a registry: which slots a search may bring up, and whether they are few enough to look at each."""

from functools import cached_property
from typing import Final

from foreword.search.registry import Mask, Registry, Slots
from foreword.search.scope import Scope

# Below so many slots, comparing each costs less than asking a graph again and again for what is allowed.
FEW: Final = 20_000
# From this share down a filter within the search beats sifting its hits afterwards.
SMALL_SHARE: Final = 0.2


class Reach:
    def __init__(self, registry: Registry, scope: Scope) -> None:
        self.scope = scope
        self._registry = registry
        self._share = registry.share(scope)

    @property
    def is_small(self) -> bool:
        return self._share < SMALL_SHARE

    def allowed(self, slots: Slots) -> Mask:
        return self._registry.allowed(slots, self.scope)

    @cached_property
    def few(self) -> Slots | None:
        """All slots within, if they are few and not most of what there is."""
        if not self.is_small or self._share * self._registry.size > FEW:
            return None
        return self.all

    @cached_property
    def all(self) -> Slots:
        return self._registry.within(self.scope)
