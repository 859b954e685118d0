"""The registry of traits: enough of them, each with a use, and none said to be used that nothing reads."""

import re
from pathlib import Path

from foreword.people.models import Facet
from foreword.portraits.describing import described
from foreword.portraits.registry import SPECS, USED
from foreword.portraits.values import STYLES

ROOMS = Path(__file__).resolve().parents[2]
READERS = [
    *(ROOMS / "portraits" / name for name in ("needs.py", "scenes.py", "wishes.py", "models/trait.py")),
    *(ROOMS / "portraits/registry").glob("[!_]*.py"),
    ROOMS / "push/offers.py",
]


def test_there_are_at_least_forty_nine():
    assert len({spec.key for spec in SPECS}) == len(SPECS) >= 49


def test_each_facet_has_some():
    assert {spec.facet for spec in SPECS} == set(Facet)


def test_each_says_what_it_is_for():
    assert [spec.key for spec in SPECS if not str(spec.name) or not str(spec.use)] == []


def test_what_only_its_reader_can_say_is_never_drawn():
    assert set(STYLES) == {"answers", "help", "likes", "offers", "reminders"}


def test_the_page_lists_them_as_they_are():
    page = (ROOMS.parent / "docs/portraits.md").read_text(encoding="utf-8")
    assert described() in page


def test_what_is_said_to_be_used_is_read():
    text = "\n".join(path.read_text(encoding="utf-8") for path in READERS)
    read = set(re.findall(r'(?:value|get|of_family)\(f?"([a-z_]+\.?)', text)) | {"level", "interest.", "both_languages"}
    assert USED - read == set()
