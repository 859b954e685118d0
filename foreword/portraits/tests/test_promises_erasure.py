"""P8 and P9: whoever asks to be forgotten is, everywhere; whoever asks for their data gets all of it."""

import json
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, models
from django.test import Client
from wagtail.models import Locale, Page

from foreword.desk.actions import ask, write_to
from foreword.kernel import erasure
from foreword.kernel.clock import now
from foreword.kernel.erasure import erase_person, export_person, reapply_tombstones, tombstone
from foreword.kernel.ids import new_public_id
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import AuditEntry, Job, Tombstone
from foreword.kernel.privacy import Erase, Record, register
from foreword.people.models import Person
from foreword.portraits.actions import record_signal
from tests.world import sign_in

MARK = "quokkamarker"
LATER = object()


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.FOREWORD_HOME = tmp_path


def about_people() -> list[Record]:
    return [record for record in register() if record.subject and record.model != "people.Person"]


def plant(record: Record, person: Person) -> models.Model:
    """A row of this table about this person, with the mark in every described field that can hold it."""
    path, _, attribute = record.subject.partition("=")
    if attribute:
        row = make_known_by(record.cls, path.removesuffix("__iexact").split("__"), getattr(person, attribute))
    else:
        row = make_about(record.cls, path.split("__"), person)
    for name in record.about_person():
        field = record.cls._meta.get_field(name)
        if name in {path.removesuffix("__iexact"), "actor", "subject"} or not isinstance(
            field, models.CharField | models.TextField | models.JSONField
        ):
            continue
        length = getattr(field, "max_length", None) or 99
        if isinstance(field, models.JSONField):
            setattr(row, name, {MARK: MARK} if field.get_default() == {} else [MARK])
        elif length >= len(MARK) and not isinstance(field, models.EmailField):
            setattr(row, name, MARK)
        elif isinstance(field, models.EmailField):
            setattr(row, name, f"{MARK}@x.example")
    row.save()
    return row


def make_known_by(model: type[models.Model], path: list[str], value: str) -> models.Model:
    """A row that knows the person by something else than their key, itself or in a row it belongs to."""
    inner = make_known_by(model._meta.get_field(path[0]).related_model, path[1:], value) if path[1:] else value
    return make(model, {path[0]: inner})


def make_about(model: type[models.Model], path: list[str], person: Person, **given) -> models.Model:
    """A row whose `path` leads to the person: what lies between is made on the way."""
    field = model._meta.get_field(path[0])
    if not field.concrete:  # from a conversation to its question: the other table points here
        row = make(model, given)
        make_about(field.related_model, path[1:], person, **{field.field.name: row})
        return row
    value = person if len(path) == 1 else make_about(field.related_model, path[1:], person)
    return make(model, {**given, path[0]: value})


def make(model: type[models.Model], given: dict) -> models.Model:
    if issubclass(model, Page):  # a page stands in a tree, which only Wagtail plants
        house, _made = Locale.objects.get_or_create(language_code="en")
        root = Page.get_first_root_node() or Page.add_root(title="Root", locale=house)
        return root.add_child(instance=model(title=new_public_id(), summary="A page.", locale=house, **given))
    values = {field.name: filler(field) for field in model._meta.concrete_fields if field.name not in given}
    return model.objects.create(**{name: value for name, value in values.items() if value is not LATER}, **given)


FILLERS = {
    models.ForeignKey: lambda field: make(field.related_model, {}),
    models.DateTimeField: lambda field: now(),
    models.DateField: lambda field: now().date(),
    models.BooleanField: lambda field: False,
    models.IntegerField: lambda field: 1,
    models.JSONField: lambda field: [],
    models.BinaryField: lambda field: MARK.encode(),
}


def filler(field: models.Field) -> object:
    if field.has_default() or field.null or (field.primary_key and isinstance(field, models.AutoField)):
        return LATER
    if field.choices:
        return field.choices[0][0]
    fill = next((each for kind, each in FILLERS.items() if isinstance(field, kind)), None)
    if fill:
        return fill(field)
    return new_public_id()[: field.max_length] if field.unique or not field.blank else ""


def tables_with(text: str) -> list[str]:
    """Every column of every table that holds the text anywhere."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                sql = f'SELECT count(*) FROM "{table}" WHERE CAST("{column.name}" AS TEXT) LIKE %s'
                cursor.execute(sql, [f"%{text}%"])
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column.name}")
    return found


def files_with(text: str, *folders: Path) -> list[str]:
    """Read by another process: closing a file of SQLite's drops every lock that this process holds on it
    (https://sqlite.org/howtocorrupt.html, 2.2), and the next process to open it would cut the shared memory."""
    found = subprocess.run(["grep", "-rlF", "--", text, *map(str, folders)], stdout=subprocess.PIPE, check=False)
    assert found.returncode in {0, 1}, "grep could not read everything"
    return [Path(line).name for line in found.stdout.decode().splitlines()]


@pytest.mark.django_db
class TestErasure:
    @pytest.fixture
    def marked(self, outsider, noise) -> Person:
        Person.objects.filter(pk=outsider.pk).update(name=MARK, email=f"{MARK}@lakeside.example", department=MARK)
        outsider.refresh_from_db()
        return outsider

    def test_p08_every_table_forgets(self, marked):
        rows = [plant(record, marked) for record in about_people() if record.erase is not Erase.KEEP]
        assert len(rows) > 10
        assert len(tables_with(MARK)) > 10
        erase_person(marked)
        run_until_idle()
        assert tables_with(MARK) == []
        assert not Person.objects.filter(pk=marked.pk).exists()

    def test_p08_what_others_have_stays(self, marked, lin):
        plant(next(record for record in about_people() if record.model == "portraits.Signal"), lin)
        erase_person(marked)
        assert "portraits_signal.text" in tables_with(MARK)

    def test_p08_a_question_stays_as_an_empty_row(self, marked, chen):
        question = ask(text=f"{MARK}?", lang="en", asker=marked).question
        write_to(question=question, author="librarian", person=chen, text=f"Dear {MARK},", client_id="1")
        erase_person(marked)
        question.refresh_from_db()
        assert (question.text, question.asker) == ("", None)
        assert set(question.conversation.messages.values_list("text", flat=True)) == {""}

    def test_p08_the_search_index_hears_of_it(self, marked):
        from foreword.search.models import IndexChange

        question = ask(text=f"{MARK}?", lang="en", asker=marked).question
        IndexChange.objects.all().delete()
        erase_person(marked)
        run_until_idle()
        assert IndexChange.objects.filter(kind="question", key=question.pid).exists()

    def test_p08_open_sessions_end(self, marked):
        browser = sign_in(Client(), marked)
        erase_person(marked)
        assert browser.get("/en/my/portrait/").context["user"].is_anonymous

    def test_p08_the_deletion_is_logged_without_what_it_was(self, marked):
        erase_person(marked)
        line = AuditEntry.objects.get(action="people.erased")
        assert MARK not in f"{line.target}{line.purpose}{line.actor}"
        assert AuditEntry.broken_links() == []
        assert Tombstone.objects.get().subject == tombstone(marked.pid)

    def test_p08_work_that_names_them_goes_too(self, lin):
        record_signal(person=lin, kind="searched", text="zotero")
        run_until_idle()
        pid = lin.pid
        erase_person(lin)
        left = [job for job in Job.objects.all() if pid in f"{job.args}{job.kwargs}"]
        assert left == []

    def test_p08_a_restored_backup_is_erased_again(self, marked, lin):
        pid = marked.pid
        erasure._note_beside([tombstone(pid)])  # erased after the backup was taken: the file beside it knows
        assert reapply_tombstones() == 1
        assert not Person.objects.filter(pid=pid).exists()
        assert Person.objects.filter(pk=lin.pk).exists()
        assert reapply_tombstones() == 0

    def test_p08_a_second_step_is_needed(self, client, marked):
        sign_in(client, marked)
        assert "cannot be undone" in client.get("/en/my/portrait/erase/").content.decode()
        client.post("/en/my/portrait/erase/", {})
        assert Person.objects.filter(pk=marked.pk).exists()
        client.post("/en/my/portrait/erase/", {"sure": "erase"})
        assert not Person.objects.filter(pk=marked.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_p08_no_file_of_the_database_keeps_a_trace(outsider):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its own files")
    database = Path(connection.settings_dict["NAME"]).parent
    Person.objects.filter(pk=outsider.pk).update(name=MARK * 3)
    for record in about_people():
        if record.erase is not Erase.KEEP:
            plant(record, outsider)
    assert files_with(MARK, database)
    erase_person(outsider)
    run_until_idle()
    assert not Job.objects.filter(task__endswith="clear_traces", done_at=None).exists()
    assert files_with(MARK, database, Path(settings.FOREWORD_HOME)) == []


@pytest.mark.django_db
class TestExport:
    def test_p09_holds_every_table_with_a_person_in_it(self, lin):
        tables = export_person(lin)["tables"]
        assert set(tables) == {record.model for record in register() if record.subject}

    def test_p09_no_table_that_points_to_a_person_is_left_out(self):
        """A key to a person makes a table theirs, unless it says who of the staff did the work."""
        known = {record.model.lower() for record in register() if record.subject}
        staff = {"desk.stagevisit", "desk.visit", "desk.tie", "desk.replytemplate", "desk.routingrule", "push.occasion"}
        pointing = {
            model._meta.label_lower
            for model in connection_models()
            if any(field.related_model is Person for field in model._meta.local_concrete_fields)
        }
        assert pointing - known - staff == set()

    def test_p09_has_what_was_planted(self, outsider):
        planted = [
            (record, plant(record, outsider)) for record in about_people() if record.model != "kernel.AuditEntry"
        ]
        tables = export_person(outsider)["tables"]
        for record, _ in planted:
            assert tables[record.model]["rows"], record.model
            assert set(tables[record.model]["rows"][0]) == set(record.about_person())

    def test_p09_leaves_out_the_desks_own_notes(self, client, lin, chen):
        question = ask(text="Where are the maps?", lang="en", asker=lin).question
        write_to(question=question, author="librarian", person=chen, text="On the third floor.", client_id="1")
        write_to(question=question, author="librarian", person=chen, text=MARK, client_id="2", internal=True)
        sign_in(client, lin)
        for address in ("/api/v1/me/export", "/en/my/portrait/data.json", "/en/my/portrait/data/"):
            text = client.get(address).content.decode()
            assert ("third floor" in text, MARK in text) == (True, False)

    def test_p08_erases_the_desks_notes_all_the_same(self, lin, chen):
        question = ask(text="Where are the maps?", lang="en", asker=lin).question
        write_to(question=question, author="librarian", person=chen, text=MARK, client_id="2", internal=True)
        erase_person(lin)
        assert not tables_with(MARK)

    def test_p09_is_json_and_holds_no_password(self, lin):
        lin.set_password("correct horse")
        lin.save()
        text = json.dumps(export_person(lin))
        assert lin.password not in text
        assert lin.pid in text

    def test_p09_can_be_downloaded_and_read(self, client, lin):
        sign_in(client, lin)
        download = client.get("/en/my/portrait/data.json")
        assert json.loads(download.content)["person"] == lin.pid
        assert "attachment" in download.headers["Content-Disposition"]
        assert lin.department in client.get("/en/my/portrait/data/").content.decode()
        assert client.get("/api/v1/me/export").json()["person"] == lin.pid

    def test_p09_of_another_is_not_there(self, client, lin, outsider):
        sign_in(client, outsider)
        assert lin.pid not in client.get("/en/my/portrait/data.json").content.decode()


def connection_models() -> list[type[models.Model]]:
    from django.apps import apps

    return [model for model in apps.get_models() if model.__module__.startswith("foreword.")]
