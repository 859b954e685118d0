"""Questions and answers from another system: any office encoding, no bad row in the way, safe to run twice."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from foreword.knowledge.importers import faq
from foreword.knowledge.models import Entry, EntryText, Status
from foreword.people.models import Topic
from foreword.search.models import IndexChange

ROWS = [
    {
        "id": "renew",
        "question": "How do I renew?",
        "answer": "In your account.",
        "lang": "en",
        "topics": ["Borrowing and returning"],
    },
    {"id": "renew", "question": "怎么续借？", "answer": "在账户里续借。", "lang": "zh", "wordings": "续借;再借一次"},
    {
        "question": "在哪里打印？",
        "answer": "一楼。",
        "topics": "打印服务",
        "url": "https://old.example/print",
        "audience": "graduate",
    },
]


@pytest.fixture
def load(tmp_path, topics):
    def run(data: bytes | list[dict], name: str = "faq.jsonl", encoding: str = "utf-8"):
        path = tmp_path / name
        if isinstance(data, list):
            data = "\n".join(json.dumps(row, ensure_ascii=False) for row in data).encode(encoding)
        path.write_bytes(data)
        return faq.run(path)

    return run


def as_csv(encoding: str, delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["Question", "Answer", "lang"])
    writer.writerow(["怎么续借？", "在账户里，\n点续借。", "zh"])
    return text.getvalue().encode(encoding)


def test_rows_with_one_id_are_one_entry_in_two_languages(load):
    load(ROWS)
    assert set(Entry.objects.get(key="faq-renew").texts.values_list("lang", flat=True)) == {"en", "zh-hans"}


def test_an_imported_entry_is_published_and_told_to_the_index(load):
    load(ROWS)
    assert (
        Entry.objects.filter(status=Status.PUBLISHED).count() == 2 == IndexChange.objects.filter(kind="entry").count()
    )


def test_a_known_topic_is_found_by_its_name_and_an_unknown_one_is_made(load):
    load(ROWS)
    assert (
        Entry.objects.get(key="faq-renew").topic_id == "borrowing" and Topic.objects.filter(name_zh="打印服务").exists()
    )


def test_a_row_without_a_language_is_read_by_its_script(load):
    load(ROWS)
    assert EntryText.objects.get(question="在哪里打印？").lang == "zh-hans"


def test_address_audience_and_wordings_are_kept(load):
    load(ROWS)
    text = EntryText.objects.get(question="在哪里打印？")
    wordings = set(Entry.objects.get(key="faq-renew").wordings.values_list("text", flat=True))
    assert (text.url, text.entry.audience, wordings) == (
        "https://old.example/print",
        ["graduate"],
        {"续借", "再借一次"},
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_csv_is_read_in_any_office_encoding(load, encoding):
    load(as_csv(encoding), "faq.csv")
    assert EntryText.objects.get().question == "怎么续借？"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_jsonl_is_read_in_any_office_encoding(load, encoding):
    assert load(ROWS, encoding=encoding).refused == 0


def test_semicolons_between_columns_are_understood(load):
    assert load(as_csv("utf-8", ";"), "faq.csv").new == 1


def test_an_answer_over_two_lines_stays_whole(load):
    load(as_csv("utf-8"), "faq.csv")
    assert EntryText.objects.get().answer == "在账户里，\n点续借。"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        ('{"question": "", "answer": "x"}', "line 2: no question"),
        ('{"question": "x"}', "line 2: no answer"),
        (json.dumps({"question": "x" * 400, "answer": "y"}), "line 2: the question is longer than 300"),
        ('{"question": "a\\u0000b", "answer": "y"}', "line 2: not readable as text"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_stored(load, capsys, line, reason):
    good = json.dumps({"question": "Good?", "answer": "Yes."})
    tally = load(f"{good}\n{line}\n{good.replace('Good', 'Better')}".encode())
    assert (tally.new, tally.refused) == (2, 1) and reason in capsys.readouterr().out.replace("\n", " ")


def test_a_second_run_changes_nothing(load):
    load(ROWS)
    before = IndexChange.objects.count()
    assert load(ROWS).same == 3 and IndexChange.objects.count() == before


def test_a_changed_answer_is_brought_up_to_date(load):
    load(ROWS)
    load([{**ROWS[0], "answer": "At the desk."}])
    assert EntryText.objects.get(lang="en").answer == "At the desk."


def test_what_an_editor_withdrew_stays_withdrawn(load):
    load(ROWS)
    Entry.objects.filter(key="faq-renew").update(status=Status.WITHDRAWN)
    load(ROWS)
    assert Entry.objects.get(key="faq-renew").status == Status.WITHDRAWN


def test_more_rows_than_one_batch_are_stored(load):
    assert load([{"question": f"Question {n}?", "answer": "Yes."} for n in range(450)]).new == 450


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"one,two\n1,2", "must name the columns"),
        (b"\x89PNG\r\n" + bytes(range(1, 256)) * 4 + b"\x00", "not a text file"),
    ],
)
def test_a_file_of_something_else_is_refused_as_a_whole(tmp_path, db, data, message):
    path = tmp_path / "faq.csv"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=message):
        call_command("import", "faq", str(path))


def test_a_kind_that_comes_later_says_so(tmp_path, db):
    path = tmp_path / "refs.ris"
    path.write_text("TY  - BOOK")
    with pytest.raises(CommandError, match="not in this version"):
        call_command("import", "ris", str(path))


def test_a_missing_file_is_named(db):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import", "faq", "nowhere.jsonl")


def test_the_summary_is_one_line(tmp_path, topics, capsys):
    path = tmp_path / "faq.jsonl"
    path.write_text(json.dumps(ROWS[0]))
    call_command("import", "faq", str(path))
    assert "1 read: 1 new, 0 changed, 0 unchanged, 0 refused." in capsys.readouterr().out
