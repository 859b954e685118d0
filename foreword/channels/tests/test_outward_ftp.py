"""A file to another computer, by FTP."""

import pytest

from foreword.channels.outward import acting
from foreword.channels.outward.interface import Done, Retry, Trouble
from foreword.channels.outward.sandbox.ftp import PASSWORD, USER, running_ftp
from foreword.channels.tests.outward import access, saying
from foreword.kernel.bench.server import free_port


@pytest.fixture
def computer():
    with running_ftp() as server:
        yield server


def account(computer, *, password=PASSWORD, **given):
    config = {"host": computer.address, "folder": "led", "tls": "no", "user": USER, "form": "led", **given}
    return access(config, password=password)


def test_the_file_is_there_under_its_name(computer):
    acting.publish("ftp", account(computer), saying())
    assert computer.files == {"/led/abc.txt": f"{saying().text}\r\n".encode("gb18030")}


def test_twice_is_the_same(computer):
    for _time in range(2):
        acting.publish("ftp", account(computer), saying())
    assert list(computer.files) == ["/led/abc.txt"]


def test_corrected_it_says_the_new(computer):
    acting.publish("ftp", account(computer), saying())
    acting.correct("ftp", account(computer), "abc.txt", saying(text="new"))
    assert list(computer.files.values()) == [b"new\r\n"]


def test_withdrawn_it_is_gone_and_twice_is_no_fault(computer):
    acting.publish("ftp", account(computer), saying())
    results = [acting.withdraw("ftp", account(computer), "abc.txt") for _time in range(2)]
    assert (results, computer.files) == ([Done(), Done()], {})


@pytest.mark.parametrize(
    ("given", "trouble"), [({"password": "x"}, Trouble.KEY), ({"folder": "missing"}, Trouble.NOT_ALLOWED)]
)
def test_what_is_refused_is_told(computer, given, trouble):
    assert acting.check("ftp", account(computer, **given)).trouble == trouble


def test_not_now_is_tried_again(computer):
    computer.refuses = "STOR"
    assert acting.publish("ftp", account(computer), saying()) == Retry(Trouble.BUSY, "450 Not now")


def test_nobody_there_is_tried_again():
    config = {"host": f"127.0.0.1:{free_port()}", "folder": "", "tls": "no", "user": USER, "form": "led"}
    assert acting.publish("ftp", access(config), saying()).trouble == Trouble.UNREACHABLE


def test_a_line_that_is_not_sealed_is_not_used_where_that_was_asked(computer):
    assert not isinstance(acting.publish("ftp", account(computer, tls="yes"), saying()), Done)
    assert computer.files == {}


@pytest.mark.parametrize("folder", ["a\r\nDELE abc.txt", "a\nQUIT"])
def test_no_folder_smuggles_a_command(computer, folder):
    computer.files["/abc.txt"] = b"x"
    acting.publish("ftp", account(computer, folder=folder), saying())
    assert computer.files == {"/abc.txt": b"x"}
