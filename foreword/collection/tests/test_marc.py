"""MARC files as libraries have them: two dialects, two forms, every encoding, and always one record that is broken."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pymarc import record_to_xml

from foreword.collection import marc21
from foreword.collection.importers import marc as importer
from foreword.collection.models import Record
from foreword.collection.tests.marc_makers import CHINESE, ENGLISH, ROMANISED, iso2709, marc

REAL = Path(__file__).parents[4] / "shared" / "data" / "catalogue" / "marc"


@pytest.fixture
def load(tmp_path, db):
    def run(data: bytes, name: str = "catalogue.mrc"):
        path = tmp_path / name
        path.write_bytes(data)
        return importer.run(path)

    return run


def xml(*records, encoding="utf-8") -> bytes:
    text = "".join(record_to_xml(record, namespace=True).decode() for record in records)
    return f'<?xml version="1.0" encoding="{encoding}"?><collection>{text}</collection>'.encode(encoding)


def test_marc21_gives_the_facts_of_the_book(load):
    load(iso2709(ENGLISH, mark="a"))
    book = Record.objects.get()
    assert (
        book.title,
        book.authors,
        book.year,
        book.publisher,
        book.place,
        book.lang,
        book.isbns,
        book.call_number,
    ) == (
        "Introduction to algorithms",
        ["Cormen, Thomas H.", "Rivest, Ronald L."],
        2009,
        "MIT Press",
        "Cambridge, Mass.",
        "eng",
        ["9780262033848"],
        "QA76.6 .C662 2009",
    )


@pytest.mark.parametrize(("encoding", "mark"), [("gb18030", " "), ("gb18030", "a"), ("utf-8", " "), ("utf-8", "a")])
def test_cnmarc_is_read_whatever_its_leader_claims(load, encoding, mark):
    load(iso2709(CHINESE, encoding, mark))
    book = Record.objects.get()
    assert (
        book.title,
        book.subtitle,
        book.authors,
        book.publisher,
        book.year,
        book.clc,
        book.call_number,
        book.lang,
    ) == (
        "数据结构",
        "C语言版",
        ["严蔚敏", "吴伟民"],
        "清华大学出版社",
        2013,
        "TP311.12",
        "TP311.12/Y17",
        "chi",
    )


def test_cnmarc_without_headings_takes_the_authors_from_the_title_page(load):
    bare = marc([("001", "x"), ("200", {"a": "算法", "f": "(美) 塞奇威克著", "g": "谢路云译"})])
    load(iso2709(bare, "gb18030"))
    assert Record.objects.get().authors == ["塞奇威克"]


def test_cnmarc_keeps_its_pinyin_for_searching(load):
    load(iso2709(CHINESE))
    assert "shu ju jie gou" in Record.objects.get().alternate


def test_subjects_keep_their_subdivisions(load):
    load(iso2709(CHINESE))
    assert Record.objects.get().subjects == ["数据结构--高等学校--教材", "C语言"]


def test_marc8_diacritics_are_read(load):
    raw = iso2709(marc([("001", "m8"), ("245", {"a": "Les mis#erables"})]), "ascii").replace(b"#", b"\xe2")
    load(raw)
    assert Record.objects.get().title == "Les misérables"


def test_a_chinese_book_is_shown_in_its_own_script(load):
    load(iso2709(ROMANISED, mark="a"))
    book = Record.objects.get()
    assert (book.title, book.authors, book.publisher) == ("红楼梦", ["曹雪芹"], "人民文学出版社")


def test_its_romanised_title_still_finds_it(load):
    load(iso2709(ROMANISED, mark="a"))
    assert "Hong lou meng" in Record.objects.get().alternate


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_marcxml_is_read(load, encoding):
    load(xml(ENGLISH, CHINESE, encoding=encoding), "catalogue.xml")
    assert set(Record.objects.values_list("title", flat=True)) == {"Introduction to algorithms", "数据结构"}


def test_marcxml_with_a_prefix_is_read(load):
    text = xml(ENGLISH).decode().replace("<", "<marc:").replace("<marc:/", "</marc:").replace("<marc:?", "<?")
    load(text.encode(), "catalogue.xml")
    assert Record.objects.get().control_number == "en1"


def test_one_bad_record_in_xml_does_not_stop_the_run(load, capsys):
    data = xml(ENGLISH, marc([("001", "bad"), ("245", {"a": "Broken"})]), CHINESE).replace(b"Broken", b"Bro<ken")
    tally = load(data, "catalogue.xml")
    assert (tally.new, tally.refused) == (2, 1)


@pytest.mark.parametrize(
    "broken",
    [
        b"garbage\x1d",
        b"00026nam a2200025 a 4500\x1e\x1d",
        iso2709(marc([("001", "no title"), ("100", {"a": "Nobody"})])),
    ],
    ids=["no leader", "no fields", "no title"],
)
def test_one_bad_record_does_not_stop_the_run(load, broken):
    tally = load(iso2709(ENGLISH) + broken + iso2709(CHINESE))
    assert (tally.new, tally.refused) == (2, 1)


def test_a_refused_record_is_named_with_its_reason(load, capsys):
    load(iso2709(ENGLISH) + b"garbage\x1d")
    assert "record 2: its leader cannot be read" in capsys.readouterr().out


def test_a_wrong_length_in_a_leader_loses_nothing(load):
    wrong = b"00999" + iso2709(ENGLISH)[5:]
    assert load(wrong + iso2709(CHINESE)).new == 2


def test_lengths_counted_in_characters_are_forgiven(load):
    good = iso2709(CHINESE)
    shorter = good.replace(b"2000", b"2000")
    directory_end = shorter.index(b"\x1e")
    head = bytearray(shorter[:directory_end])
    for at in range(24, len(head), 12):
        head[at + 3 : at + 7] = b"0005"
    load(bytes(head) + shorter[directory_end:])
    assert Record.objects.get().title == "数据结构"


def test_a_file_that_is_cut_off_keeps_the_records_before(load):
    tally = load(iso2709(ENGLISH) + iso2709(CHINESE)[:80])
    assert (tally.new, tally.refused) == (1, 1)


def test_a_second_run_changes_nothing(load):
    load(iso2709(ENGLISH) + iso2709(CHINESE))
    assert load(iso2709(ENGLISH) + iso2709(CHINESE)).same == 2


def test_a_changed_record_is_brought_up_to_date(load):
    load(iso2709(ENGLISH))
    later = marc([("001", "en1"), ("245", {"a": "Introduction to algorithms, again"})])
    load(iso2709(later))
    assert Record.objects.get().title == "Introduction to algorithms, again"


def test_a_record_without_a_number_is_found_again(load):
    nameless = iso2709(marc([("245", {"a": "No number"})]))
    load(nameless)
    assert load(nameless).same == 1


def test_a_very_long_title_is_kept_to_its_column(load):
    load(iso2709(marc([("001", "long"), ("245", {"a": "x" * 3000})])))
    assert len(Record.objects.get().title) == 500


def test_a_file_of_something_else_is_refused_as_a_whole(tmp_path, db):
    path = tmp_path / "picture.mrc"
    path.write_bytes(b"\x89PNG\r\n" + bytes(500))
    with pytest.raises(CommandError, match="neither ISO 2709 nor MARCXML"):
        call_command("import", "marc", str(path))


def test_a_class_number_is_taken_from_084_only_when_it_says_clc():
    other = marc([("245", {"a": "T"}), ("084", {"a": "16.01", "2": "bcl"})])
    assert marc21.facts(other).clc == ""


@pytest.mark.skipif(not REAL.is_dir(), reason="the shared catalogue files are not beside this repository")
@pytest.mark.parametrize(("name", "count"), [("marc.dat", 20), ("test_data.utf8.mrc", 30), ("nature.marc", 1)])
def test_real_files_are_read_whole(db, name, count):
    tally = importer.run(REAL / name)
    assert (tally.new, tally.refused) == (count, 0)
