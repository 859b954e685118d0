import pytest

from foreword.search import live
from foreword.search.queries import search, suggest
from foreword.search.tests.world import NOBODY, PRINTER, RENEW, THESIS_ZH, Document

pytestmark = pytest.mark.django_db

SKY = Document(
    "entry", "sky", "en", "public", "Why is the sky blue?", "Because short waves of light are scattered more."
)
SEA_ZH = Document("entry", "sea", "zh-hans", "public", "海水为什么是咸的？", "河流把岩石里的盐分带进了大海。")


@pytest.fixture(autouse=True)
def world(shelves, real_encoders):
    """Nothing here is house vocabulary, so that only vectors can cross from one language to the other."""
    shelves["entry"].held[:] = [RENEW, PRINTER, THESIS_ZH, SKY, SEA_ZH]


def first(find, text):
    live.live().engine()
    live.live().catch_up(99)
    return find(text, viewer=NOBODY, lang="en").hits[0].key


@pytest.mark.parametrize("find", [search, suggest])
def test_chinese_finds_english(find):
    assert first(find, "天空为什么是蓝色的") == "sky"


@pytest.mark.parametrize("find", [search, suggest])
def test_english_finds_chinese(find):
    assert first(find, "what makes sea water salty") == "sea"


def test_what_slow_encoders_have_not_read_is_found_all_the_same():
    assert search("what makes sea water salty", viewer=NOBODY, lang="en").hits[0].key == "sea"
