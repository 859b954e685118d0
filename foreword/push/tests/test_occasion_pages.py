import pytest
from django.db.models import QuerySet

from foreword.people.models import Consent, Person
from foreword.push.actions import occasions as actions
from foreword.push.models import Occasion, State
from foreword.push.shipped import shipped
from tests.world import person, sign_in

pytestmark = pytest.mark.django_db

PAGES = "/en/desk/occasions/"
WORDS = {"name_en": "Exams", "name_zh": "考试", "why_en": "It is exam week", "why_zh": "考试周", "lasts_days": "7"}


@pytest.fixture
def desk(client, zhao, topics):
    return sign_in(client, zhao)


@pytest.fixture
def readers(desk) -> list[Person]:
    """Ten whom an occasion for everybody is about."""
    made = [person(f"R{n}") for n in range(10)]
    for reader in made:
        Consent.objects.create(person=reader, dimension="profile")
    return made


def test_one_is_written_read_and_approved_by_another(desk, client, dean):
    answer = desk.post(f"{PAGES}new/", {**WORDS, "topics": ["access"], "kind": ["graduate"], "ways": ["mail"]})
    row = Occasion.objects.get()
    assert answer.headers["Location"].endswith(f"{row.pid}/")
    assert (row.who, row.topics, row.media) == ({"kind": ["graduate"]}, ["access"], ["mail"])
    desk.post(f"{PAGES}{row.pid}/approve/", {"seen": row.written_at.isoformat()})
    assert Occasion.objects.get().state == State.DRAFT
    sign_in(client, dean).post(f"{PAGES}{row.pid}/approve/", {"seen": row.written_at.isoformat()})
    assert Occasion.objects.get().state == State.APPROVED
    client.post(f"{PAGES}{row.pid}/stop/")
    assert Occasion.objects.get().state == State.STOPPED


@pytest.mark.parametrize(
    "wrong",
    [
        {"topics": []},
        {"lasts_days": "40"},
        {"starts_on": "2026-12-02", "ends_on": "2026-12-01"},
        {"week_from": "9", "week_until": "3"},
        {"items": "nonsense"},
        {"items": "/en/answers/0000000000000/"},
        {"event": "used"},
        {"event": "rain"},
        {"name_zh": ""},
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(desk, wrong):
    answer = desk.post(f"{PAGES}new/", {**WORDS, "topics": ["access"], **wrong})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Occasion.objects.exists()


def test_addresses_are_taken_as_the_browser_shows_them(desk, entry):
    one, two = entry("access"), entry("thesis")
    lines = f"https://library.example/en/answers/{one.pid}/\nentry:{two.pid}"
    desk.post(f"{PAGES}new/", {**WORDS, "items": lines})
    assert Occasion.objects.get().items == [f"entry:{one.pid}", f"entry:{two.pid}"]


def test_what_was_written_stands_in_the_form_again(desk):
    desk.post(f"{PAGES}new/", {**WORDS, "topics": ["access"], "cohort": "2025, 2026", "interest": ["thesis"]})
    row = Occasion.objects.get()
    said = desk.get(f"{PAGES}{row.pid}/change/").content.decode()
    assert "2025, 2026" in said
    assert said.count(" checked") == 2


@pytest.mark.parametrize("key", sorted(["orientation", "exams", "grants", "outage", "due", "new-in-field"]))
def test_a_ready_made_one_becomes_a_draft_once(desk, season, key):
    for _n in range(2):
        desk.post(f"{PAGES}take/{key}/")
    rows = Occasion.objects.filter(key=key)
    assert [row.state for row in rows] == [State.DRAFT] if rows else not shipped()[key]["topics"]


def test_the_second_of_two_clicks_at_once_finds_the_draft_of_the_first(desk, zhao, monkeypatch):
    first = actions.take_occasion(by=zhao, given=shipped()["exams"], key="exams")
    monkeypatch.setattr(QuerySet, "first", lambda _rows: None)
    assert actions.take_occasion(by=zhao, given=shipped()["exams"], key="exams") == first


def test_a_rehearsal_can_be_asked_for(desk, readers):
    desk.post(f"{PAGES}take/exams/")
    row = Occasion.objects.get()
    assert "Nothing was sent." in desk.get(f"{PAGES}{row.pid}/?rehearse=1").content.decode()


def test_of_fewer_than_ten_there_is_neither_rehearsal_nor_result(desk, readers):
    Consent.objects.filter(person=readers[0]).delete()
    desk.post(f"{PAGES}take/exams/")
    said = desk.get(f"{PAGES}{Occasion.objects.get().pid}/?rehearse=1").content.decode()
    assert "Fewer than ten readers" in said
    assert "Nothing was sent." not in said
    assert "What came of it" not in said


def test_the_list_shows_every_state(desk, dean):
    desk.post(f"{PAGES}take/exams/")
    assert "being written" in desk.get(PAGES).content.decode()


@pytest.mark.parametrize("who", [None, "lin", "mei", "chen", "wu"])
@pytest.mark.parametrize("path", ["", "new/", "{pid}/", "{pid}/change/"])
def test_for_others_they_do_not_exist(client, zhao, topics, who, path, request):
    sign_in(client, zhao).post(f"{PAGES}take/exams/")
    client.logout()
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert client.get(PAGES + path.format(pid=Occasion.objects.get().pid)).status_code == 404


@pytest.mark.parametrize("act", ["approve", "stop"])
def test_nor_can_others_do_anything_to_them(client, zhao, mei, topics, act):
    sign_in(client, zhao).post(f"{PAGES}take/exams/")
    pid = Occasion.objects.get().pid
    assert sign_in(client, mei).post(f"{PAGES}{pid}/{act}/").status_code == 404
