"""The desk's list of guides: what is flagged there, and who sees it."""

import pytest

from foreword.media.actions import create_product
from foreword.media.actions.guides import create_guide
from foreword.media.guide_blocks import named_thing
from foreword.workbench.guides import guides_to_keep
from tests.world import sign_in


@pytest.fixture
def week(topics):
    return create_product(key="week", texts={"en": {"title": "First week", "summary": "Visits.", "body": "Come."}})[0]


def guide(*chosen: str, key: str = "new", title: str = "New here"):
    section = {"title": "Borrow", "intro": "", "chosen": list(chosen), "topic": ""}
    return create_guide(key=key, kind="course", texts={"en": {"title": title, "summary": "A.", "sections": [section]}})


def test_what_can_no_longer_be_read_is_flagged_first(week):
    guide(f"/products/{week.pid}/", key="a", title="A whole one")
    guide(f"/products/{week.pid}/", "/answers/0000000000000/", key="b", title="Broken")
    assert [(each.page.title, [lost.name for lost in each.lost]) for each in guides_to_keep()] == [
        ("Broken", ["entry:0000000000000"]),
        ("A whole one", []),
    ]


@pytest.mark.parametrize(
    ("address", "thing"),
    [
        ("https://library.example/en/products/4k0abcdefghjk/?d=1", "product:4k0abcdefghjk"),
        (" /zh-hans/answers/4k0abcdefghjk ", "entry:4k0abcdefghjk"),
    ],
)
def test_an_address_names_a_thing(address, thing):
    assert named_thing(address) == thing


@pytest.mark.parametrize("address", ["", "4k0abcdefghjk", "/records/4k0abcdefghjk/", "javascript:alert(1)"])
def test_other_addresses_name_nothing(address):
    with pytest.raises(ValueError, match="Paste the address"):
        named_thing(address)


def test_the_page_names_what_is_gone(client, zhao, week):
    guide("/answers/0000000000000/")
    shown = sign_in(client, zhao).get("/en/desk/guides/").content.decode()
    assert "entry:0000000000000 can no longer be read" in shown


def test_an_editor_can_begin_one_in_the_studio(client, admin, week):
    tree = week.get_parent()
    assert sign_in(client, admin).get(f"/studio/pages/add/media/guidepage/{tree.pk}/").status_code == 200


def test_readers_do_not_find_the_list(client, outsider):
    assert sign_in(client, outsider).get("/en/desk/guides/").status_code == 404
