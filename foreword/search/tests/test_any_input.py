import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foreword.search.queries import search
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
]
VIEWERS = [NOBODY, LIN, CHEN]
given_any = st.one_of(
    st.text(max_size=80), st.sampled_from(AWKWARD), st.binary(max_size=40).map(lambda b: b.decode("latin-1"))
)


@given(text=given_any, viewer=st.sampled_from(VIEWERS), tier=st.sampled_from(["submit", "keystroke"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_input_is_answered_within_the_viewers_access(shelves, text, viewer, tier):
    found = {hit.key for hit in search(text, viewer=viewer, lang="en", tier=tier).hits}
    forbidden = {document.key for document in (KEYS, ANSWER) if document.access not in viewer.access}
    assert not found & forbidden


@pytest.mark.parametrize("text", AWKWARD)
def test_real_encoders_survive_it_too(shelves, real_encoders, text):
    search(text, viewer=NOBODY, lang="en")
