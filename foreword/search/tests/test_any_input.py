import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foreword.search import live
from foreword.search.queries import search
from foreword.search.scope import Scope
from foreword.search.tests.world import ANSWER, CHEN, KEYS, LIN, NOBODY

pytestmark = pytest.mark.django_db

AWKWARD = [
    "",
    " ",
    "\0",
    "\ud800",
    "'; DROP TABLE",
    "title:(a AND",
    "*",
    "~",
    '"',
    "📚",
    "كتاب",
    "図書館",
    "도서관",
    "a" * 5000,
    "图" * 5000,
    "借",
    "\u3000ＩＳＢＮ　９７８",
    "1" * 5000,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "où emprunter un livre ?",
    "👩🏽‍🎓" * 40,
    "a\u0301" * 400,
    "^$ .* [^a] \\",
]
VIEWERS = [NOBODY, LIN, CHEN]
ALPHABETS = "借书续図館도서관éß ＡＢ１２'\"()*~:\\-+^📚\u200d\u0301\0aAeE3"
given_any = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=ALPHABETS, max_size=120),
    st.lists(st.sampled_from(AWKWARD), max_size=4).map(" ".join),
    st.sampled_from(AWKWARD),
    st.binary(max_size=40).map(lambda b: b.decode("latin-1")),
)


@given(text=given_any, viewer=st.sampled_from(VIEWERS), tier=st.sampled_from(["submit", "keystroke"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_input_is_answered_within_the_viewers_access(shelves, text, viewer, tier):
    found = {hit.key for hit in search(text, viewer=viewer, lang="en", tier=tier).hits}
    forbidden = {document.key for document in (KEYS, ANSWER) if document.access not in viewer.access}
    assert not found & forbidden


anything = st.one_of(st.none(), st.frozensets(st.text(max_size=12), max_size=4))
a_year = st.integers(-(10**6), 10**6)


@given(text=given_any, langs=anything, topics=anything, audiences=anything, years=st.none() | st.tuples(a_year, a_year))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_scope_is_kept_to(shelves, text, langs, topics, audiences, years):
    scope = Scope(NOBODY.access, langs=langs, topics=topics, audiences=audiences, years=years)
    for match in live.live().engine().search(text, scope, limit=10, tier="keystroke"):
        assert langs is None or match.lang in langs
        assert not topics
        assert years is None


@pytest.mark.parametrize("text", AWKWARD)
def test_real_encoders_survive_it_too(shelves, real_encoders, text):
    search(text, viewer=NOBODY, lang="en")
