"""What mail does to questions: it opens one, continues one, is noted beside one; a reply that did not arrive is told.

Each runs inside the transaction that files the mail, and once however often that is tried.
"""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import override

from foreword.channels.actions import send_mail
from foreword.channels.filing import Arrival, SetAside
from foreword.channels.letters.letter import Letter, Sort
from foreword.channels.models import Author, Medium, Message, OutboundMail
from foreword.desk.actions.asking import ask
from foreword.desk.actions.steps import stop_reminding
from foreword.desk.actions.writing import write_to
from foreword.desk.feed import announce_change
from foreword.desk.letters import question_text, receipt_body
from foreword.desk.limits import count_mail
from foreword.desk.models import Question
from foreword.desk.refusals import Forgotten, TextRefused, TooManyQuestions
from foreword.desk.text import MAX_LENGTH, accepted_text
from foreword.kernel.clock import ago, now

RECEIPT: Final = "receipt"
RECEIPT_EVERY: Final = timedelta(hours=24)
"""One sender gets one receipt a day, so that two programs cannot write to each other for ever."""
FLOOD: Final = "flood"


def take(arrival: Arrival) -> list[Message]:
    """The messages that a mail becomes: one in each thread it names, else the first of a new question."""
    if not arrival.wanted:
        _refuse_flood(arrival)
    conversations = {each.pk: each for each in arrival.conversations}
    named = Question.objects.filter(conversation__in=conversations, text__gt="").select_related("conversation", "asker")
    questions = sorted(named, key=lambda question: list(conversations).index(question.conversation_id))
    if questions:
        return [_continue(question, arrival) for question in questions]
    if arrival.letter.sort is Sort.AUTOMATIC:
        raise SetAside(Sort.AUTOMATIC)
    return [_open(arrival)]


def acknowledge(arrival: Arrival, messages: list[Message]) -> None:
    """Tell the sender that it came, and what of it did not. Never a machine, and never a stranger in the thread."""
    if arrival.letter.sort is not Sort.LETTER:
        return
    for message in messages:
        fresh = message.client_id == "question"
        if not fresh and not arrival.refused:
            continue
        question = Question.objects.select_related("conversation").get(conversation=message.conversation_id)
        if question.contact and question.contact.lower() == arrival.letter.sender:
            _send_receipt(question, arrival, fresh=fresh)


def tell_return(*, mail: OutboundMail, failed: bool, recipient: str) -> None:
    """A note in the thread; and what failed to arrive puts the question back into the queue, for nobody has it."""
    question = Question.objects.filter(conversation=mail.conversation_id).select_related("conversation").first()
    if question is None:
        return
    with override(_desk_language(question)):
        words = _("The mail to %(to)s came back: %(why)s") if failed else _("The mail to %(to)s is late: %(why)s")
        why = mail.error if failed else _("their mail server does not take it yet and is asked again.")
        text = words % {"to": recipient or mail.to, "why": why or _("no reason was given.")}
    try:
        _note(question, text, client_id=f"return-{mail.pid}-{int(failed)}")
    except Forgotten:
        return
    if failed:
        question.refresh_from_db()
        question.waiting_since = question.waiting_since or now()
        question.save()
        stop_reminding(question)
        announce_change()


def _open(arrival: Arrival) -> Message:
    letter = arrival.letter
    asked = ask(
        text=_first_words(arrival),
        lang="",
        contact=_contact(letter.sender),
        medium=Medium.MAIL,
        idempotency_key=f"mail-{arrival.mail.pid}",
    )
    question = asked.question
    if asked.fresh and arrival.forged:
        with override(_desk_language(question)):
            text = _(
                "The reply address of this mail bears a token that is not ours; so it opened a question of its own."
            )
        _note(question, text, client_id=f"forged-{arrival.mail.pid}")
    return question.conversation.messages.get(client_id="question")


def _continue(question: Question, arrival: Arrival) -> Message:
    """A person's words are the reader's; an away note is noted for the desk and leaves the clocks alone."""
    letter, mark = arrival.letter, f"mail-{arrival.mail.pid}"
    if letter.sort is Sort.AUTOMATIC:
        with override(_desk_language(question)):
            text = _("An automatic reply came by mail:\n\n%(text)s") % {
                "text": _shortened(letter.text or letter.subject)
            }
        return _note(question, text, client_id=mark)
    words = _readable(letter, question.lang)
    return write_to(question=question, author=Author.READER, text=words, client_id=mark, medium=Medium.MAIL)


def _note(question: Question, text: str, *, client_id: str) -> Message:
    return write_to(
        question=question, author=Author.SYSTEM, text=text, client_id=client_id, medium=Medium.MAIL, internal=True
    )


def _send_receipt(question: Question, arrival: Arrival, *, fresh: bool) -> None:
    due = fresh and settings.FOREWORD_MAIL_RECEIPTS and not _had_receipt(question.contact)
    if not (due or arrival.refused):
        return
    body = receipt_body(question, arrival.refused, fresh=fresh)
    send_mail(
        to=question.contact,
        body=body,
        lang=question.lang,
        key=f"{RECEIPT}-{arrival.mail.pid}",
        conversation=question.conversation,
        automatic=True,
        limited=True,
    )


def _had_receipt(to: str) -> bool:
    recent = OutboundMail.objects.filter(to__iexact=to, created_at__gt=ago(seconds=RECEIPT_EVERY.total_seconds()))
    return recent.filter(message_id__contains=f".{RECEIPT}-").exists()


def _refuse_flood(arrival: Arrival) -> None:
    try:
        count_mail(arrival.letter.sender)
    except TooManyQuestions:
        raise SetAside(FLOOD) from None


def _first_words(arrival: Arrival) -> str:
    letter = arrival.letter
    if letter.sort is not Sort.UNREADABLE:
        return _shortened(question_text(letter.subject, _readable(letter, settings.LANGUAGE_CODE)))
    with override(settings.LANGUAGE_CODE):
        words = _("A mail came that could not be read. Its source is attached; please look at it.")
    return _shortened(f"{letter.subject}\n\n{words}".strip())


def _readable(letter: Letter, lang: str) -> str:
    """The words, as far as they are words. Nothing is lost: the source is beside them."""
    try:
        return accepted_text(_shortened(letter.text))
    except TextRefused:
        with override(lang):
            return _("(The mail has no text that can be shown. Its files and its source are attached.)")


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_LENGTH else f"{text[: MAX_LENGTH - 1]}…"


def _contact(sender: str) -> str:
    try:
        validate_email(sender)
    except ValidationError:
        return ""
    return sender if len(sender) <= 254 else ""


def _desk_language(question: Question) -> str:
    return question.assignee.language if question.assignee else settings.LANGUAGE_CODE
