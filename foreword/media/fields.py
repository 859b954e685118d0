"""The column that holds a product's blocks."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """To migrations a JSON column and nothing more: how blocks are edited changes often, how they are kept does not."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kept = {key: value for key, value in kwargs.items() if key not in {"block_lookup", "collapsed"}}
        return name, "django.db.models.JSONField", [], kept

    def clone(self) -> "BlocksField":
        """Django makes its copies from `deconstruct`, which says less than a copy needs."""
        _name, _path, args, kwargs = super().deconstruct()
        return BlocksField(*args, **kwargs)
