"""A reader asks: the question is received, with what they had been shown, once however often it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foreword.channels.actions import accept_message, open_conversation
from foreword.channels.attaching import same_files
from foreword.channels.models import Attachment, Author, Medium
from foreword.desk.actions.winding import set_clocks
from foreword.desk.events import QuestionAsked
from foreword.desk.feed import announce_change
from foreword.desk.limits import Caller, count_question
from foreword.desk.links import give_link, keyed_hash, token_of
from foreword.desk.models import Exposure, Question, Stage, StageVisit
from foreword.desk.refusals import BadContact, KeyReused
from foreword.desk.shown import Shown
from foreword.desk.story import story
from foreword.desk.text import accepted_text
from foreword.kernel.clock import now
from foreword.kernel.outbox import publish
from foreword.people.models import Person, Topic
from foreword.search.languages import detect

DOUBLE_CLICK: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Asked:
    question: Question
    token: str
    """The secret of the link, for whoever did not sign in; else ""."""
    fresh: bool


def ask(
    *,
    text: str,
    lang: str,
    asker: Person | None = None,
    contact: str = "",
    medium: Medium | str = Medium.WEB,
    topic: Topic | None = None,
    asked_about: str = "",
    shown: Iterable[Shown] = (),
    idempotency_key: str | None = None,
    publish_consent: bool = False,
    caller: Caller | None = None,
    asked_at: datetime | None = None,
    files: Sequence[Attachment] = (),
) -> Asked:
    """Receive a question; `asked_at` where it was put before it was written down. `files` are of `keep_first_files`.

    Raises TextRefused, BadContact, KeyReused and, with a `caller`, TooManyQuestions.
    """
    text, contact = accepted_text(text), accepted_contact(contact)
    question = Question(
        asker=asker,
        contact=contact,
        text=text,
        lang=_language(text, lang),
        medium=medium,
        topic=topic,
        asked_about=asked_about[:60],
        publish_consent=publish_consent,
        idempotency_key=_key(asker, contact, caller, idempotency_key),
        fingerprint=_fingerprint(asker, contact, caller, text),
        asked_at=asked_at or now(),
    )
    return _receive(question, tuple(shown), caller, files)


@story
def _receive(question: Question, shown: tuple[Shown, ...], caller: Caller | None, files: Sequence[Attachment]) -> Asked:
    if known := _asked_before(question, files):
        return Asked(known, token_of(known), fresh=False)
    if caller:
        count_question(question.asker, caller)
    if question.asker is None:
        give_link(question)
    question.conversation = open_conversation()
    question.save()
    StageVisit.objects.create(question=question, stage=Stage.RECEIVED, entered_at=question.asked_at)
    _keep_exposures(question, shown)
    accept_message(
        conversation=question.conversation,
        author=Author.READER,
        person=question.asker,
        text=question.text,
        client_id="question",
        medium=question.medium,
        lang=question.lang,
        files=files,
        sent_at=question.asked_at,
    )
    set_clocks(question)
    publish(
        QuestionAsked(
            question=question.pid,
            asker=question.asker.pid if question.asker else "",
            topic=question.topic_id or "",
            lang=question.lang,
        )
    )
    announce_change()
    return Asked(question, token_of(question), fresh=True)


def _asked_before(question: Question, files: Sequence[Attachment]) -> Question | None:
    """The same request again, or the same words from the same sender within a minute; with the same files."""
    if question.idempotency_key:
        known = Question.objects.filter(idempotency_key=question.idempotency_key).first()
        if known and (known.text != question.text or not _came_with(known, files)):
            raise KeyReused
        if known or question.asker is None:
            return known
    if not question.fingerprint:
        return None
    recent = Question.objects.filter(fingerprint=question.fingerprint, asked_at__gt=now() - DOUBLE_CLICK)
    return next((each for each in recent.order_by("-asked_at") if _came_with(each, files)), None)


def _came_with(question: Question, files: Sequence[Attachment]) -> bool:
    kept = Attachment.objects.filter(message__conversation=question.conversation_id, message__client_id="question")
    return not files or same_files(kept, files)


def _key(asker: Person | None, contact: str, caller: Caller | None, key: str | None) -> str | None:
    """Keys of one asker mean nothing to another, so that nobody can guess their way to a question.

    Who did not sign in is told apart by what stays the same when they send again; not by the address, which a phone
    changes on its way.
    """
    if not key:
        return None
    sender = [asker.pid] if asker else ["", contact, caller.browser if caller else ""]
    return keyed_hash("desk.idempotency", *sender, key).hex()


def _fingerprint(asker: Person | None, contact: str, caller: Caller | None, text: str) -> str:
    """Empty where nothing tells one anonymous sender from the next: then two people's words never become one."""
    if asker is None and caller is None:
        return ""
    sender = [asker.pid] if asker else ["", contact, caller.address, caller.browser] if caller else []
    return keyed_hash("desk.double-click", *sender, text).hex()


def accepted_contact(contact: str) -> str:
    contact = contact.strip()
    if contact:
        try:
            validate_email(contact)
        except ValidationError:
            raise BadContact from None
    return contact


def _language(text: str, stated: str) -> str:
    """The script decides; where it says nothing (a row of emoji), the language of the page."""
    found = detect(text)
    if found != "und":
        return found
    return stated if stated in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _keep_exposures(question: Question, shown: tuple[Shown, ...]) -> None:
    Exposure.objects.bulk_create(
        [
            Exposure(
                question=question,
                how=item.how,
                kind=item.kind[:16],
                key=item.key[:40],
                title=item.title[:300],
                delivery=item.delivery[:16],
            )
            for item in shown[:50]
            if item.how in {"suggested", "pushed", "page"} and item.kind and item.key
        ],
        ignore_conflicts=True,
    )
