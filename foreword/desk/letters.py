"""The words of the desk's mails. Whoever asked by mail is answered by mail; anybody else is told that there is a reply
and where, never what was asked (P20)."""

import re
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from foreword.channels.actions.sending import Body
from foreword.channels.models import Letterhead, Medium, Message
from foreword.desk.links import answer_token, token_of
from foreword.desk.models import AnswerLink, Question
from foreword.desk.queries.waits import expectation

_AGAIN: Final = re.compile(r"^(?:(?:re|fw|fwd|aw|回复|答复|转发|回覆|轉寄)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
_SAYS_NOTHING: Final = re.compile(
    r"^(?:(?:a )?questions?|help|hi|hello|query|enquiry|no subject|\(no subject\)|"
    r"无主题|咨询|问题|请教|求助|您好|你好|提问)?"
    r"[\s!.?。！？]*$",
    re.IGNORECASE,
)


def question_path(question: Question) -> str:
    """Where its asker reads the question: with the secret, for whoever did not sign in."""
    token = token_of(question)
    return reverse("portal:question", args=[question.pid]) + (f"?token={token}" if token else "")


def plain_subject(subject: str) -> str:
    """Without the "Re:" of every language."""
    return _AGAIN.sub("", subject).strip()


def question_text(subject: str, words: str) -> str:
    """A mail as a question: its subject is the first line, unless that says nothing or the words begin with it."""
    subject, words = plain_subject(subject), words.strip()
    if _SAYS_NOTHING.match(subject) or words.startswith(subject):
        return words or subject
    return f"{subject}\n\n{words}".strip()


def reply_body(question: Question, message: Message) -> Body:
    """To whoever asked by mail the reply itself, to others a notice of it. With the answer's link, if it is one."""
    link = AnswerLink.objects.filter(message=message).first()
    return _answer(question, message, link) if question.medium == Medium.MAIL else _notice(question, link)


def receipt_body(question: Question, refused: tuple[str, ...], *, fresh: bool) -> Body:
    """That a mail has come, and which of its files did not; in the language of the question."""
    with override(question.lang):
        lines = [_("Your question has reached us. %(expected)s") % {"expected": expectation(question)}] if fresh else []
        if refused:
            largest = settings.FOREWORD_ATTACHMENT_LARGEST // 1_000_000
            lines += [
                _(
                    "We have your words, but not these files: %(names)s. We keep files of up to %(most)d MB that are "
                    "not programs. Please send a link instead, or a smaller file."
                )
                % {"names": ", ".join(refused), "most": largest}
            ]
        lines += [
            _("Just reply to this mail to add something. You can also read along here:\n%(link)s")
            % exchange_link(question)
        ]
        return Body(subject=subject_of(question), text="\n\n".join([*(line.strip() for line in lines), library_name()]))


def _answer(question: Question, message: Message, link: AnswerLink | None) -> Body:
    with override(question.lang):
        cited = [
            (f"[{each.number}] {each.title}" if each.number else each.title, absolute(each.url))
            for each in message.citations.order_by("number", "pk")
        ]
        has_files, said, exchange = message.attachments.exists(), said_path(link), exchange_link(question)
        context = {
            "message": message,
            "cited": cited,
            "has_files": has_files,
            "link": exchange["link"],
            "said": said,
            "library": library_name(),
            "lang": question.lang,
        }
        paragraphs = [
            message.text,
            *(f"{title}\n{url}".strip() for title, url in cited),
            *([_("A file goes with this. You find it under the address below.")] if has_files else []),
            *_asked_back(said),
            _("Just reply to this mail if something is missing. The whole exchange is here:\n%(link)s") % exchange,
            library_name(),
        ]
        return Body(
            subject=subject_of(question),
            text="\n\n".join(paragraphs),
            html=render_to_string("desk/mail/answer.html", context),
        )


def _notice(question: Question, link: AnswerLink | None) -> Body:
    with override(notice_language(question)):
        said = {**exchange_link(question), "library": library_name()}
        words = _("There is a reply to what you asked. You can read it here:\n\n%(link)s") % said
        return Body(
            subject=_("%(library)s has written to you") % said,
            text="\n\n".join([words, *_asked_back(said_path(link)), library_name()]),
        )


def said_path(link: AnswerLink | None) -> str:
    return absolute(reverse("portal:said", args=[link.pid]) + f"?token={answer_token(link)}") if link else ""


def _asked_back(said: str) -> list[str]:
    return [_("Did it answer? Say so with one click, without signing in:\n%(link)s") % {"link": said}] if said else []


def notice_language(question: Question) -> str:
    return question.lang if question.asker is None else question.asker.language


def subject_of(question: Question) -> str:
    """The subject they chose: by it many programs keep an exchange together."""
    first = Letterhead.objects.filter(message__conversation=question.conversation_id).order_by("pk").first()
    subject = plain_subject(first.subject) if first else ""
    return f"Re: {subject}" if subject else _("Your question to %(library)s") % {"library": library_name()}


def exchange_link(question: Question) -> dict[str, str]:
    return {"link": absolute(question_path(question))}


def absolute(path: str) -> str:
    return f"{settings.FOREWORD_PUBLIC_URL}{path}" if path.startswith("/") else path


def library_name() -> str:
    names = settings.FOREWORD_LIBRARY_NAME
    return str(names.get(get_language() or "en", names["en"]))
