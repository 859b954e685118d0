"""The model that is in use."""

from functools import lru_cache

from foreword.assist.models import LearnedModel
from foreword.assist.understanding.model import Model
from foreword.assist.understanding.storing import UnknownForm, from_bytes


def current_model() -> tuple[str, Model] | None:
    """Its version and itself; None before the first was learned, or where a new release reads it no more."""
    version = LearnedModel.objects.filter(current=True).values_list("version", flat=True).first()
    if version is None:
        return None
    try:
        return version, _read(version)
    except UnknownForm:
        return None


def current_record() -> LearnedModel | None:
    return LearnedModel.objects.filter(current=True).defer("weights").first()


@lru_cache(maxsize=2)
def _read(version: str) -> Model:
    return from_bytes(bytes(LearnedModel.objects.values_list("weights", flat=True).get(version=version)))
