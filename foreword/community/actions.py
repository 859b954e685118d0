"""Asking in public, replying, following; and what the library's staff may do: endorse a good reply, hide what breaks
the rules."""

from datetime import timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.channels.actions import send_notice
from foreword.community.events import ThreadChanged
from foreword.community.letters import answered_body
from foreword.community.models import Follow, Reply, Thread
from foreword.community.text import accepted
from foreword.kernel.clock import ago, now
from foreword.kernel.jobs.queue import add_job
from foreword.kernel.models import AuditEntry
from foreword.kernel.outbox import publish
from foreword.people.models import Person, Topic
from foreword.people.permissions import may
from foreword.search.actions import mark_changed, note_use
from foreword.search.models import Followed

LONGEST_TITLE = 200
SPAN = timedelta(minutes=10)
MOST_POSTS = 20


class Refused(Exception):
    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class TooManyPosts(Refused):
    sentence = _("You have written a lot in the last ten minutes. Please wait a little.")


class NotStaff(Refused):
    sentence = _("Only the library’s staff can do this.")


class OwnReply(Refused):
    sentence = _("Nobody endorses their own reply.")


@transaction.atomic
def ask_in_public(*, person: Person, title: str, text: str, lang: str, topic: Topic | None = None) -> Thread:
    """A new public thread. Sent twice within ten minutes it is still one. Raises ValidationError, TooManyPosts."""
    said = {"title": accepted(title, LONGEST_TITLE).replace("\n", " "), "text": accepted(text)}
    again = Thread.objects.filter(asker=person, asked_at__gt=now() - SPAN, **said).first()
    if again is not None:
        return again
    _count(person)
    thread = Thread.objects.create(asker=person, lang=lang, topic=topic, **said)
    _changed(thread)
    return thread


@transaction.atomic
def reply_to(*, thread: Thread, person: Person, text: str) -> Reply:
    """A reply, marked where it is a librarian's. Sent twice it is still one. Raises ValidationError, TooManyPosts."""
    said = accepted(text)
    _hold(thread)
    again = Reply.objects.filter(thread=thread, by=person, text=said, replied_at__gt=now() - SPAN).first()
    if again is not None:
        return again
    _count(person)
    reply = Reply.objects.create(thread=thread, by=person, by_librarian=person.is_librarian, text=said)
    _changed(thread)
    _tell_soon(thread)
    return reply


@transaction.atomic
def endorse(*, reply: Reply, by: Person, endorsed: bool = True) -> Reply:
    """A librarian says: this is right. Or takes it back."""
    if not by.is_librarian:
        raise NotStaff
    if reply.by_id == by.pk:
        raise OwnReply
    _hold(reply.thread)
    if endorsed and reply.endorsed_by_id is None:
        note_use(what=Followed.ENDORSED, kind="community", key=reply.thread.pid)
    reply.endorsed_by = by if endorsed else None
    reply.save(update_fields=["endorsed_by"])
    _changed(reply.thread)
    _tell_soon(reply.thread)
    return reply


@transaction.atomic
def hide_thread(*, thread: Thread, by: Person) -> Thread:
    """Take a thread that breaks the rules out of everybody's sight, search included."""
    if not may(by, "thread.hide"):
        raise NotStaff
    thread.hidden_at = thread.hidden_at or now()
    thread.save(update_fields=["hidden_at"])
    AuditEntry.write(actor=by.pid, action="community.hide", target=f"community.thread:{thread.pid}")
    _changed(thread)
    return thread


@transaction.atomic
def follow(*, thread: Thread, person: Person) -> None:
    """Be told once when it is answered. Twice is once; of what is answered already there is nothing to tell."""
    _hold(thread)
    if not thread.is_answered:
        Follow.objects.get_or_create(thread=thread, person=person)


def unfollow(*, thread: Thread, person: Person) -> None:
    Follow.objects.filter(thread=thread, person=person).delete()


def tell_followers(*, thread: Thread) -> int:
    """How many were told. Each in a write of its own: whoever was told before a worker died is not told again."""
    if thread.hidden_at or not thread.title or not thread.is_answered:
        return 0
    follows = thread.follows.untold().filter(person__is_active=True).select_related("person")
    return sum(_tell(each, thread) for each in follows)


@transaction.atomic
def _tell(follow: Follow, thread: Thread) -> bool:
    if not Follow.objects.untold().filter(pk=follow.pk).update(told_at=now()):
        return False
    person = follow.person
    if person.email:
        key = f"followed-{thread.pid}-{person.pid}"
        body = answered_body(thread, person.language)
        send_notice(to=person.email, body=body, lang=person.language, key=key, about=thread.pid)
    return True


def _hold(thread: Thread) -> None:
    """Until the end of the write: an answer and a follower at the same moment see each other, whichever is first."""
    Thread.objects.select_for_update().values_list("pk").get(pk=thread.pk)


def _tell_soon(thread: Thread) -> None:
    """By a job: followers may be many, and nobody waits for their mails."""
    if thread.is_answered and thread.follows.untold().exists():
        add_job("foreword.community.tasks.tell_followers", args=[thread.pid])


def _count(person: Person) -> None:
    since = ago(seconds=SPAN.total_seconds())
    asked = Thread.objects.filter(asker=person, asked_at__gt=since).count()
    replied = Reply.objects.filter(by=person, replied_at__gt=since).count()
    if asked + replied >= MOST_POSTS:
        raise TooManyPosts


def _changed(thread: Thread) -> None:
    publish(ThreadChanged(thread=thread.pid))
    mark_changed(kind="community", key=thread.pid)
