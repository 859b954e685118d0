"""What every room is: a Django app that, at start, loads its jobs, its privacy register and its receivers.

Django imports this module before models may be imported, so what needs models is imported in `ready`, by name.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """A room that offers something to others (search source, desk panel, log reader) overrides `open`."""

    default_auto_field = "django.db.models.BigAutoField"
    # Django picks an app's only default configuration; this class stands in every room's apps.py beside the room's own.
    default = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.default = True

    def ready(self) -> None:
        for name in ("tasks", "privacy", "api"):
            if find_spec(f"{self.name}.{name}"):
                import_module(f"{self.name}.{name}")
        if find_spec(f"{self.name}.receivers"):
            table = import_module(f"{self.name}.receivers").RECEIVERS
            import_module("foreword.kernel.outbox").connect(table)
        self.open()

    def open(self) -> None:
        """Register what the room offers. Runs once, when all models are there."""
