import pytest

from foreword.search import live, sources
from foreword.search.tests.world import ANSWER, EVERYTHING, Shelf


@pytest.fixture
def shelves(monkeypatch, settings, tmp_path):
    """The rooms of the small world, with an index of their own and the encoder that needs no model."""
    settings.FOREWORD_HOME = tmp_path
    settings.FOREWORD_ENCODERS = ("hash",)
    monkeypatch.setattr(sources, "_sources", {})
    shelves = {kind: Shelf(kind, [one for one in EVERYTHING if one.kind == kind]) for kind in ("entry", ANSWER.kind)}
    for shelf in shelves.values():
        sources.register_source(shelf)
    yield shelves
    live.live().close()


@pytest.fixture
def real_encoders(settings):
    settings.FOREWORD_ENCODERS = ("use", "minilm", "e5")
