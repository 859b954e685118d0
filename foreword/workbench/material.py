"""What a product can be begun from, each as text in which nobody is named: a filed question with its answer, an entry,
a thread of the community with the replies that a librarian wrote or stands for."""

from collections.abc import Callable
from typing import Final

from django.db.models import Q

from foreword.community.models import Thread
from foreword.desk.models import Question, Stage
from foreword.desk.queries.named import people_named
from foreword.knowledge.actions import scrub_together
from foreword.knowledge.models import Entry
from foreword.media.actions import Material
from foreword.people.models import Person

Find = Callable[[str, Person, str], Material]


class NoMaterial(Exception):
    """There is nothing there, or nothing that this person may see."""


def material(kind: str, pid: str, viewer: Person, lang: str) -> Material:
    """In its own language, an entry in `lang` where it has that. Raises NoMaterial."""
    find = FINDERS.get(kind)
    if find is None:
        raise NoMaterial
    return find(pid, viewer, lang)


def _of_question(pid: str, viewer: Person, _lang: str) -> Material:
    questions = Question.objects.visible_to(viewer).filter(stage=Stage.ARCHIVED).select_related("topic")
    question = questions.filter(pid=pid).exclude(text="").first()
    answers = question.conversation.messages.filter(kind="answer").order_by("seq") if question else None
    last = answers.last() if answers else None
    if question is None or last is None or not last.text:
        raise NoMaterial
    asked, answered = scrub_together([question.text, last.text], lang=question.lang, names=people_named(question))
    title = next(iter(asked.text.splitlines()), "")
    return Material(
        "question", pid, question.lang, title, answered.text, topic=question.topic_id or "", clc=question.clc
    )


def _of_entry(pid: str, _viewer: Person, lang: str) -> Material:
    entry = Entry.objects.published().filter(pid=pid).prefetch_related("texts").first()
    text = entry.text_in(lang) if entry else None
    if entry is None or text is None:
        raise NoMaterial
    return Material("entry", pid, text.lang, text.question, text.answer, topic=entry.topic_id or "", clc=entry.clc)


def _of_thread(pid: str, _viewer: Person, _lang: str) -> Material:
    thread = Thread.objects.public().filter(pid=pid).exclude(text="").first()
    good = Q(by_librarian=True) | Q(endorsed_by__isnull=False)
    replies = thread.replies.filter(good).exclude(text="").select_related("by").order_by("replied_at") if thread else []
    if thread is None or not replies:
        raise NoMaterial
    people = [thread.asker, *(reply.by for reply in replies)]
    names = sorted({person.name for person in people if person and person.name})
    said = [thread.title, *(reply.text for reply in replies)]
    title, *texts = [each.text for each in scrub_together(said, lang=thread.lang, names=names)]
    return Material("community", pid, thread.lang, title, "\n\n".join(texts), topic=thread.topic_id or "")


FINDERS: Final[dict[str, Find]] = {"question": _of_question, "entry": _of_entry, "community": _of_thread}
