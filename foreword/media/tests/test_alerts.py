"""Warnings: CAP read and written, and what stands whatever the order in which it is heard."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.kernel.clock import ago, now
from foreword.kernel.models import AuditEntry
from foreword.media.actions.alerts import CannotWarn, call_off, hear_alert, take_from_campus, warn
from foreword.media.cap import LONGEST, CannotRead, Info, read_cap, write_cap
from foreword.media.cap import Alert as CapAlert
from foreword.media.models import Alert
from tests.world import sign_in

BOTH = (
    Info("zh-hans", "请离开大楼", "三楼有烟雾。", "走楼梯。"),
    Info("en", "Leave the building", "Smoke.", "Use the stairs."),
)
CAMPUS = Alert.Origin.CAMPUS
FORM = {
    "key": "w1",
    "severity": "Extreme",
    "event": "Fire alarm",
    "headline_en": "Leave the building",
    "instruction_en": "Use the stairs.",
}


def message(identifier: str, kind: str = "Alert", *references: str, **more) -> CapAlert:
    said = CapAlert(
        identifier=identifier,
        sender="safety@campus.example",
        sent=now().replace(microsecond=0),
        status="Actual",
        kind=kind,
        references=references,
        category="Fire",
        event="Fire",
        urgency="Immediate",
        severity="Extreme",
        certainty="Observed",
        effective=None,
        expires=now().replace(microsecond=0) + timedelta(hours=2),
        area="Main library",
        infos=BOTH,
    )
    return replace(said, **more)


def in_force() -> list[str]:
    return list(Alert.objects.standing().order_by("pk").values_list("identifier", flat=True))


def xml(**change: str) -> bytes:
    raw = write_cap(message("a1")).decode()
    for old, new in change.items():
        raw = raw.replace(old, new)
    return raw.encode()


def test_what_is_written_is_read_as_it_was():
    said = message("a2", "Update", "safety@campus.example,a1,2026-11-25T10:00:00+08:00")
    assert read_cap(write_cap(said)) == replace(said, references=("a1",))


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><alert>&z;</alert>'
FILE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>'
TWISTED = b'<?xml version="1.0" encoding="no-such"?><alert/>'


@pytest.mark.parametrize("raw", [b"", b"no", b"<feed/>", b"<alert/>", BOMB, FILE, TWISTED, b" " * (LONGEST + 1)])
def test_what_is_no_alert_is_refused_in_words(raw):
    with pytest.raises(CannotRead, match=r"\w"):
        read_cap(raw)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<scope>Public<", "<scope>Private<"),
        ("<msgType>Alert<", "<msgType>Ack<"),
        ("<identifier>a1<", "<identifier>a 1<"),
        ("<identifier>a1<", "<identifier>../a1,b<"),
        ("<expires>20", "<expires>soon 20"),
        ("+00:00</sent>", "</sent>"),
    ],
)
def test_what_does_not_say_what_it_is_is_refused(old, new):
    with pytest.raises(CannotRead):
        read_cap(xml(**{old: new}))


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_whatever_comes_is_read_or_refused(raw):
    with pytest.raises(CannotRead):
        read_cap(raw)


def test_a_warning_is_heard_once(db):
    assert [hear_alert(said=message("a1"), origin=CAMPUS) is None for _ in range(2)] == [False, True]


CHAIN = [message("a1"), message("a2", "Update", "a1"), message("a3", "Update", "a2"), message("a4", "Cancel", "a3")]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_changes_the_last_stands_in_whatever_order_they_come(db, order):
    for number in order:
        hear_alert(said=CHAIN[number], origin=CAMPUS)
    assert in_force() == ["a3"]


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_what_is_called_off_does_not_stand_in_whatever_order_it_comes(db, order):
    for number in order:
        hear_alert(said=CHAIN[number], origin=CAMPUS)
    assert in_force() == []


def test_nobody_calls_off_what_another_has_said(db):
    hear_alert(said=message("a1"), origin=CAMPUS)
    hear_alert(said=message("b1", "Cancel", "a1", sender="joker@elsewhere.example"), origin=CAMPUS)
    assert in_force() == ["a1"]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "Exercise"},
        {"status": "Test"},
        {"expires": ago(minutes=1)},
        {"effective": now() + timedelta(hours=1)},
    ],
)
def test_trials_and_what_is_over_or_has_not_begun_are_not_shown(db, change):
    hear_alert(said=message("a1", **change), origin=CAMPUS)
    assert in_force() == []


def test_one_that_names_no_end_ends_after_a_day(db):
    alert = hear_alert(said=message("a1", expires=None), origin=CAMPUS)
    assert alert.expires - alert.sent == timedelta(hours=24)


def test_the_campus_cannot_speak_in_our_name(db, settings):
    with pytest.raises(CannotWarn):
        take_from_campus(said=message("a1", sender=settings.FOREWORD_MAIL_ADDRESS))


def test_the_same_warning_sent_twice_is_one(zhao):
    given = {"event": "Fire", "severity": "Extreme", "expires": now() + timedelta(hours=1), "infos": BOTH}
    first, second = (warn(by=zhao, key="w1", **given) for _ in range(2))
    assert first == second and in_force() == ["w1"]


def test_a_change_stands_in_place_of_what_it_changes(zhao):
    given = {"event": "Fire", "severity": "Extreme", "expires": now() + timedelta(hours=1), "infos": BOTH}
    first = warn(by=zhao, key="w1", **given)
    warn(by=zhao, key="w2", instead_of=first, **given)
    assert in_force() == ["w2"]


def test_calling_off_tells_those_who_listen(zhao):
    given = {"event": "Fire", "severity": "Extreme", "expires": now() + timedelta(hours=1), "infos": BOTH}
    call_off(by=zhao, alert=warn(by=zhao, key="w1", **given), key="w2")
    cancel = read_cap(write_cap(Alert.objects.get(identifier="w2").as_cap))
    assert (in_force(), cancel.kind, cancel.references) == ([], "Cancel", ("w1",))


def test_who_warned_is_in_the_log(zhao):
    warn(by=zhao, key="w1", event="Fire", severity="Extreme", expires=now() + timedelta(hours=1), infos=BOTH)
    assert AuditEntry.objects.filter(actor=zhao.pid, action="media.alert_issued").exists()


def send(client, zhao, **change):
    until = (now() + timedelta(hours=10)).strftime("%Y-%m-%dT%H:%M")
    return sign_in(client, zhao).post("/en/desk/screens/warnings/", {**FORM, "expires": until, **change})


def test_an_editor_warns_everybody(client, zhao):
    send(client, zhao)
    assert in_force() == ["w1"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"headline_en": "", "instruction_en": ""}, "Write a headline in at least one language."),
        ({"headline_en": ""}, "Write a headline: it is what is read first."),
        ({"expires": "2020-01-01T00:00"}, "Say when it ends: within thirty days from now."),
        ({"description_en": "x" * 1001}, "Shorter: nobody reads so much in a hurry."),
    ],
)
def test_a_warning_that_lacks_something_is_given_back_with_words(client, zhao, change, words):
    answer = send(client, zhao, **change)
    assert (answer.status_code, words in answer.content.decode(), in_force()) == (422, True, [])


def test_a_pasted_warning_stands(client, zhao):
    raw = write_cap(message("a1")).decode()
    sign_in(client, zhao).post("/en/desk/screens/warnings/campus/", {"xml": raw})
    assert in_force() == ["a1"]


def test_a_pasted_bomb_is_refused_in_words(client, zhao):
    answer = sign_in(client, zhao).post("/en/desk/screens/warnings/campus/", {"xml": BOMB.decode()})
    assert answer.status_code == 422 and "This is not XML that can be read safely." in answer.content.decode()


def test_readers_do_not_find_the_page(client, outsider):
    assert sign_in(client, outsider).get("/en/desk/screens/warnings/").status_code == 404
