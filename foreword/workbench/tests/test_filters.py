"""Narrowing the queue, keeping a view of it, and doing the same with several questions."""

import pytest

from foreword.desk import actions
from foreword.desk.actions import tagging, viewing
from foreword.desk.models import Question, SavedView, StaffReading
from tests.world import sign_in

pytestmark = pytest.mark.django_db
DESK = "/en/desk/"


@pytest.fixture
def maps(lin) -> Question:
    return actions.ask(text="Where are the old maps?", lang="en", asker=lin).question


@pytest.fixture
def tea(omar) -> Question:
    return actions.ask(text="May I bring tea?", lang="en", asker=omar, medium="phone").question


def shown(client, **wanted):
    page = client.get(DESK, wanted).content.decode()
    return {"maps": "Where are the old maps?" in page, "tea": "May I bring tea?" in page}


class TestFilters:
    @pytest.mark.parametrize(
        ("wanted", "which"),
        [
            ({"tag": "maps"}, "maps"),
            ({"medium": "phone"}, "tea"),
            ({"stage": "accepted"}, "maps"),
            ({"holder": "me"}, "maps"),
            ({"holder": "nobody"}, "tea"),
            ({"unread": "1"}, "tea"),
        ],
    )
    def test_leave_the_rest_out(self, client, maps, tea, chen, wanted, which):
        tagging.tag(question=maps, by=chen, text="maps")
        actions.claim(question=maps, librarian=chen)
        StaffReading.objects.create(question=maps, librarian=chen)
        found = shown(sign_in(client, chen), **wanted)
        assert found == {"maps": which == "maps", "tea": which == "tea"}

    @pytest.mark.parametrize("wanted", [{"stage": "nowhere"}, {"topic": ""}, {"odd": "1"}])
    def test_that_say_nothing_narrow_nothing(self, client, maps, tea, chen, wanted):
        assert shown(sign_in(client, chen), **wanted) == {"maps": True, "tea": True}

    @pytest.mark.parametrize("name", ["tag", "medium", "holder", "topic", "due"])
    def test_survive_anything(self, client, maps, chen, name):
        for value in ("\x00", "x" * 500, "'; --", "查"):
            assert sign_in(client, chen).get(DESK, {name: value}).status_code == 200


class TestViews:
    def test_are_kept_for_oneself(self, client, chen, mei):
        sign_in(client, chen).post(f"{DESK}views/", {"name": "By phone", "view": "open", "medium": "phone"})
        assert SavedView.objects.get().filters == {"view": "open", "medium": "phone"}
        assert "By phone" in client.get(DESK).content.decode()
        assert "By phone" not in sign_in(client, mei).get(DESK).content.decode()

    def test_are_shared(self, client, chen, mei):
        viewing.save_view(owner=chen, name="By phone", filters={"medium": "phone"}, shared=True)
        assert "By phone" in sign_in(client, mei).get(DESK).content.decode()

    @pytest.mark.parametrize(("who", "gone"), [("chen", True), ("dean", True), ("mei", False)])
    def test_are_deleted_by_their_owner_and_the_head(self, client, chen, who, gone, request):
        view = viewing.save_view(owner=chen, name="A", filters={}, shared=True)
        sign_in(client, request.getfixturevalue(who)).post(f"{DESK}views/{view.pid}/delete/")
        assert SavedView.objects.exists() is not gone

    def test_of_others_are_not_there(self, client, chen, dean):
        view = viewing.save_view(owner=chen, name="A", filters={})
        assert sign_in(client, dean).post(f"{DESK}views/{view.pid}/delete/").status_code == 404


class TestSeveralAtOnce:
    def test_says_how_many_before_it_does_anything(self, client, maps, tea, chen):
        page = sign_in(client, chen).post(f"{DESK}bulk/", {"q": [maps.pid, tea.pid], "deed": "claim"})
        assert "Take 2 questions?" in page.content.decode()
        assert not Question.objects.filter(assignee=chen).exists()

    def test_does_it_then(self, client, maps, tea, chen):
        given = {"q": [maps.pid, tea.pid], "deed": "tag", "tag": "Term", "confirmed": "1"}
        page = sign_in(client, chen).post(f"{DESK}bulk/", given, follow=True)
        assert "Done for 2 questions." in page.content.decode()
        assert maps.taggings.get().tag == "term"

    def test_says_which_could_not(self, client, maps, tea, chen, mei):
        actions.claim(question=maps, librarian=mei)
        given = {"q": [maps.pid, tea.pid], "deed": "claim", "confirmed": "1"}
        page = sign_in(client, chen).post(f"{DESK}bulk/", given, follow=True).content.decode()
        assert "Where are the old maps?: Mei already has this question." in page

    @pytest.mark.parametrize("given", [{}, {"q": "\x00", "deed": "claim"}, {"deed": "erase"}, {"deed": "claim"}])
    def test_without_questions_or_a_deed_says_so(self, client, chen, given):
        page = sign_in(client, chen).post(f"{DESK}bulk/", given, follow=True)
        assert "Mark some questions" in page.content.decode()

    @pytest.mark.parametrize("who", [None, "omar", "zhao"])
    def test_is_not_there_for_readers(self, client, who, request):
        if who:
            sign_in(client, request.getfixturevalue(who))
        for path in ("bulk/", "views/", "views/x/delete/"):
            assert client.post(f"{DESK}{path}").status_code == 404
