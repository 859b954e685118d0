"""Sub-tasks, tags, templates, ties and shared drafts: what the desk does together with a question."""

import pytest

from foreword.channels.models import Author
from foreword.desk import actions
from foreword.desk.actions import bulk, drafting, merging, tagging, tasking, templating
from foreword.desk.models import Draft, Question, ReplyTemplate, Stage, Tagging, Task, Tie
from foreword.desk.placeholders import fill
from foreword.desk.refusals import (
    AnsweredMeanwhile,
    BadTag,
    BadTemplate,
    CannotMerge,
    CannotSplit,
    Filed,
    TasksOpen,
)
from foreword.kernel.models import AuditEntry, OutboxEvent

pytestmark = pytest.mark.django_db


def asked(text, asker=None, **more) -> Question:
    return actions.ask(text=text, lang="en", asker=asker, **more).question


@pytest.fixture
def question(lin) -> Question:
    return asked("Where are the old maps?", lin)


@pytest.fixture
def again(lin) -> Question:
    return asked("Old maps: where are they kept?", lin)


def write(question, text, client_id):
    return actions.write_to(
        question=question, author=Author.READER, text=text, client_id=client_id, person=question.asker
    )


def answer(question, by, client_id="a1"):
    return actions.answer(question=question, by=by, text="In the map room.", client_id=client_id)


class TestTasks:
    def test_an_open_one_keeps_the_question_from_the_archive(self, question, chen):
        answer(question, chen)
        task = tasking.add_task(question=question, by=chen, text="Ring the map room")
        with pytest.raises(TasksOpen) as refused:
            actions.archive(question=question, by=chen)
        assert refused.value.message.startswith("1 sub-task is still open")
        tasking.close_task(task=task, by=chen)
        actions.archive(question=question, by=chen)

    def test_none_is_added_to_the_archive(self, question, chen):
        answer(question, chen)
        actions.archive(question=question, by=chen)
        with pytest.raises(Filed):
            tasking.add_task(question=question, by=chen, text="Too late")

    def test_asking_a_colleague_leaves_a_note_for_the_desk_alone(self, question, chen, mei):
        tasking.ask_colleague(question=question, by=chen, text="Is it scanned?", colleague=mei)
        note = question.conversation.messages.get(kind="note")
        assert (note.internal, "Is it scanned?" in note.text) == (True, True)

    def test_asking_a_colleague_is_for_colleagues(self, question, chen, omar):
        with pytest.raises(actions.NotAtTheDesk):
            tasking.ask_colleague(question=question, by=chen, text="You?", colleague=omar)
        assert not Task.objects.exists()

    def test_a_reply_goes_into_the_thread_as_a_note(self, question, chen, mei):
        task = tasking.ask_colleague(question=question, by=chen, text="Is it scanned?", colleague=mei)
        tasking.close_task(task=task, by=mei, reply="Yes, since May.")
        assert question.conversation.messages.get(text="Yes, since May.").internal

    def test_readers_add_none(self, question, omar):
        with pytest.raises(actions.NotAtTheDesk):
            tasking.add_task(question=question, by=omar, text="x")


class TestTags:
    def test_are_one_however_they_are_spelt(self, question, chen):
        for text in ("Maps", "#maps", "  MAPS "):
            tagging.tag(question=question, by=chen, text=text)
        assert Tagging.objects.get().tag == "maps"

    @pytest.mark.parametrize("text", ["", "  # ", "\u200b", "x" * 41])
    def test_that_say_nothing_are_refused(self, question, chen, text):
        with pytest.raises(BadTag):
            tagging.tag(question=question, by=chen, text=text)

    def test_come_off(self, question, chen):
        tagging.tag(question=question, by=chen, text="maps")
        tagging.untag(question=question, by=chen, text="maps")
        assert not Tagging.objects.exists()


class TestMany:
    def test_one_that_is_refused_keeps_no_other_back(self, question, again, chen, mei):
        actions.claim(question=question, librarian=mei)
        outcome = bulk.do_many(questions=[question, again], by=chen, deed="claim")
        assert (outcome.done, [refused for refused, _why in outcome.refused]) == (1, [question])

    @pytest.mark.parametrize("stage", [Stage.ARCHIVED, Stage.ANSWERED, "nowhere"])
    def test_nothing_ends_in_bulk(self, question, chen, stage):
        assert bulk.do_many(questions=[question], by=chen, deed="stage", value=stage).done == 0


WORDING = templating.Wording("Hello", "Dear {reader}, {librarian}", "{reader}，你好。{librarian}")


class TestTemplates:
    def test_speak_the_readers_language(self, chen, lin):
        made = templating.save_template(by=chen, wording=WORDING)
        zh = actions.ask(text="古地图在哪里？", lang="zh-hans", asker=lin).question
        assert fill(made.text_for(zh.lang), zh, chen) == "林悦，你好。Chen"

    def test_leave_names_as_names(self, chen, lin, question):
        lin.name = "[x](http://evil) {librarian} *"
        question.asker = lin
        assert fill("{reader}", question, chen) == r"\[x\]\(http://evil\) \{librarian\} \*"

    @pytest.mark.parametrize("change", [{"text_zh": " "}, {"text_en": "{secret}"}, {"stage": "archived"}, {"name": ""}])
    def test_that_cannot_work_are_refused(self, chen, change):
        values = {"name": "A", "text_en": "a", "text_zh": "一"} | change
        with pytest.raises(BadTemplate):
            templating.save_template(by=chen, wording=templating.Wording(**values))

    @pytest.mark.parametrize("who", ["mei", "wu", "omar", "zhao"])
    def test_are_not_for_every_role(self, who, request):
        with pytest.raises(actions.NotForYourRole):
            templating.save_template(by=request.getfixturevalue(who), wording=WORDING)

    def test_a_name_is_taken_once(self, chen):
        templating.save_template(by=chen, wording=WORDING)
        with pytest.raises(BadTemplate):
            templating.save_template(by=chen, wording=WORDING)

    def test_a_macro_tags_and_moves(self, question, chen):
        macro = ReplyTemplate.objects.create(name="m", text_en="a", text_zh="b", stage=Stage.SEARCHING, tag="maps")
        templating.finish_macro(question=question, by=chen, template=macro)
        question.refresh_from_db()
        assert (question.stage, question.taggings.get().tag) == (Stage.SEARCHING, "maps")


class TestMerging:
    def test_leads_the_same_asker_on(self, question, again, chen):
        merging.merge(question=again, into=question, by=chen)
        again.refresh_from_db()
        assert again.stage == Stage.ARCHIVED
        assert again.conversation.messages.filter(author=Author.SYSTEM, kind="text", internal=False).exists()

    def test_only_links_strangers_and_tells_neither(self, question, omar, chen):
        other = asked("Old maps?", omar)
        before = other.conversation.messages.for_reader().count()
        tie = merging.merge(question=other, into=question, by=chen)
        other.refresh_from_db()
        assert (tie.kind, other.stage) == ("linked", Stage.RECEIVED)
        assert other.conversation.messages.for_reader().count() == before

    def test_takes_no_mail_address_for_a_person(self, chen):
        one, other = asked("Maps?", contact="a@b.example"), asked("Maps, please", contact="a@b.example")
        assert merging.merge(question=one, into=other, by=chen).kind == "linked"

    def test_is_undone(self, question, again, chen):
        tie = merging.merge(question=again, into=question, by=chen)
        merging.undo(tie=tie, by=chen)
        again.refresh_from_db()
        assert (again.stage, again.archived_at) == (Stage.RECEIVED, None)
        assert not Tie.objects.standing().exists()

    def test_what_waited_waits_in_the_other_and_again_here_when_undone(self, question, again, chen):
        answer(again, chen)
        write(again, "Which shelf?", "r1")
        again.refresh_from_db()
        tie = merging.merge(question=again, into=question, by=chen)
        question.refresh_from_db()
        assert question.waiting_since
        merging.undo(tie=tie, by=chen)
        again.refresh_from_db()
        assert (again.stage, again.queued_since is not None) == (Stage.ANSWERED, True)

    def test_an_answer_to_the_one_rests_the_other(self, question, again, chen):
        merging.merge(question=again, into=question, by=chen)
        write(again, "One thing more", "r1")
        drafting.send(question=question, by=chen, text="All of it.", client_id="s1", sort="answer")
        again.refresh_from_db()
        assert again.queued_since is None

    def test_makes_no_chains(self, question, again, lin, chen):
        third = asked("Maps, once more", lin)
        merging.merge(question=again, into=question, by=chen)
        for one, into in ((question, third), (third, again), (again, third), (third, third)):
            with pytest.raises(CannotMerge):
                merging.merge(question=one, into=into, by=chen)

    def test_leaves_colleagues_questions_alone(self, question, again, chen, mei):
        actions.claim(question=question, librarian=mei)
        with pytest.raises(actions.AlreadyClaimed):
            merging.merge(question=again, into=question, by=chen)

    def test_is_written_down(self, question, again, chen, lin):
        merging.merge(question=again, into=question, by=chen)
        assert AuditEntry.objects.get(action="question.merged").subject == lin.pid
        assert OutboxEvent.objects.filter(kind="desk.QuestionTied").count() == 1


class TestSplitting:
    def test_makes_a_question_of_the_same_asker(self, question, chen, lin):
        part = merging.split(message=write(question, "And may I scan them?", "r1"), by=chen)
        assert (part.asker, part.text, part.stage) == (lin, "And may I scan them?", Stage.RECEIVED)
        assert question.conversation.messages.filter(client_id="r1").exists()

    def test_happens_once(self, question, chen):
        message = write(question, "And may I scan them?", "r1")
        merging.split(message=message, by=chen)
        with pytest.raises(CannotSplit):
            merging.split(message=message, by=chen)

    def test_is_for_further_words_of_the_reader(self, question, chen):
        for message in (question.conversation.messages.get(client_id="question"), answer(question, chen)):
            with pytest.raises(CannotSplit):
                merging.split(message=message, by=chen)


class TestDrafts:
    def test_are_the_desks(self, question, chen, mei):
        drafting.keep_draft(question=question, by=chen, text="In the")
        drafting.keep_draft(question=question, by=mei, text="In the map")
        draft = Draft.objects.get()
        assert (draft.text, draft.by, draft.version) == ("In the map", mei, 2)

    def test_are_empty_once_sent(self, question, chen):
        drafting.keep_draft(question=question, by=chen, text="In the map room.")
        drafting.send(question=question, by=chen, text="In the map room.", client_id="s1", sort="answer")
        assert Draft.objects.get().text == ""

    def test_sending_asks_first_when_a_colleague_was_quicker(self, question, chen, wu):
        seen = question.conversation.last_seq
        drafting.send(question=question, by=wu, text="What years?", client_id="m1", sort="message", seen=seen)
        with pytest.raises(AnsweredMeanwhile) as refused:
            drafting.send(question=question, by=chen, text="Room 4.", client_id="s1", sort="answer", seen=seen)
        assert "Wu" in refused.value.message
        question.conversation.refresh_from_db()
        drafting.send(
            question=question,
            by=chen,
            text="Room 4.",
            client_id="s1",
            sort="answer",
            seen=question.conversation.last_seq,
        )

    def test_a_note_is_never_held_up(self, question, chen, wu):
        drafting.send(question=question, by=wu, text="What years?", client_id="m1", sort="message", seen=0)
        assert drafting.send(question=question, by=chen, text="Hm.", client_id="s1", sort="note", seen=0).internal
